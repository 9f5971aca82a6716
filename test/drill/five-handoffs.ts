import { createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { canonicalJson, contentTree, type ContentLine, documentHash, type Json, type NamedUnit, newPartySigner, unitKey, unitRef } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { verifyDossier } from '@packtrail/ledger/verify';
import { paired } from '../bench/measure.ts';
import { DossierMaker } from '../support/dossier-maker.ts';
import { LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';

export interface FiveHandoffs {
  readonly vkey: string;
  /** A package out of a case of a pallet, put into a tote: five handoffs, three containers, a document with each step. */
  readonly text: string;
  /** Of its sibling, which stayed in the tote while that went on. */
  readonly sibling: string;
  /** The package's own, after it was taken out. */
  readonly afterTakenOut: string;
}

interface Made {
  readonly ref: string;
  readonly line: ContentLine;
}

const START = Date.parse('2026-11-22T12:00:00Z');
const OTHERS_ON_THE_TRUCK = 9;

/** Plays the road of one package through a log of at least so many entries into a folder. */
export async function fiveHandoffs(directory: string, { entries = 1_000 }: { entries?: number } = {}): Promise<FiveHandoffs> {
  const registrar = { id: randomId(16), signer: newPartySigner() };
  let now = START;
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  const world = new LedgerWorld(ledger, registrar, now);
  const salts = new Map<string, { ref: string; link: string; salt: string }>();
  const contents = new Map<string, { ref: string; proof: ReturnType<ReturnType<typeof contentTree>['proofOf']> }[]>();
  const documents = new Map<string, { head: Json; salt: string }>();

  const key = (by: Party, link: string): string => {
    const salt = randomBytes(16);
    const unit = unitKey(salt, link);
    salts.set(unitRef(by.id, unit), { ref: unitRef(by.id, unit), link, salt: salt.toString('hex') });
    return unit;
  };
  const container = (by: Party, lines: readonly ContentLine[], height: number): Made => {
    const tree = contentTree(lines);
    const unit = key(by, `https://id.gs1.org/00/${String(salts.size).padStart(18, '0')}`);
    const ref = unitRef(by.id, unit);
    contents.set(ref, lines.map((line) => ({ ref: unitRef(by.id, line.unit), proof: tree.proofOf(line.unit) })));
    return { ref, line: { unit, height, lots: [...new Set(lines.flatMap(({ lots }) => lots))].sort(), contents: tree.root } };
  };
  const others: string[] = [];
  /** A command with the document of its event, as a node sends it. */
  const send = async (by: Party, type: Parameters<LedgerWorld['command']>[1], body: object): Promise<void> => {
    now += 60_000;
    world.now = now;
    const salt = randomBytes(16);
    const head = { type: 'ObjectEvent', action: 'OBSERVE', bizStep: type, disposition: 'in_progress', eventTime: new Date(now).toISOString(), eventTimeZoneOffset: '-05:00', epcList: { root: randomId(32) }, readPoint: `https://id.gs1.org/414/${randomId(6)}`, bizLocation: `https://id.gs1.org/414/${randomId(6)}`, bizTransactionList: [{ type: 'po', bizTransaction: `urn:epcglobal:cbv:bt:${randomId(6)}:${randomId(4)}` }] };
    const hash = documentHash(salt, head);
    // As a node keeps it: in its canonical order.
    documents.set(hash, { head: JSON.parse(canonicalJson(head)) as Json, salt: salt.toString('hex') });
    const answer = await ledger.submit(world.sign(by, world.command(by, type, body as never, { docs: [hash] })));
    if (answer.kind !== 'receipt') throw new Error(`${type} is answered ${JSON.stringify(answer)}`);
  };
  const handOver = async (from: Party, to: Party, unit: NamedUnit): Promise<void> => {
    const units = [unit, ...others.map((each) => named(each))];
    const shipment = randomId(16);
    await send(from, 'ship', { shipment, to: to.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units });
    await send(to, 'receive', { shipment, units, missing: [], extra: 0, condition: 'intact' });
  };
  const text = async (ref: string): Promise<string> => {
    const made = JSON.parse((await (await DossierMaker.read(ledger, { salts, contents })).of(ref)) ?? 'null') as { steps: { command: string; documents: unknown[] }[] };
    for (const step of made.steps) step.documents = (JSON.parse(step.command) as { docs: string[] }).docs.flatMap((hash) => documents.get(hash) ?? []);
    return JSON.stringify(made);
  };

  const maker = await world.party('manufacturer');
  const [first, second, third, fourth] = await Promise.all([1, 2, 3, 4].map(() => world.party('repackager', 'wholesale_distributor')));
  if (!first || !second || !third || !fourth) throw new Error('nobody to hand over to');
  const pharmacy = await world.party('repackager', 'dispenser');
  const lot = await world.lot(maker);
  // The rest of the trade: what makes the paths long.
  for (let i = await sizeOf(ledger); i < entries; i += 250) await Promise.all(Array.from({ length: Math.min(250, entries - i) }, () => world.lot(maker)));

  const packages = (count: number): ContentLine[] => Array.from({ length: count }, (_, i) => ({ unit: key(maker, `https://id.gs1.org/01/00300010123455/21/${salts.size}${i}`), height: 0, lots: [lot], contents: '' }));
  const cases = Array.from({ length: 10 }, () => container(maker, packages(50), 1));
  const pallet = container(maker, cases.map(({ line }) => line), 2);
  const [box] = cases as [Made];
  const [one, two] = (contents.get(box.ref) ?? []).map(({ ref }) => ref) as [string, string];
  const listed = (unit: string, around: string) => contents.get(around)?.find(({ ref }) => ref === unit)?.proof as NamedUnit['proofs'][number];
  await send(maker, 'commission', { origin: 'own', shipment: null, units: [pallet.line] });
  others.push(...(await world.packages(maker, lot, OTHERS_ON_THE_TRUCK)));
  await handOver(maker, first, named(pallet.ref));
  await handOver(first, second, named(pallet.ref));
  await send(second, 'unpack', { units: [{ unit: box.ref, chain: [pallet.ref], proofs: [listed(box.ref, pallet.ref)] }] });
  await handOver(second, third, named(box.ref));
  const tote = unitRef(third.id, key(third, 'https://id.gs1.org/00/999999999999999999'));
  await send(third, 'pack', { container: named(tote), units: [one, two].map((unit) => ({ unit, chain: [box.ref], proofs: [listed(unit, box.ref)] })) });
  await handOver(third, fourth, named(tote));
  await handOver(fourth, pharmacy, named(tote));
  const five = await text(one);
  await send(pharmacy, 'unpack', { units: [{ unit: one, chain: [tote], proofs: [null] }] });
  await handOver(pharmacy, first, named(tote));
  const made = { vkey: ledger.verifierKey, text: five, sibling: await text(two), afterTakenOut: await text(one) };
  await ledger.close();
  return made;
}

async function sizeOf(ledger: { checkpoint(): Promise<string> }): Promise<number> {
  return Number((await ledger.checkpoint()).split('\n')[1]);
}

/**
 * Bytes of a dossier: in all, gzipped, and of its proof part. What each step tells is no part of that: the command as it was signed and by whom, its documents, and the
 * facts that came of it. The rest shows that they are on the log, and that none between them is missing.
 */
export function sizesOf(text: string): { all: number; gzipped: number; proof: number } {
  const { steps, ...rest } = JSON.parse(text) as { steps: { entries: { entry: unknown; turns: unknown; path: unknown }[] }[] };
  const proof = JSON.stringify({ ...rest, steps: steps.map(({ entries }) => entries.map(({ entry, path, turns }) => ({ entry, path, turns }))) });
  return { all: Buffer.byteLength(text), gzipped: gzipSync(text).length, proof: Buffer.byteLength(proof) };
}

/**
 * Milliseconds of CPU, of all threads, that one check of this dossier takes when the program is warm, the reading of its text included, beside its limit: the signatures
 * of its steps alone, by parsed keys. Both are medians of runs in turn. `firstMs` is the first check of the process, which also compiles the program.
 */
export async function cpuOfFiveHandoffs(): Promise<{ cpuMs: number; firstMs: number; signaturesMs: number; sizes: ReturnType<typeof sizesOf> }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-five-'));
  try {
    const { text, vkey } = await fiveHandoffs(directory);
    const { steps } = JSON.parse(text) as { steps: { command: string; signature: string; spki: string }[] };
    const signed = steps.map(({ command, signature, spki }) => {
      const key = createPublicKey({ key: Buffer.from(spki, 'hex'), type: 'spki', format: 'der' });
      return { bytes: Buffer.from(command), signature: Buffer.from(signature, 'hex'), key };
    });
    const dossier = async () => (await verifyDossier(text, vkey)).good;
    const signatures = () => signed.every(({ bytes, key, signature }) => verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, signature));
    const firstMs = await cpuOf(dossier, 1);
    await cpuOf(dossier, WARM_UP);
    const { limit, ours } = await paired(RUNS, () => cpuOf(signatures, TIMES), () => cpuOf(dossier, TIMES));
    return { cpuMs: ours, firstMs, signaturesMs: limit, sizes: sizesOf(text) };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const WARM_UP = 500;
const [RUNS, TIMES] = [25, 50];

/** Milliseconds of CPU that one of so many checks takes. */
async function cpuOf(check: () => boolean | Promise<boolean>, times: number): Promise<number> {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i += 1) if (!(await check())) throw new Error('the dossier of five handoffs is refused');
  const { system, user } = process.cpuUsage(before);
  return (system + user) / 1_000 / times;
}
