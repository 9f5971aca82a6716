import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, commandIdAt, keyOf, newPartySigner, type SignedCommand } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { Chance } from '../simulation/chance.ts';
import { LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';

const COMMANDS_MAX = 2_000;
const AT_ONCE = 400;

interface Made {
  readonly by: Party;
  readonly command: Command;
  readonly signed: SignedCommand;
  /** The same, signed a moment later under the same id. */
  readonly anew: SignedCommand;
  /** Another body under the same id. */
  readonly forged: SignedCommand;
  txId: string | null;
}

/**
 * Sends `count` submissions of commands that were made before: doubled, signed anew, in any order, through two ledgers on one file, and once
 * an id is known also with another body. Each command is recorded once, each repeat answered with the first receipt, each forgery refused.
 * A rival commissions the very same unit keys: that has no effect.
 */
export async function replayDrill({ count, print, seed = 1 }: { count: number; print(line: string): void; seed?: number }): Promise<{ passed: number; failed: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-replay-'));
  const now = Date.parse('2026-11-22T12:00:00Z');
  const chance = new Chance(seed);
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const options = { directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] };
  const ledgers = [await openEmbedded(options), await openEmbedded(options)] as const;
  const started = performance.now();
  let failed = 0;
  let forgeries = 0;
  const fail = (what: string): void => {
    failed += 1;
    if (failed <= 20) print(what);
  };
  try {
    const world = new LedgerWorld(ledgers[0], registrar, now);
    const made = await make(world, Math.max(2, Math.min(COMMANDS_MAX, Math.ceil(count / 20))));
    for (let sent = 0; sent < count; ) {
      const batch = Array.from({ length: Math.min(AT_ONCE, count - sent) }, () => chance.pick(made));
      sent += batch.length;
      await Promise.all(
        batch.map(async (one) => {
          const kind = one.txId !== null && chance.odds(0.1) ? 'forged' : chance.odds(0.5) ? 'anew' : 'signed';
          const answer = await chance.pick(ledgers).submit(one[kind]);
          if (kind === 'forged') {
            forgeries += 1;
            if (answer.kind !== 'refusal' || answer.refusal.code !== 'COMMAND_ID_REUSED') fail(`another body under the id of a ${one.command.type}: ${answer.kind}`);
            return;
          }
          if (answer.kind !== 'receipt') return fail(`a ${one.command.type}: ${answer.kind === 'refusal' ? answer.refusal.code : answer.reason}`);
          if (one.txId !== null && one.txId !== answer.txId) fail(`a ${one.command.type} has two receipts`);
          one.txId = answer.txId;
        }),
      );
    }
    for (const one of made) one.txId ??= await lastly(ledgers[1].submit(one.signed));
    const times = await recordedTimes(ledgers[0]);
    for (const { command } of made) {
      const recorded = times.get(command.commandId) ?? 0;
      if (recorded !== 1) fail(`a ${command.type} is recorded ${recorded} times`);
    }
    print(`${count} submissions of ${made.length} commands, ${forgeries} of them forged, in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  } finally {
    await Promise.all(ledgers.map((ledger) => ledger.close()));
    rmSync(directory, { recursive: true, force: true });
  }
  return { passed: count - failed, failed };
}

/** Dispensings and lots, each independent of the others, so that they may come in any order. */
async function make(world: LedgerWorld, count: number): Promise<Made[]> {
  const maker = await world.party('manufacturer');
  const rival = await world.party('manufacturer');
  const pharmacy = await world.party('dispenser');
  const lot = await world.lot(maker);
  const rivalLot = await world.lot(rival);
  const commands: { by: Party; command: Command }[] = [];
  for (let done = 0; done < count / 2; done += 500) {
    const refs = await world.packages(maker, lot, Math.min(500, Math.ceil(count / 2) - done));
    await world.handOver(maker, pharmacy, refs.map((ref) => named(ref)));
    await world.done(rival, 'commission', { origin: 'own', shipment: null, units: refs.map((ref) => ({ unit: keyOf(ref), height: 0, lots: [rivalLot], contents: '' })) });
    for (const ref of refs) commands.push({ by: pharmacy, command: world.command(pharmacy, 'dispense', { units: [named(ref)], remainder: 'none' }, { commandId: commandIdAt(world.now) }) });
  }
  while (commands.length < count) commands.push({ by: maker, command: world.command(maker, 'registerLot', { lot: randomId(32), expires: world.now }, { commandId: commandIdAt(world.now) }) });
  return commands.map(({ by, command }) => ({
    by,
    command,
    signed: world.sign(by, command),
    anew: world.sign(by, { ...command, at: command.at + 1 }),
    forged: world.sign(by, { ...command, body: { ...command.body, historical: true } } as Command),
    txId: null,
  }));
}

async function lastly(answer: ReturnType<LedgerWorld['ledger']['submit']>): Promise<string | null> {
  const given = await answer;
  return given.kind === 'receipt' ? given.txId : null;
}

async function recordedTimes(ledger: LedgerWorld['ledger']): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (let number = 0; ; number += 1) {
    const recorded = await ledger.block(number);
    if (!recorded) return times;
    for (const { command } of recorded.block.transactions) {
      const { commandId } = JSON.parse(command) as Command;
      times.set(commandId, (times.get(commandId) ?? 0) + 1);
    }
  }
}
