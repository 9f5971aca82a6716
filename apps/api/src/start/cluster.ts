import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { freePort } from './free-port.ts';
import { chooseLaunch, type Launch } from './launch.ts';
import { isAlive, portAnswers, runningPostmaster, until } from './postmaster.ts';
import { StartRefused } from './start-refused.ts';

/** Held by the one process that uses a data folder; PostgreSQL lets go of it when that process dies, however it dies. */
const OWNER_LOCK = 72_707_370;
const READY_MS = 60_000;

export interface Cluster {
  /** True when a server left behind by a killed process was found and taken over. */
  reused: boolean;
  port: number;
  pid: number;
  /** The address of one database in it; makes the database when it is not there. */
  database(name: string): Promise<string>;
  /** Fast shutdown; after it no process is left. */
  stop(): Promise<void>;
}

interface Places {
  folder: string;
  data: string;
  password: string;
  port: string;
  log: string;
}

/**
 * Starts PostgreSQL in `<folder>`, or takes over the one that still runs there, on 127.0.0.1 alone.
 * Refuses with a sentence when another living process uses the same folder.
 */
export async function startCluster(folder: string, launch?: Launch): Promise<Cluster> {
  const places = layOut(resolve(folder));
  const how = launch ?? chooseLaunch(findBinaries(), places.folder);
  if (!existsSync(join(places.data, 'PG_VERSION'))) await initialise(places, how);

  const left = await takeOver(places);
  const { pid, port } = left ?? (await boot(places, how));
  const url = (database: string) => `postgresql://app:${readFileSync(places.password, 'utf8').trim()}@127.0.0.1:${port}/${database}`;
  const owner = await claim(url('postgres'), places.folder);
  return {
    reused: left !== undefined,
    port,
    pid,
    database: async (name) => {
      const found = await owner.query('select 1 from pg_database where datname = $1', [name]);
      if (found.rowCount === 0) await owner.query(`create database ${pg.escapeIdentifier(name)}`);
      return url(name);
    },
    stop: async () => {
      await owner.end();
      await shutDown(pid);
    },
  };
}

function layOut(folder: string): Places {
  mkdirSync(folder, { recursive: true });
  return {
    folder,
    data: join(folder, 'data'),
    password: join(folder, 'password'),
    port: join(folder, 'port'),
    log: join(folder, 'log'),
  };
}

async function initialise(places: Places, launch: Launch): Promise<void> {
  // Made beside and renamed when whole: an interrupted initdb is never taken for a database.
  const making = `${places.data}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  launch.own(making);
  writeFileSync(places.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  launch.own(places.password);
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
  const args = [
    '-D',
    making,
    '-U',
    'app',
    '-E',
    'UTF8',
    `--locale=${locale}`,
    '--no-sync',
    '--auth=scram-sha-256',
    `--pwfile=${places.password}`,
  ];
  const child = launch.spawn('initdb', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true });
    const hint =
      launch.kind === 'nobody'
        ? ` As root without user namespaces PostgreSQL runs as nobody, who must be able to enter ${places.folder}.`
        : '';
    throw new StartRefused(
      `PostgreSQL could not make its data folder (${code}): ${said.trim()}.${hint} Choose another PACKTRAIL_DATA, or set DATABASE_URL.`,
    );
  }
  renameSync(making, places.data);
}

async function takeOver(places: Places): Promise<{ pid: number; port: number } | undefined> {
  const pid = runningPostmaster(places.data);
  if (pid === undefined) {
    // Written by a server that is gone; a stranger with its number would keep the new one from starting.
    rmSync(join(places.data, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const port = existsSync(places.port) ? Number(readFileSync(places.port, 'utf8')) : 0;
  if (port > 0 && (await until(() => portAnswers(port), 5_000))) return { pid, port };
  // It is shutting down, or was started on a port that nobody wrote down.
  await shutDown(pid);
  return undefined;
}

async function boot(places: Places, launch: Launch): Promise<{ pid: number; port: number }> {
  const wish = existsSync(places.port) ? Number(readFileSync(places.port, 'utf8')) : 0;
  const port = await freePort(wish);
  // Written before the start: a process killed in between leaves a server that the next start still finds.
  writeFileSync(places.port, String(port));
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'shared_buffers=256MB',
    'max_wal_size=2GB',
  ];
  const args = ['-D', places.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const log = openSync(places.log, 'w');
  // detached: Ctrl-C reaches the whole group of the terminal, and the database must outlive what still writes to it.
  const child = launch.spawn('postgres', args, { stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  child.once('exit', (code) => (failure ??= new Error(`it ended with code ${code}`)));
  child.unref();
  const said = () => readFileSync(places.log, 'utf8');
  await until(() => failure !== undefined || said().includes('ready to accept connections'), READY_MS);
  const pid = runningPostmaster(places.data);
  if (failure || pid === undefined)
    throw new StartRefused(`PostgreSQL did not start: ${failure?.message ?? 'not ready in time'}. It said: ${said().slice(-2_000)}`);
  return { pid, port };
}

async function claim(url: string, folder: string): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: url, options: '-c TimeZone=UTC' });
  // The server went away under us: the pool of the running program reports it, this connection need not.
  owner.on('error', () => {});
  await owner.connect();
  const mine = await until(async () => {
    const { rows } = await owner.query<{ locked: boolean }>('select pg_try_advisory_lock($1) as locked', [OWNER_LOCK]);
    return rows[0]?.locked === true;
  }, 3_000);
  if (mine) return owner;
  await owner.end();
  throw new StartRefused(`Another Packtrail process uses ${folder}. End it first, or give this one its own PACKTRAIL_DATA.`);
}

async function shutDown(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  // Its file goes a moment before the process does.
  if (await until(() => !isAlive(pid), 30_000)) return;
  process.kill(pid, 'SIGQUIT');
  if (!(await until(() => !isAlive(pid), 10_000))) throw new Error(`PostgreSQL (process ${pid}) does not stop.`);
}
