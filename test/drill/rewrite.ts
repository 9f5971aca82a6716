import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newPartySigner, parseNote, type SignedCommand } from '@packtrail/ledger';
import { type EmbeddedLedger, openEmbedded } from '@packtrail/ledger/embedded';
import { goesOnFrom, verifyCheckpoint } from '@packtrail/ledger/verify';
import { LedgerWorld, randomId } from '../support/ledger-world.ts';

interface Sent {
  readonly at: number;
  readonly signed: SignedCommand;
}

const START = Date.parse('2026-11-22T12:00:00Z');

/**
 * The operator rewrites history with the log's own key: another beginning, a transaction changed, dropped or moved, the end cut off and told
 * anew. Each rewritten ledger is whole by itself (its own audit finds nothing), and each of `count` old checkpoints that were kept outside
 * finds it out by a consistency check; the untouched ledger goes on from every one of them.
 */
export async function rewriteDrill({ count, print }: { count: number; print(line: string): void }): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'packtrail-rewrite-'));
  const registrar = { id: randomId(16), signer: newPartySigner() };
  let passed = 0;
  let failed = 0;
  try {
    const original = join(folder, 'original');
    const { checkpoints, sent } = await writeHistory(original, registrar, count);
    const { length } = sent;
    const swap = (i: number) => sent.map((each, at) => (at === i ? sent[i + 1] : at === i + 1 ? sent[i] : each) as Sent);
    const middle = Math.floor(length / 2);
    // What the operator tells instead, and the size from which on an old checkpoint must notice.
    const rewritten: [string, { sent: readonly Sent[]; start?: number; from: number }][] = [
      ['untouched', { sent, from: Infinity }],
      ['another beginning', { sent, start: START - 1, from: 1 }],
      ['the first lot dropped', { sent: sent.filter((_, i) => i !== 1), from: 3 }],
      ['one in the middle dropped', { sent: sent.filter((_, i) => i !== middle), from: middle + 2 }],
      ['two in the middle swapped', { sent: swap(middle), from: middle + 2 }],
      ['cut off in the middle', { sent: sent.slice(0, middle), from: middle + 2 }],
      ['the newest dropped', { sent: sent.slice(0, -1), from: length + 1 }],
      ['one in the middle told twice', { sent: [...sent.slice(0, middle), ...sent.slice(middle + 1), sent[middle] as Sent], from: middle + 2 }],
    ];
    for (const [name, { from, sent: told, start = START }] of rewritten) {
      const directory = join(folder, name.replaceAll(' ', '-'));
      const ledger = await rewrite({ directory, original, registrar, sent: told, start });
      const caught = await catchers(ledger, checkpoints);
      const wrong = checkpoints.filter(({ size }) => caught.has(size) !== size >= from).length;
      print(`${name}: ${caught.size} of ${checkpoints.length} old checkpoints find it out${wrong > 0 ? `, ${wrong} WRONG` : ''}`);
      passed += checkpoints.length - wrong;
      failed += wrong;
      rmSync(directory, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { passed, failed };
}

/** A checkpoint that somebody kept outside. */
export type OldCheckpoint = { readonly note: string; readonly size: number; readonly root: string };

async function writeHistory(directory: string, registrar: ConstructorParameters<typeof LedgerWorld>[1], count: number): Promise<{ sent: Sent[]; checkpoints: OldCheckpoint[] }> {
  let now = START;
  const ledger = await openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  const world = new LedgerWorld(ledger, registrar, now);
  const maker = { id: randomId(16), signer: newPartySigner() };
  const sent: Sent[] = [];
  const checkpoints: OldCheckpoint[] = [];
  const keep = async (): Promise<void> => {
    const note = await ledger.checkpoint();
    const parsed = parseNote(note);
    if ('broken' in parsed) throw new Error(parsed.broken);
    checkpoints.push({ note, size: parsed.checkpoint.size, root: parsed.checkpoint.root });
  };
  await keep();
  while (checkpoints.length < Math.max(count, 8)) {
    now += 1_000;
    world.now = now;
    const keys = [{ spki: maker.signer.spki, from: 0, until: null }];
    const command =
      sent.length === 0
        ? world.sign(registrar, world.command(registrar, 'registerParty', { party: maker.id, keys, roles: ['manufacturer'], msp: null, registration: randomId(32) }))
        : world.sign(maker, world.command(maker, 'registerLot', { lot: randomId(32), expires: now }));
    const answer = await ledger.submit(command);
    if (answer.kind !== 'receipt') throw new Error(`the history is answered ${JSON.stringify(answer)}`);
    sent.push({ at: now, signed: command });
    await keep();
  }
  await ledger.close();
  return { sent, checkpoints };
}

/** A new ledger under the old key and name, with other transactions: what the holder of the key can make. */
async function rewrite(options: { directory: string; original: string; registrar: { id: string; signer: { spki: string } }; sent: readonly Sent[]; start: number }): Promise<EmbeddedLedger> {
  const { directory, original, registrar, sent, start } = options;
  let now = start;
  const open = () => openEmbedded({ directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] });
  mkdirSync(directory);
  for (const file of ['log.key', 'log.vkey']) copyFileSync(join(original, file), join(directory, file));
  const ledger = await open();
  for (const { at, signed } of sent) {
    now = at;
    const answer = await ledger.submit(signed);
    if (answer.kind !== 'receipt') throw new Error(`the rewritten ledger answers ${JSON.stringify(answer)}`);
  }
  await ledger.close();
  const again = await open();
  const [damage] = again.audit().damage;
  if (damage) throw new Error(`the rewritten ledger is not whole: ${damage.kind} ${damage.name} ${damage.rule}`);
  return again;
}

/** The sizes of the old checkpoints whose keepers find the present ledger out, with the best proof that it can make. */
export async function catchers(ledger: EmbeddedLedger, checkpoints: readonly OldCheckpoint[]): Promise<Set<number>> {
  const present = await verifyCheckpoint(await ledger.checkpoint(), ledger.verifierKey);
  if (!present.good) throw new Error(`the present checkpoint is not good: ${present.why}`);
  const caught = new Set<number>();
  for (const { note, root, size } of checkpoints) {
    const old = await verifyCheckpoint(note, ledger.verifierKey);
    if (!old.good) throw new Error(`an old checkpoint is not good: ${old.why}`);
    const path = (await ledger.consistency(size))?.path ?? [];
    if (!goesOnFrom({ size, root }, present.checkpoint, path)) caught.add(size);
  }
  await ledger.close();
  return caught;
}
