import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type Load, manyEvents } from './many-events.ts';
import { databaseIn, type NodeProcess, sendTo, startNodeProcess } from './node-process.ts';

export interface LoadFigures {
  readonly count: number;
  /** Megabytes above what the node held before the file came, at most: before 50,000 events were stored, and after. */
  readonly growthMb: { readonly early: number; readonly late: number };
  readonly idleMb: number;
  readonly eventsPerSecond: number;
  /** COPY of the same rows into the same table, in the same run. */
  readonly copiedPerSecond: number;
  readonly job: { readonly success: boolean; readonly eventCount: number; readonly kept: { count: number }[]; readonly errors: unknown[]; readonly duplicates: number };
  /** Events of the table that are seen. */
  readonly stored: number;
}

const EARLY = 50_000;
const WARM_UP = 5_000;
const TYPES: Readonly<Record<Load, string>> = { observed: 'application/xml', mixed: 'application/json' };

/** Sends a file of so many events to a node in a process of its own, watches its memory, and copies the rows beside them for comparison. With `killAfter` the node is killed once so many are stored, started again, and the file sent again. */
export async function captureLoad({ clusterUrl, count, killAfter, load }: { clusterUrl: string; count: number; load: Load; killAfter?: number }): Promise<LoadFigures> {
  const databaseUrl = await databaseIn(clusterUrl);
  const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-load-'));
  // Made before anything is measured: the making would take from the same processors.
  const file = join(dataDir, 'sent');
  await pipeline(Readable.from(manyEvents(count, load)), createWriteStream(file));
  const body = (): Readable => createReadStream(file, { highWaterMark: 65_536 });
  let node = await startNodeProcess({ databaseUrl, dataDir, fresh: true });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    if (killAfter !== undefined) {
      const sent = sendTo(node, '/epcis/v2/capture', body(), { 'content-type': TYPES[load] });
      sent.catch(() => {});
      while ((await numbered(client)) < killAfter) await setTimeout(50);
      await node.stop('SIGKILL');
      node = await startNodeProcess({ databaseUrl, dataDir, fresh: false });
    }
    // A node that has read a file before: what is compiled and connected once is no part of what a file costs.
    if (killAfter === undefined) await ended(node, (await sendTo(node, '/epcis/v2/capture', manyEvents(WARM_UP, load, 'warm'), { 'content-type': TYPES[load] })).location);
    const idleMb = node.residentMb();
    const began = performance.now();
    const watching = watch(node, client);
    const answer = await sendTo(node, '/epcis/v2/capture', body(), { 'content-type': TYPES[load] });
    if (answer.status !== 202) throw new Error(`capture answered ${answer.status}: ${answer.body}`);
    const job = await ended(node, answer.location);
    const seconds = (performance.now() - began) / 1_000;
    const samples = await watching.end();
    const most = (those: readonly { mb: number }[]): number => Math.max(0, ...those.map(({ mb }) => mb)) - idleMb;
    const stored = await client.query<{ n: string }>('select count(*) as n from record.event join record.event_release using (source_id) where event_time >= \'2026-05-01\'');
    return {
      count,
      idleMb,
      growthMb: { early: most(samples.filter(({ events }) => events < EARLY)), late: most(samples.filter(({ events }) => events >= EARLY)) },
      eventsPerSecond: count / seconds,
      copiedPerSecond: killAfter === undefined ? await copied(client, dataDir) : 0,
      job,
      stored: Number(stored.rows[0]?.n),
    };
  } finally {
    await node.stop();
    await client.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** How many rows were ever begun: what a count would take seconds for. */
async function numbered(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: string }>("select coalesce(last_value, 0) as n from pg_sequences where schemaname = 'record' and sequencename = 'event_seq_seq'");
  return Number(rows[0]?.n ?? 0);
}

function watch(node: NodeProcess, client: pg.Client): { end: () => Promise<{ events: number; mb: number }[]> } {
  const samples: { events: number; mb: number }[] = [];
  let watching = true;
  const loop = (async () => {
    while (watching) {
      samples.push({ events: await numbered(client), mb: node.residentMb() });
      await setTimeout(200);
    }
  })();
  return {
    async end() {
      watching = false;
      await loop;
      return samples;
    },
  };
}

async function ended(node: NodeProcess, location: string): Promise<LoadFigures['job']> {
  for (;;) {
    const response = await fetch(`${node.url}${location}`, { headers: { authorization: `Bearer ${node.token}` } });
    const job = (await response.json()) as LoadFigures['job'] & { running: boolean };
    if (!job.running) return job;
    await setTimeout(200);
  }
}

/** The rate of COPY of the rows that were kept, under another organisation, into the table where they are. */
async function copied(client: pg.Client, folder: string): Promise<number> {
  const { rows: columns } = await client.query<{ name: string }>("select column_name as name from information_schema.columns where table_schema = 'record' and table_name = 'event' and column_name <> 'seq' order by ordinal_position");
  const names = columns.map(({ name }) => name);
  const rowsFile = join(folder, 'rows');
  await client.query(`copy (select ${names.map((name) => (name === 'organisation_id' ? "repeat('f', 32)" : name)).join(', ')} from record.event where event_time >= '2026-05-01') to '${rowsFile}'`);
  const began = performance.now();
  const { rowCount } = await client.query(`copy record.event (${names.join(', ')}) from '${rowsFile}'`);
  return (rowCount ?? 0) / ((performance.now() - began) / 1_000);
}
