import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Command, commandIdAt, isCommand, type Ledger, newPartySigner } from '@packtrail/ledger';
import { openEmbedded } from '@packtrail/ledger/embedded';
import { LedgerWorld, named, randomId } from '../support/ledger-world.ts';

const CONTENDERS = 8;
const PER_ROUND = 100;

/**
 * Eight contenders dispense one package at the same time, half of them through a second ledger on the same file: one wins, seven are told that
 * it was dispensed before, and the log holds it once. `count` races, many at a time.
 */
export async function raceDrill({ count, print }: { count: number; print(line: string): void }): Promise<{ passed: number; failed: number }> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-race-'));
  const now = Date.parse('2026-11-22T12:00:00Z');
  const registrar = { id: randomId(16), signer: newPartySigner() };
  const options = { directory, clock: () => now, registrars: [{ id: registrar.id, spki: registrar.signer.spki }] };
  const one = await openEmbedded(options);
  const two = await openEmbedded(options);
  let failed = 0;
  let nextBlock = 0;
  const started = performance.now();
  try {
    const world = new LedgerWorld(one, registrar, now);
    const maker = await world.party('manufacturer');
    const pharmacy = await world.party('dispenser');
    const lot = await world.lot(maker);
    for (let done = 0; done < count; done += PER_ROUND) {
      const refs = await world.packages(maker, lot, Math.min(PER_ROUND, count - done));
      await world.handOver(maker, pharmacy, refs.map((ref) => named(ref)));
      const wins = new Map(refs.map((ref) => [ref, 0]));
      const losses = new Map(refs.map((ref) => [ref, 0]));
      // Contender by contender, so that those for one package come from all over the queue.
      const submissions = Array.from({ length: CONTENDERS }, (_, i) => refs.map((ref) => ({ ref, through: i % 2 === 0 ? one : two }))).flat();
      await Promise.all(
        submissions.map(async ({ ref, through }) => {
          const command = world.command(pharmacy, 'dispense', { units: [named(ref)], remainder: 'none' }, { commandId: commandIdAt(now) });
          const answer = await through.submit(world.sign(pharmacy, command));
          if (answer.kind === 'receipt' && !answer.repeated) wins.set(ref, (wins.get(ref) ?? 0) + 1);
          if (answer.kind === 'refusal' && answer.refusal.code === 'ALREADY_DISPENSED') losses.set(ref, (losses.get(ref) ?? 0) + 1);
        }),
      );
      const recorded = await dispensedSince(one, nextBlock);
      nextBlock = recorded.next;
      for (const ref of refs) {
        const right = wins.get(ref) === 1 && losses.get(ref) === CONTENDERS - 1 && recorded.times.get(ref) === 1;
        if (right) continue;
        failed += 1;
        if (failed <= 20) print(`${ref}: ${wins.get(ref)} winners, ${losses.get(ref)} told so, ${recorded.times.get(ref) ?? 0} times in the log`);
      }
    }
  } finally {
    await Promise.all([one.close(), two.close()]);
    rmSync(directory, { recursive: true, force: true });
  }
  print(`${count} races of ${CONTENDERS} in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  return { passed: count - failed, failed };
}

/** How often each package was dispensed in the blocks from that one on. */
async function dispensedSince(ledger: Ledger, from: number): Promise<{ times: Map<string, number>; next: number }> {
  const times = new Map<string, number>();
  for (let next = from; ; next += 1) {
    const recorded = await ledger.block(next);
    if (!recorded) return { times, next };
    for (const { command: text } of recorded.block.transactions) {
      const command = JSON.parse(text) as Command;
      if (!isCommand(command, 'dispense')) continue;
      for (const { unit } of command.body.units) times.set(unit, (times.get(unit) ?? 0) + 1);
    }
  }
}
