import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A whole Packtrail, built and started as `npm start` does it, on a free port and a data folder of its own. */
export interface NodeUnderTest {
  readonly url: string;
  readonly data: string;
  readonly process: ChildProcess;
  /** What it printed so far. */
  output(): string;
  ask<T>(query: string, variables?: object, token?: string): Promise<T>;
  signIn(email: string): Promise<string>;
  /** Kills the server itself, which is a child of its starter, in whatever it is doing. */
  kill(): Promise<void>;
  /** Ends it and keeps its data. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it and removes its data. */
  end(): Promise<void>;
}

/** `port`: the one it had before, where others know its address. */
export async function startNode({ data = mkdtempSync(join(tmpdir(), 'packtrail-node-')), environment = {}, port: given }: { data?: string; environment?: Record<string, string>; port?: number } = {}): Promise<NodeUnderTest> {
  const port = given ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  let printed = '';
  const child = spawn(process.execPath, [join(root, 'apps/api/bin/start.mjs'), '--no-build'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PACKTRAIL_DATA: data, LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk));
  let exited = false;
  child.once('exit', () => (exited = true));
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
    if (exited) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  for (let waited = 0; ; waited += 200) {
    if (exited) throw new Error(`the node ended at its start:\n${printed}`);
    if (waited > 120_000) {
      await stop('SIGKILL');
      throw new Error(`the node was not ready in two minutes:\n${printed}`);
    }
    const healthy = await fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const ask = async <T>(query: string, variables: object = {}, token?: string): Promise<T> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const { data: answer, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return answer;
  };
  return {
    url,
    data,
    process: child,
    output: () => printed,
    ask,
    async signIn(email) {
      const answer = await ask<{ signIn: { token: string } }>('mutation ($email: String!) { signIn(email: $email, password: "packtrail-demo") { token } }', { email });
      return answer.signIn.token;
    },
    stop,
    async kill() {
      const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(child.pid)], { encoding: 'utf8' });
      for (const pid of children.split('\n').map(Number).filter(Boolean)) process.kill(pid, 'SIGKILL');
      await stop('SIGKILL');
    },
    async end() {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
