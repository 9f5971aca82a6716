import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { NODE_FLAGS } from '../../../bin/node-flags.mjs';
import { builtProgram } from './built-program.ts';
import { workspaceRoot } from '../../platform/workspace.ts';
import { TEMPLATE } from '../../testing/test-cluster.ts';

/** A node in a process of its own. */
export interface NodeProcess {
  readonly url: string;
  readonly token: string;
  readonly child: ChildProcess;
  /** Megabytes that it holds in memory. */
  residentMb(): number;
  /** What it printed on its error channel. */
  errors(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export async function startNodeProcess({ dataDir, databaseUrl, environment = {}, fresh }: { databaseUrl: string; dataDir: string; fresh: boolean; environment?: Record<string, string> }): Promise<NodeProcess> {
  const { folder, program } = await builtProgram('apps/api/src/interop/testing/capture-node.ts');
  const child = spawn(process.execPath, [...NODE_FLAGS, program], {
    cwd: workspaceRoot(),
    // Of the tests' own runner a child must know nothing.
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', TMPDIR: process.env['TMPDIR'] ?? '/tmp', CAPTURE_NODE_DATABASE: databaseUrl, CAPTURE_NODE_DATA: dataDir, CAPTURE_NODE_FRESH: fresh ? 'yes' : 'no', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  let [printed, errors] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk));
  const ready = await new Promise<{ url: string; token: string }>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk;
      const line = printed.split('\n').find((one) => one.startsWith('{"url"'));
      if (line) resolve(JSON.parse(line) as { url: string; token: string });
    });
    child.once('exit', () => reject(new Error(`the node ended at its start:\n${printed}${errors}`)));
  });
  return {
    ...ready,
    child,
    residentMb: () => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024,
    errors: () => errors,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill(signal);
      await gone;
    },
  };
}

/** A migrated database of its own in a cluster. */
export async function databaseIn(clusterUrl: string): Promise<string> {
  const name = `capture_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`create database ${name} template ${TEMPLATE}`);
  await client.end();
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Sends a body as fast as it is taken; gives the answer. */
export async function sendTo({ token, url }: Pick<NodeProcess, 'url' | 'token'>, path: string, body: Iterable<Buffer> | Readable, headers: Record<string, string>): Promise<{ status: number; location: string; body: string }> {
  const sending = request(`${url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}`, ...headers } });
  const answered = new Promise<{ status: number; location: string; body: string }>((resolve, reject) => {
    sending.once('error', reject);
    sending.once('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', body: text }));
      response.once('error', reject);
    });
  });
  // A body that is refused while it is sent ends the sending; the answer tells why.
  await Promise.race([pipeline(Readable.from(body), sending).catch(() => {}), answered]);
  return answered;
}
