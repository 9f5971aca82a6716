import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workspaceRoot } from '../platform/workspace.ts';
import { startCluster } from './cluster.ts';
import { freePort } from './free-port.ts';
import { isAlive } from './postmaster.ts';

describe('the embedded PostgreSQL', () => {
  const place = { folder: '' };
  beforeEach(() => void (place.folder = mkdtempSync(join(tmpdir(), 'packtrail-cluster-'))));
  afterEach(() => rmSync(place.folder, { recursive: true, force: true }));

  it('starts empty, keeps what was stored, and leaves no process', async () => {
    const first = await startCluster(place.folder);
    const one = await query(await first.database('shop'), 'create table t (a int); insert into t values (7); select a from t');
    expect(one).toEqual([{ a: 7 }]);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await startCluster(place.folder);
    expect(second).toMatchObject({ reused: false, port: first.port });
    expect(await query(await second.database('shop'), 'select a from t')).toEqual([{ a: 7 }]);
    await second.stop();
    expect(isAlive(second.pid)).toBe(false);
  });

  it('listens on this machine alone, behind a password that only its owner may read', async () => {
    const cluster = await startCluster(place.folder);
    const url = await cluster.database('postgres');
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(statSync(join(place.folder, 'password')).mode & 0o777).toBe(0o600);
    const guessed = new URL(url);
    guessed.password = 'guessed';
    await expect(query(guessed.href, 'select 1')).rejects.toThrow('password authentication failed');
    await cluster.stop();
  });

  it('is taken over when the process that started it was killed', async () => {
    const holder = hold(place.folder);
    const held = await holder.started;
    holder.child.kill('SIGKILL');
    await once(holder.child, 'exit');
    expect(isAlive(held.pid)).toBe(true);

    const cluster = await startCluster(place.folder);
    expect(cluster).toMatchObject({ reused: true, pid: held.pid, port: held.port });
    await cluster.stop();
    expect(isAlive(held.pid)).toBe(false);
  });

  it('refuses a second process on the same folder, and leaves the first one’s server alone', async () => {
    const first = await startCluster(place.folder);
    await expect(startCluster(place.folder)).rejects.toThrow('Another Packtrail process uses');
    expect(await query(await first.database('postgres'), 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it('takes another port when its own is taken, and is not misled by a number that another process has now', async () => {
    const first = await startCluster(place.folder);
    await first.stop();
    const blocker = await startCluster(join(place.folder, 'other'));
    writeFileSync(join(place.folder, 'port'), String(blocker.port));
    writeFileSync(join(place.folder, 'data', 'postmaster.pid'), `${process.pid}\n`);
    const second = await startCluster(place.folder);
    expect(second.reused).toBe(false);
    expect(second.port).not.toBe(blocker.port);
    expect(readFileSync(join(place.folder, 'port'), 'utf8')).toBe(String(second.port));
    await second.stop();
    await blocker.stop();
  });

  it('finds a free port, the wished one when it is free', async () => {
    const port = await freePort();
    expect(await freePort(port)).toBe(port);
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
    return Array.isArray(results) ? (results.at(-1)?.rows ?? []) : results.rows;
  } finally {
    await client.end();
  }
}

function hold(folder: string): { child: ChildProcess; started: Promise<{ pid: number; port: number }> } {
  const root = workspaceRoot();
  const args = [
    join(root, 'test', 'support', 'run-typescript.mjs'),
    join(root, 'apps', 'api', 'src', 'testing', 'hold-cluster.ts'),
    folder,
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const started = new Promise<{ pid: number; port: number }>((resolve, reject) => {
    child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as { pid: number; port: number }));
    child.once('exit', () => reject(new Error('the holder ended')));
  });
  return { child, started };
}
