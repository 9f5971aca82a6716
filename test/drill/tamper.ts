import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner } from '@packtrail/ledger';
import { checkFile, openDatabase, openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, named, randomId, within } from '../support/ledger-world.ts';

export interface TamperResult {
  readonly changed: number;
  readonly missed: string[];
}

/** Plays a small ledger of every kind of fact into a folder. */
export async function smallLedger(): Promise<{ directory: string; vkey: string }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-tamper-'));
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const now = Date.parse('2026-11-22T12:00:00Z');
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  const world = new LedgerWorld(ledger, registrar, now);
  const maker = await world.party('manufacturer');
  const pharmacy = await world.party('dispenser');
  const lot = await world.lot(maker);
  const container = world.packed(maker, [lot], 2);
  await world.commission(maker, container);
  await world.handOver(maker, pharmacy, [named(container.ref)]);
  await world.done(pharmacy, 'dispense', { units: [within(maker.id, container.keys[0] as string, container)], remainder: 'none' });
  const recall = randomId(16);
  await world.done(maker, 'issueRecall', { recall, class: 'I', lots: [lot], joins: false });
  await world.done(pharmacy, 'acknowledgeRecall', { recall, counts: randomId(32) });
  const vkey = ledger.verifierKey;
  await ledger.close();
  return { directory, vkey };
}

const CHECKS_A_CONNECTION = 100;

/** Changes every byte (or each `stride`-th) of the stored blocks, facts and checkpoints in turn; each change must be found and its place named. */
export async function tamperRows({ stride = 1, count = Infinity }: { stride?: number; count?: number }): Promise<TamperResult> {
  const { directory, vkey } = await smallLedger();
  const file = join(directory, 'ledger.sqlite');
  let database = await openDatabase(file);
  const missed: string[] = [];
  let changed = 0;
  const targets = [
    ...(database.prepare('SELECT number, text FROM block').all() as { number: number; text: string }[]).map(({ number, text }) => ({ kind: 'block', name: String(number), column: 'text', table: 'block', key: 'number', id: number, text })),
    ...(database.prepare('SELECT number, checkpoint FROM block').all() as { number: number; checkpoint: string }[]).map(({ checkpoint, number }) => ({ kind: 'checkpoint', name: String(number), column: 'checkpoint', table: 'block', key: 'number', id: number, text: checkpoint })),
    ...(database.prepare('SELECT key, value FROM fact').all() as { key: string; value: string }[]).flatMap(({ key, value }) => [
      { kind: 'fact', name: key, column: 'value', table: 'fact', key: 'key', id: key, text: value },
      { kind: 'fact', name: key, column: 'key', table: 'fact', key: 'key', id: key, text: key },
    ]),
    ...(database.prepare('SELECT id, party, value FROM command').all() as { id: string; party: string; value: string }[]).flatMap(({ id, party, value }) =>
      Object.entries({ id, party, value }).map(([column, text]) => ({ kind: 'fact', name: `command/${party}/${id}`, column, table: 'command', key: 'id', id, text })),
    ),
  ];
  for (const { column, id, key, kind, name, table, text } of targets) {
    const bytes = Buffer.from(text);
    for (let at = changed % stride; at < bytes.length && changed < count; at += stride) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] as number) ^ (1 << (at % 8));
      database.exec('BEGIN');
      database.prepare(`UPDATE ${table} SET ${column} = CAST(? AS TEXT) WHERE ${key} = ?`).run(forged, id);
      const { damage } = checkFile(database, vkey);
      database.exec('ROLLBACK');
      changed += 1;
      // Each check prepares statements of its own, and SQLite goes through all of them whenever a table is made: a new connection begins with none.
      if (changed % CHECKS_A_CONNECTION === 0) {
        database.close();
        database = await openDatabase(file);
      }
      if (!damage.some((found) => found.kind === kind && found.name === name)) missed.push(`${kind} ${name}, ${column} byte ${at}: ${JSON.stringify(damage)}`);
    }
  }
  const clean = checkFile(database, vkey);
  if (clean.damage.length > 0) missed.push(`the untouched ledger: ${JSON.stringify(clean.damage)}`);
  database.close();
  rmSync(directory, { recursive: true });
  return { changed, missed };
}

/** Changes bytes of the file itself; whatever reading it then gives, no change may pass for a whole ledger with another content. */
export async function tamperFile({ stride }: { stride: number }): Promise<TamperResult & { harmless: number; named: number }> {
  const { directory, vkey } = await smallLedger();
  const file = join(directory, 'ledger.sqlite');
  const database = await openDatabase(file);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const contents = (from: Awaited<ReturnType<typeof openDatabase>>) =>
    JSON.stringify([from.prepare('SELECT * FROM block ORDER BY number').all(), from.prepare('SELECT * FROM fact ORDER BY key').all(), from.prepare('SELECT * FROM command ORDER BY id, party').all()]);
  const truth = contents(database);
  database.close();
  const bytes = readFileSync(file);
  const forgedFile = join(directory, 'forged.sqlite');
  const missed: string[] = [];
  let changed = 0;
  let harmless = 0;
  for (let at = 0; at < bytes.length; at += stride) {
    const forged = Buffer.from(bytes);
    forged[at] = (forged[at] as number) ^ (1 << (at % 8));
    writeFileSync(forgedFile, forged);
    changed += 1;
    try {
      const opened = await openDatabase(forgedFile, { readOnly: true });
      try {
        const { damage } = checkFile(opened, vkey);
        if (damage.length === 0) {
          // Free space and unused header fields: nothing stored has changed.
          if (contents(opened) === truth) harmless += 1;
          else missed.push(`file byte ${at}`);
        }
      } finally {
        opened.close();
      }
    } catch {
      // SQLite itself refuses the file: `npm run verify` reports that as file damage.
    }
  }
  rmSync(directory, { recursive: true });
  return { changed, missed, harmless, named: changed - harmless - missed.length };
}
