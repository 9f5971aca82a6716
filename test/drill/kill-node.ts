import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandIdAt } from '@packtrail/ledger';
import { bringDown } from '@packtrail/ledger/fabric-network';
import { startNode } from '../support/node-under-test.ts';

/**
 * Kills a whole node with SIGKILL in the middle of 1,000 concurrent commands through GraphQL, and starts it again on the same data:
 * every acknowledged command must be recorded once, none twice, and the read model must have caught up by itself. On a Fabric network with LEDGER=fabric.
 */
export async function killNodeDrill({ rounds, print }: { rounds: number; print: (line: string) => void }): Promise<{ passed: number; failed: number }> {
  const data = mkdtempSync(join(tmpdir(), 'packtrail-kill-node-'));
  let failed = 0;
  const acknowledged = new Set<string>();
  const sent = new Set<string>();
  try {
    for (let round = 0; round < rounds; round += 1) {
      const node = await startNode({ data });
      const token = await node.signIn('manufacturer@demo.example');
      const before = acknowledged.size;
      const requests = Array.from({ length: 1_000 }, async (_, i) => {
        const number = `K${round}-${i}`;
        sent.add(number);
        const { registerLot } = await node.ask<{ registerLot: { txId?: string } }>(
          'mutation ($input: RegisterLotInput!) { registerLot(input: $input) { ... on Receipt { txId } ... on Refusal { code } } }',
          { input: { commandId: commandIdAt(Date.now()), gtin: '00399998101302', lot: number, expiry: '2030-01-31' } },
          token,
        );
        if (registerLot.txId) acknowledged.add(number);
        // At another moment in each round, and never before some are acknowledged.
        if (acknowledged.size - before === 50 + ((round * 211) % 700)) killServer(node.process.pid as number);
      });
      await Promise.allSettled(requests);
      await node.stop('SIGKILL');
    }
    const node = await startNode({ data });
    const token = await node.signIn('manufacturer@demo.example');
    const times = new Map<string, number>();
    for (let after: string | null = ''; after !== null; ) {
      const page: { lots: { items: { number: string }[]; next: string | null } } = await node.ask('query ($after: String) { lots(search: "K", first: 1000, after: $after) { items { number } next } }', { after: after || null }, token);
      for (const { number } of page.lots.items) times.set(number, (times.get(number) ?? 0) + 1);
      after = page.lots.next;
    }
    const { ledger } = await node.ask<{ ledger: { blockNumber: number; projectedTo: number; warnings: string[] } }>('{ ledger { blockNumber projectedTo warnings } }', {}, token);
    const lost = [...acknowledged].filter((number) => !times.has(number));
    const twice = [...times].filter(([number, count]) => sent.has(number) && count > 1);
    if (lost.length > 0 || twice.length > 0 || ledger.blockNumber !== ledger.projectedTo || ledger.warnings.length > 0) {
      failed += 1;
      print(`${lost.length} lost, ${twice.length} twice, read model at ${ledger.projectedTo} of ${ledger.blockNumber}, ${JSON.stringify(ledger.warnings)}`);
    }
    await node.stop();
    print(`${rounds} kills of a node, ${sent.size} commands sent, ${acknowledged.size} acknowledged before the kill`);
  } finally {
    // With LEDGER=fabric the first node brought a network up; those after it found it, and leave it.
    await bringDown({ folder: join(data, 'fabric') });
    rmSync(data, { recursive: true, force: true });
  }
  return { passed: rounds + 1 - failed, failed };
}

/** The server is the child of the starter. */
function killServer(starter: number): void {
  const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(starter)], { encoding: 'utf8' });
  for (const pid of children.split('\n').map(Number).filter(Boolean)) process.kill(pid, 'SIGKILL');
}
