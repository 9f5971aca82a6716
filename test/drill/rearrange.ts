import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, blockHash, blockText, leafHash, newPartySigner, parseNote } from '@packtrail/ledger';
import { checkFile, type Database, type EmbeddedLedger, openDatabase, openEmbedded } from '@packtrail/ledger/embedded';
import { transactionLeaf } from '../../packages/ledger/src/store/transaction-leaf.ts';
import { genesisLeaf } from '../../packages/ledger/src/format/log-leaf.ts';
import { logKeyFromPem, type LogSigner, logSigner, signCheckpoint } from '../../packages/ledger/src/log/signing.ts';
import { Frontier } from '../../packages/ledger/src/log/tree.ts';
import { LedgerWorld, named, type Party, randomId, within } from '../support/ledger-world.ts';
import { catchers, type OldCheckpoint } from './rewrite.ts';

/** A ledger file, and what its owner knows. */
interface Specimen {
  readonly database: Database;
  readonly signer: LogSigner;
  readonly newest: number;
  /** The tables hold what blocks up to this one come to. */
  readonly settled: number;
  /** A block that is neither the first nor the last, with one after it, of those whose writes are in the tables, and of those whose are not. */
  readonly middle: number;
  readonly above: number;
  /** The rows of another ledger, by another beginning, under the same name and key. */
  readonly fork: readonly Row[];
  /** Facts that blocks above the tables have written. */
  readonly unsettledFacts: readonly (readonly [key: string, value: string])[];
}

interface Row {
  readonly number: number;
  readonly text: string;
  readonly checkpoint: string;
}

interface Forgery {
  readonly name: string;
  readonly forge: (specimen: Specimen) => void;
  /** What the check must name first: `block 3`; `fact unit` is any of a unit. */
  readonly named: (specimen: Specimen) => string;
}

const rows = (database: Database): Row[] => database.prepare('SELECT number, text, checkpoint FROM block ORDER BY number').all() as unknown as Row[];
const rowOf = ({ database }: Specimen, number: number): Row => rows(database)[number] as Row;
const put = ({ database }: Specimen, { checkpoint, number, text }: Row): void => void database.prepare('INSERT OR REPLACE INTO block (number, text, checkpoint) VALUES (?, ?, ?)').run(number, text, checkpoint);
const drop = ({ database }: Specimen, from: number, to = from): void => void database.prepare('DELETE FROM block WHERE number BETWEEN ? AND ?').run(from, to);
const settledAt = ({ database }: Specimen, number: number): void => void database.prepare('UPDATE settled SET block = ?').run(number);
const onTheWayTo = ({ database }: Specimen, number: number): void => void database.prepare("INSERT INTO settling (one, block, line) VALUES (1, ?, 'unit0')").run(number);
const sql = (text: string) => ({ database }: Specimen): void => database.exec(text);

/** Two blocks change places, whole, or only what they say, or only their checkpoints. */
function swap(specimen: Specimen, a: number, b: number, what: readonly ('text' | 'checkpoint')[] = ['text', 'checkpoint']): void {
  const [one, two] = [rowOf(specimen, a), rowOf(specimen, b)];
  const from = (own: Row, other: Row): Row => ({ number: own.number, text: what.includes('text') ? other.text : own.text, checkpoint: what.includes('checkpoint') ? other.checkpoint : own.checkpoint });
  put(specimen, from(one, two));
  put(specimen, from(two, one));
}

/** A block is gone, and those after it close the gap. */
function closeGap(specimen: Specimen, number: number): void {
  const later = rows(specimen.database).slice(number + 1);
  drop(specimen, number, specimen.newest);
  for (const row of later) put(specimen, { ...row, number: row.number - 1 });
  settledAt(specimen, specimen.settled - (number <= specimen.settled ? 1 : 0));
}

/** What the holder of the log's key can add: one more block, rightly hashed and signed, that holds these transactions. */
function append(specimen: Specimen, transactions: Block['transactions']): void {
  const all = rows(specimen.database);
  const blocks = all.map(({ text }) => JSON.parse(text) as Block);
  const frontier = new Frontier();
  for (const { genesis, transactions: own } of [...blocks, { genesis: null, transactions }]) {
    if (genesis) frontier.append(leafHash(genesisLeaf(genesis)));
    for (const each of own) frontier.append(transactionLeaf(each));
  }
  const number = specimen.newest + 1;
  const text = blockText({ at: blocks.at(-1)?.at as number, genesis: null, number, previous: blockHash(all.at(-1)?.text as string), transactions, writes: [] });
  const checkpoint = signCheckpoint({ origin: specimen.signer.origin, size: frontier.size, root: frontier.root(), blockNumber: number, blockHash: blockHash(text) }, specimen.signer);
  put(specimen, { number, text, checkpoint });
}

const transactionsOf = (specimen: Specimen, number: number): Block['transactions'] => (JSON.parse(rowOf(specimen, number).text) as Block).transactions;
const repeated = (specimen: Specimen, number: number): Row => {
  const row = rowOf(specimen, number);
  const block = JSON.parse(row.text) as Block;
  return { ...row, text: blockText({ ...block, transactions: [...block.transactions, ...block.transactions] }) };
};
const otherName = ({ signer }: Specimen): LogSigner => logSigner(`${signer.origin}2`, signer.privateKey);

const FORGERIES: readonly Forgery[] = [
  { name: 'two blocks swapped', forge: (s) => swap(s, s.middle, s.middle + 1), named: (s) => `checkpoint ${s.middle}` },
  { name: 'what two blocks say swapped', forge: (s) => swap(s, s.middle, s.middle + 1, ['text']), named: (s) => `block ${s.middle}` },
  { name: 'the checkpoints of two blocks swapped', forge: (s) => swap(s, s.middle, s.middle + 1, ['checkpoint']), named: (s) => `checkpoint ${s.middle}` },
  { name: 'the first block and the newest swapped', forge: (s) => swap(s, 0, s.newest), named: () => 'checkpoint 0' },
  { name: 'two blocks above the tables swapped', forge: (s) => swap(s, s.above, s.above + 1), named: (s) => `checkpoint ${s.above}` },
  { name: 'what two blocks above the tables say swapped', forge: (s) => swap(s, s.above, s.above + 1, ['text']), named: (s) => `block ${s.above}` },
  { name: 'the first block dropped', forge: (s) => drop(s, 0), named: () => 'block 0' },
  { name: 'a block in the middle dropped', forge: (s) => drop(s, s.middle), named: (s) => `block ${s.middle}` },
  { name: 'a block above the tables dropped', forge: (s) => drop(s, s.above), named: (s) => `block ${s.above}` },
  { name: 'a block in the middle dropped and the gap closed', forge: (s) => closeGap(s, s.middle), named: (s) => `checkpoint ${s.middle}` },
  { name: 'the first block dropped and the gap closed', forge: (s) => closeGap(s, 0), named: () => 'checkpoint 0' },
  { name: 'a block above the tables dropped and the gap closed', forge: (s) => closeGap(s, s.above), named: (s) => `checkpoint ${s.above}` },
  { name: 'a block replayed as the newest', forge: (s) => put(s, { ...rowOf(s, s.middle), number: s.newest + 1 }), named: (s) => `checkpoint ${s.newest + 1}` },
  { name: 'the newest block replayed', forge: (s) => put(s, { ...rowOf(s, s.newest), number: s.newest + 1 }), named: (s) => `checkpoint ${s.newest + 1}` },
  { name: 'the transactions of a block told twice in it', forge: (s) => put(s, repeated(s, s.middle)), named: (s) => `block ${s.middle}` },
  { name: 'the transactions of a block above the tables told twice in it', forge: (s) => put(s, repeated(s, s.above)), named: (s) => `block ${s.above}` },
  { name: 'an old transaction recorded again with the log key', forge: (s) => append(s, transactionsOf(s, s.middle)), named: (s) => `block ${s.newest + 1}` },
  { name: 'a new transaction recorded again with the log key', forge: (s) => append(s, transactionsOf(s, s.newest)), named: (s) => `block ${s.newest + 1}` },
  { name: 'a transaction recorded twice in one block with the log key', forge: (s) => append(s, [...transactionsOf(s, s.newest), ...transactionsOf(s, s.newest)]), named: (s) => `block ${s.newest + 1}` },
  { name: 'a block of another ledger under the same key', forge: (s) => put(s, s.fork[s.middle] as Row), named: (s) => `block ${s.middle}` },
  { name: 'the newest block of another ledger under the same key', forge: (s) => put(s, s.fork[s.newest] as Row), named: (s) => `block ${s.newest}` },
  { name: 'the first block of another ledger under the same key', forge: (s) => put(s, s.fork[0] as Row), named: () => 'block 1' },
  { name: 'a checkpoint of another ledger under the same key', forge: (s) => put(s, { ...rowOf(s, s.middle), checkpoint: (s.fork[s.middle] as Row).checkpoint }), named: (s) => `block ${s.middle}` },
  { name: 'the newest checkpoint of another ledger under the same key', forge: (s) => put(s, { ...rowOf(s, s.newest), checkpoint: (s.fork[s.newest] as Row).checkpoint }), named: (s) => `block ${s.newest}` },
  {
    name: 'a checkpoint signed with the same key under another name',
    forge(s) {
      const row = rowOf(s, s.middle);
      const note = parseNote(row.checkpoint);
      if ('broken' in note) throw new Error(note.broken);
      const signer = otherName(s);
      put(s, { ...row, checkpoint: signCheckpoint({ ...note.checkpoint, origin: signer.origin }, signer) });
    },
    named: (s) => `checkpoint ${s.middle}`,
  },
  { name: 'the newest blocks cut off to below the tables', forge: (s) => drop(s, s.middle, s.newest), named: () => 'file the SQLite file' },
  {
    name: 'the newest blocks cut off and the tables said to be older, their rows left',
    forge(s) {
      drop(s, s.middle, s.newest);
      settledAt(s, s.middle - 1);
    },
    named: () => 'fact',
  },
  { name: 'the tables said to be older than they are', forge: (s) => settledAt(s, s.middle - 1), named: () => 'fact' },
  { name: 'the tables said to be newer than they are', forge: (s) => settledAt(s, s.newest), named: () => 'fact or file' },
  { name: 'the tables said to be newer than the newest block', forge: (s) => settledAt(s, s.newest + 1), named: () => 'file the SQLite file' },
  { name: 'the tables said to be on their way to a newer block', forge: (s) => onTheWayTo(s, s.newest), named: () => 'fact' },
  { name: 'the tables said to be on their way to a block that is not there', forge: (s) => onTheWayTo(s, s.newest + 1), named: () => 'file the SQLite file' },
  { name: 'no tables said to be there', forge: (s) => settledAt(s, -1), named: () => 'fact' },
  { name: 'a unit dropped', forge: sql(`DELETE FROM fact WHERE key = (SELECT min(key) FROM fact WHERE key LIKE 'unit/%')`), named: () => 'fact unit' },
  { name: 'a party dropped', forge: sql(`DELETE FROM fact WHERE key = (SELECT max(key) FROM fact WHERE key LIKE 'party/%')`), named: () => 'fact party' },
  { name: 'a command dropped', forge: sql('DELETE FROM command WHERE id = (SELECT max(id) FROM command)'), named: () => 'fact command' },
  { name: 'every fact dropped', forge: sql('DELETE FROM fact'), named: () => 'fact' },
  { name: 'a unit added', forge: sql(`INSERT INTO fact SELECT 'unit/${'0'.repeat(32)}/${'0'.repeat(64)}', value FROM fact WHERE key LIKE 'unit/%' LIMIT 1`), named: () => `fact unit/${'0'.repeat(32)}/${'0'.repeat(64)}` },
  { name: 'a party added', forge: sql(`INSERT INTO fact SELECT 'party/${'0'.repeat(32)}', value FROM fact WHERE key LIKE 'party/%' LIMIT 1`), named: () => `fact party/${'0'.repeat(32)}` },
  { name: 'a command added', forge: sql(`INSERT INTO command SELECT id, '${'0'.repeat(32)}', value FROM command LIMIT 1`), named: () => `fact command/${'0'.repeat(32)}` },
  {
    name: 'the facts of two units swapped',
    forge({ database }) {
      const units = database.prepare("SELECT key, value FROM fact WHERE key LIKE 'unit/%'").all() as { key: string; value: string }[];
      const [one] = units as [{ key: string; value: string }];
      // Two packages that were commissioned together and never moved have the same fact.
      const two = units.find(({ value }) => value !== one.value) as { key: string; value: string };
      const write = database.prepare('UPDATE fact SET value = ? WHERE key = ?');
      write.run(two.value, one.key);
      write.run(one.value, two.key);
    },
    named: () => 'fact unit',
  },
  {
    name: 'a fact of a block above the tables put into them',
    forge(s) {
      const [key, value] = s.unsettledFacts[0] as readonly [string, string];
      s.database.prepare('INSERT OR REPLACE INTO fact (key, value) VALUES (?, ?)').run(key, value);
    },
    named: (s) => `fact ${s.unsettledFacts[0]?.[0]}`,
  },
  { name: 'the place of a transaction dropped', forge: sql('DELETE FROM place WHERE position = 3'), named: () => 'file the places of transactions' },
  { name: 'the places of two transactions swapped', forge: sql('UPDATE place SET position = CASE position WHEN 3 THEN 4 ELSE 3 END WHERE position IN (3, 4)'), named: () => 'file the places of transactions' },
  { name: 'a place added', forge: sql("INSERT INTO place VALUES (x'00', 1, 1)"), named: () => 'file the places of transactions' },
  { name: 'the nodes of the log dropped', forge: sql('DELETE FROM tile'), named: () => 'file the nodes of the log' },
  { name: 'nodes of the log added', forge: sql('INSERT INTO tile SELECT 1, 0, nodes FROM tile'), named: () => 'file the nodes of the log' },
  { name: 'two nodes of the log swapped', forge: sql('UPDATE tile SET nodes = CAST(substr(nodes, 33, 32) || substr(nodes, 1, 32) || substr(nodes, 65) AS BLOB)'), named: () => 'file the nodes of the log' },
];

/** What a file alone cannot tell: it is that of an earlier time. */
const ROLLBACKS: readonly { readonly name: string; readonly from: 'specimen' | 'earlier'; readonly forge: (database: Database) => void }[] = [
  { name: 'the newest block cut off above the tables', from: 'specimen', forge: (database) => database.exec('DELETE FROM block WHERE number = (SELECT max(number) FROM block)') },
  { name: 'every block above the tables cut off', from: 'specimen', forge: (database) => database.exec('DELETE FROM block WHERE number > (SELECT block FROM settled)') },
  { name: 'a copy of an earlier day put back', from: 'earlier', forge: () => undefined },
];

/**
 * Swaps, drops, repeats, cuts off and exchanges whole blocks, checkpoints and rows of tables. Each must be found by the check of the file, and
 * the first thing that it names must be where it was done; a clean cut of the end, which is whole by itself, must be found by every checkpoint
 * kept outside that was made after it, and by no other.
 */
export async function rearrangeDrill({ print }: { print(line: string): void }): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-rearrange-'));
  const all = FORGERIES.length + ROLLBACKS.length;
  let failed = 0;
  const fail = (line: string): void => {
    failed += 1;
    print(`MISSED ${line}`);
  };
  try {
    const checkpoints = await playLedgers(folder);
    const specimen = await specimenIn(folder);
    const { database, signer } = specimen;
    const [damage] = checkFile(database, signer.vkey).damage;
    if (damage) throw new Error(`the untouched ledger has ${damage.kind} ${damage.name} ${damage.rule}`);
    for (const { forge, name, named: expected } of FORGERIES) {
      database.exec('BEGIN');
      forge(specimen);
      const [found] = checkFile(database, signer.vkey).damage;
      database.exec('ROLLBACK');
      const first = found ? `${found.kind} ${found.name}` : 'nothing';
      if (!expected(specimen).split(' or ').some((each) => first === each || first.startsWith(`${each} `) || first.startsWith(`${each}/`))) fail(`${name}: ${first} instead of ${expected(specimen)}`);
    }
    database.close();
    for (const { forge, from, name } of ROLLBACKS) {
      const wrong = await rolledBack(folder, { forge, from, checkpoints });
      if (wrong) fail(`${name}: ${wrong}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print(`${all} ways to rearrange a ledger`);
  return { passed: all - failed, failed };
}

/** Null, or what was wrong: the file must be whole by itself, and the checkpoints made after the cut must tell. */
async function rolledBack(folder: string, { checkpoints, forge, from }: { checkpoints: readonly OldCheckpoint[]; forge: (database: Database) => void; from: string }): Promise<string | null> {
  const directory = join(folder, 'rolled-back');
  copyLedger(join(folder, from), directory);
  const database = await openDatabase(join(directory, 'ledger.sqlite'));
  forge(database);
  const { damage, size: present } = checkFile(database, ...readVerifierKeys(directory));
  database.close();
  const caught = await catchers(await openEmbedded({ directory, clock: () => NOW }), checkpoints);
  rmSync(directory, { recursive: true });
  if (damage[0]) return `the file is not whole: ${damage[0].kind} ${damage[0].name} ${damage[0].rule}`;
  if (caught.size === 0) return 'no checkpoint finds it out';
  const wrong = checkpoints.find(({ size }) => caught.has(size) !== size > present);
  return wrong ? `the checkpoint of size ${wrong.size} ${caught.has(wrong.size) ? 'finds it out, and does not contradict it' : 'does not find it out'}` : null;
}

const NOW = Date.parse('2026-11-22T12:00:00Z');

/** A ledger whose newest blocks are not in its tables, a copy of it of an earlier time, and another one under its name and key. Gives its checkpoints. */
async function playLedgers(folder: string): Promise<OldCheckpoint[]> {
  const directory = join(folder, 'ledger');
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const open = (at: string, now = NOW) => openEmbedded({ directory: at, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  const checkpoints: OldCheckpoint[] = [];
  const keep = async (ledger: EmbeddedLedger): Promise<void> => {
    const note = await ledger.checkpoint();
    const parsed = parseNote(note);
    if ('broken' in parsed) throw new Error(parsed.broken);
    checkpoints.push({ note, size: parsed.checkpoint.size, root: parsed.checkpoint.root });
  };

  const before = await open(directory);
  const world = new LedgerWorld(before, registrar, NOW);
  const maker = await world.party('manufacturer');
  await keep(before);
  const pharmacy = await world.party('dispenser');
  const lot = await world.lot(maker);
  const box = world.packed(maker, [lot], 4);
  await world.commission(maker, box);
  const [loose] = await world.packages(maker, lot, 2);
  await keep(before);
  await world.handOver(maker, pharmacy, [named(box.ref)]);
  const dispense = (own: LedgerWorld, i: number) => own.done(pharmacy, 'dispense', { units: [within(maker.id, box.keys[i] as string, box)], remainder: 'none' });
  await dispense(world, 0);
  await keep(before);
  await before.close();
  copyLedger(directory, join(folder, 'earlier'));

  const after = await open(directory);
  const later = new LedgerWorld(after, registrar, NOW);
  await dispense(later, 1);
  await keep(after);
  await later.handOver(maker, pharmacy, [named(loose as string)]);
  await keep(after);
  await dispense(later, 2);
  await later.done(maker, 'issueRecall', { recall: randomId(16), class: 'I', lots: [lot], joins: false });
  await keep(after);
  // While it is open: closing would bring the tables up to the newest block.
  copyLedger(directory, join(folder, 'specimen'));
  await after.close();
  await playFork(join(folder, 'fork'), { directory, open: (at) => open(at, NOW - 1), registrar });
  return checkpoints;
}

async function playFork(fork: string, { directory, open, registrar }: { directory: string; open: (at: string) => Promise<EmbeddedLedger>; registrar: Party }): Promise<void> {
  mkdirSync(fork);
  for (const file of ['log.key', 'log.vkey']) copyFileSync(join(directory, file), join(fork, file));
  const ledger = await open(fork);
  const world = new LedgerWorld(ledger, registrar, NOW);
  for (let i = 0; i < 20; i += 1) await world.party('dispenser');
  await ledger.close();
}

async function specimenIn(folder: string): Promise<Specimen> {
  const directory = join(folder, 'specimen');
  const database = await openDatabase(join(directory, 'ledger.sqlite'));
  const fork = await openDatabase(join(folder, 'fork', 'ledger.sqlite'), { readOnly: true });
  const { newest, settled } = database.prepare('SELECT (SELECT max(number) FROM block) AS newest, (SELECT block FROM settled) AS settled').get() as { newest: number; settled: number };
  if (settled < 6 || newest < settled + 4) throw new Error(`the tables are those of block ${settled} of ${newest}`);
  const [vkey = ''] = readVerifierKeys(directory);
  const unsettled = rows(database).slice(settled + 1).flatMap(({ text }) => (JSON.parse(text) as Block).transactions.flatMap(({ writes }) => writes));
  const specimen = {
    database,
    signer: logSigner(vkey.split('+')[0] as string, logKeyFromPem(readFileSync(join(directory, 'log.key'), 'utf8'))),
    newest,
    settled,
    middle: settled - 3,
    above: settled + 2,
    fork: rows(fork),
    unsettledFacts: unsettled.filter(([key]) => key.startsWith('unit/')).map(([key, fact]) => [key, JSON.stringify(fact)] as const),
  };
  fork.close();
  return specimen;
}

function copyLedger(from: string, to: string): void {
  mkdirSync(to);
  for (const file of ['ledger.sqlite', 'ledger.sqlite-wal', 'log.key', 'log.vkey']) if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
}

const readVerifierKeys = (directory: string): string[] => readFileSync(join(directory, 'log.vkey'), 'utf8').split('\n').filter(Boolean);
