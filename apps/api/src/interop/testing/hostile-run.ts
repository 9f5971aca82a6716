import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { type Dice, type HostileDocument, hostileDocuments } from './hostile-documents.ts';
import { databaseIn, type NodeProcess, sendTo, startNodeProcess } from './node-process.ts';
import { jsonDocument, someEvent } from './spellings.ts';

export interface HostileFigures {
  readonly sent: number;
  /** How many were answered with each status. */
  readonly statuses: Readonly<Record<number, number>>;
  /** What should not have been: a crash, a fault, an answer that is none of a capture, a file or an address that was asked for. */
  readonly failures: readonly string[];
  /** The 99th percentile of how long others waited for an answer: while as many sound documents were captured, and while hostile ones were. */
  readonly othersMs: { readonly sound: number; readonly hostile: number };
}

const AT_ONCE = 4;
const ANSWERS: ReadonlySet<number> = new Set([202, 400, 413, 415]);
/** As many sound documents tell how long others wait without harm. */
const SOUND_MAX = 300;

/** Sends hostile documents to a node in a process of its own, whose every look at a file or an address is watched. */
export async function hostileRun({ clusterUrl, count, dice }: { clusterUrl: string; count: number; dice: Dice }): Promise<HostileFigures> {
  const failures: string[] = [];
  const canary = createServer((request, response) => {
    failures.push(`the network was asked for ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  const address = canary.address();
  const dataDir = mkdtempSync(join(tmpdir(), 'packtrail-hostile-'));
  const databaseUrl = await databaseIn(clusterUrl);
  const node = await startNodeProcess({ databaseUrl, dataDir, fresh: true, environment: { CAPTURE_NODE_GUARD: 'yes' } });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const make = hostileDocuments(dice, `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
    const statuses: Record<number, number> = {};
    const soundDocument = (n: number): HostileDocument => ({ kind: 'sound', body: Buffer.from(jsonDocument(Array.from({ length: 5 }, (_, i) => someEvent(n * 5 + i)))), headers: { 'content-type': 'application/json' } });
    const sound = await beside(node, () => sendAll(node, Math.min(count, SOUND_MAX), soundDocument, {}, failures));
    const hostile = await beside(node, () => sendAll(node, count, make, statuses, failures));
    if (node.child.exitCode !== null) failures.push(`the node ended with ${node.child.exitCode}`);
    await settled(client);
    const { rows: faults } = await client.query<{ n: string }>("select count(*) as n from record.capture_finding where rule in ('FAULT', 'LEDGER_UNAVAILABLE')");
    if (Number(faults[0]?.n) > 0) failures.push(`${faults[0]?.n} jobs ended with a fault`);
    failures.push(...node.errors().split('\n').filter((line) => line.startsWith('ACCESS')));
    return { sent: count, statuses, failures, othersMs: { sound, hostile } };
  } finally {
    await node.stop();
    await client.end();
    canary.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function sendAll(node: NodeProcess, count: number, make: (n: number) => HostileDocument, statuses: Record<number, number>, failures: string[]): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count && node.child.exitCode === null) {
      const { body, headers, kind } = make(next);
      next += 1;
      for (;;) {
        const answer = await sendTo(node, '/epcis/v2/capture', [body], { ...headers, 'content-length': String(body.length) }).catch((error: Error) => ({ status: 0, body: error.message, location: '' }));
        // Asked to come later.
        if (answer.status === 429) {
          await setTimeout(20);
          continue;
        }
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        if (!ANSWERS.has(answer.status)) failures.push(`${kind}: answered ${answer.status} ${answer.body.slice(0, 200)}`);
        break;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** The 99th percentile of what others wait for their answers while something goes on. */
async function beside({ token, url }: NodeProcess, work: () => Promise<void>): Promise<number> {
  const waited: number[] = [];
  let going = true;
  const others = (async () => {
    while (going) {
      const began = performance.now();
      await (await fetch(`${url}/epcis/v2/capture?perPage=1`, { headers: { authorization: `Bearer ${token}` } })).text();
      waited.push(performance.now() - began);
      await setTimeout(5);
    }
  })();
  await work().finally(() => (going = false));
  await others;
  return waited.sort((a, b) => a - b)[Math.floor(waited.length * 0.99)] ?? 0;
}

async function settled(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query("select 1 from record.capture_job where state = 'running' limit 1");
    if (rows.length === 0) return;
    await setTimeout(50);
  }
}
