import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '@packtrail/ledger/embedded';

/**
 * Kills a process that writes to an embedded ledger for 100 clients at once, in the middle, and opens the ledger again:
 * every acknowledged command must be there, none twice, and the whole history must check.
 */
export async function killDrill({ rounds, print }: { rounds: number; print: (line: string) => void }): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  let acknowledgedAll = 0;
  for (let round = 0; round < rounds; round += 1) {
    const directory = mkdtempSync(join(tmpdir(), 'packtrail-kill-'));
    // Not before some are acknowledged, and at another moment in each round.
    const acknowledged = await writeAndKill(directory, 20 + ((round * 97) % 3_000));
    const ledger = await openEmbedded({ directory, clock: () => Date.now() });
    const { damage } = ledger.audit();
    const seen = new Map<string, number>();
    const last = await lastBlock(ledger);
    for (let number = 0; number <= last; number += 1) {
      for (const { command } of (await ledger.block(number))?.block.transactions ?? []) {
        const { commandId } = JSON.parse(command) as { commandId: string };
        seen.set(commandId, (seen.get(commandId) ?? 0) + 1);
      }
    }
    await ledger.close();
    const lost = acknowledged.filter((id) => !seen.has(id));
    const twice = [...seen.values()].filter((times) => times > 1);
    if (lost.length > 0 || twice.length > 0 || damage.length > 0) {
      failed += 1;
      print(`round ${round}: ${lost.length} lost, ${twice.length} twice, damage ${JSON.stringify(damage)}`);
    }
    acknowledgedAll += acknowledged.length;
    rmSync(directory, { recursive: true });
  }
  print(`${rounds} kills, ${acknowledgedAll} commands acknowledged before them`);
  return { passed: rounds - failed, failed };
}

async function lastBlock(ledger: { block(number: number): Promise<unknown> }): Promise<number> {
  let number = 0;
  while (await ledger.block(number + 1)) number += 1;
  return number;
}

function writeAndKill(directory: string, killAfter: number): Promise<string[]> {
  const run = fileURLToPath(new URL('../support/run-typescript.mjs', import.meta.url));
  const writer: ChildProcess = spawn(process.execPath, [run, fileURLToPath(new URL('./kill-writer.ts', import.meta.url)), directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: writer.stdout as NonNullable<ChildProcess['stdout']> });
    lines.on('line', (line) => {
      if (!line.startsWith('ack ')) return;
      acknowledged.push(line.slice(4));
      if (acknowledged.length === killAfter) writer.kill('SIGKILL');
    });
    let ended = false;
    writer.once('exit', (code, signal) => {
      ended = true;
      if (signal !== 'SIGKILL' && code !== 0) reject(new Error(`the writer ended with ${code ?? signal}`));
    });
    lines.once('close', () => (ended || writer.killed ? resolve(acknowledged) : writer.once('exit', () => resolve(acknowledged))));
  });
}
