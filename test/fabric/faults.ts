import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { factKey, parseNote } from '@packtrail/ledger';
import { connectionOf, openFabric } from '@packtrail/ledger/fabric';
import { killProcess, type Network, ORDERERS, ORGANISATIONS, type OrganisationName, type ProcessName, raftLeader, startProcess } from '@packtrail/ledger/fabric-network';
import { LedgerWorld, type Party } from '../support/ledger-world.ts';
import { commitHashes, equalHeights, factsAt, nodeStatuses } from './agreement.ts';
import { CLIENTS, Load, logIn, type OutboxLine, readOutbox } from './load.ts';
import { onTemporaryNetwork } from './temporary-network.ts';

/** Service must be back by then. */
const BACK_WITHIN_MS = 10_000;
/** After that a client that is still not acknowledged is given up. */
const GIVEN_UP_MS = 45_000;

type Killed = ProcessName | 'the clients';

/**
 * Kills every process of a network under the load of eight clients with SIGKILL, one after another, each started again after 2 to 4 seconds: the peers, the chaincode servers,
 * the orderers with their leader first, the organisations' nodes, and the process of the clients themselves. Nothing that was acknowledged may be lost, nothing recorded twice;
 * service must be back within ten seconds of each kill; and in the end all peers and all logs must be equal.
 */
export async function faultsDrill({ print, rounds }: { rounds: number; print(line: string): void }): Promise<{ passed: number; failed: number }> {
  let [passed, failed] = [0, 0];
  const check = (isRight: boolean, told: string) => {
    if (isRight) passed += 1;
    else failed += 1;
    print(`${isRight ? 'ok    ' : 'FAILED'} ${told}`);
  };
  await onTemporaryNetwork(async ({ folder, network, registrar }) => {
    const load = new Load(join(folder, 'load'), network.folder, await newParties(network, join(folder, 'cast'), registrar));
    const started = performance.now();
    load.start();
    try {
      await load.untilAll(GIVEN_UP_MS);
      for (let round = 0; round < rounds; round += 1) {
        for (const killed of await victims(network)) {
          const name = killed === (await raftLeader(network)) ? `${killed} (the leader)` : killed;
          const at = await killUnderLoad(network, load, killed, 2_000 + ((passed * 977) % 2_000));
          check(at.next <= BACK_WITHIN_MS, `${name} killed: next acknowledgement after ${seconds(at.next)}, all ${CLIENTS} clients again after ${seconds(at.all)}`);
          check(at.all <= BACK_WITHIN_MS, `every client is served again within ${BACK_WITHIN_MS / 1_000} s of the kill`);
          await pause(1_000);
        }
      }
    } finally {
      await load.stop();
    }
    print(`${load.acknowledged} commands were acknowledged in ${seconds(performance.now() - started)}`);
    for (const line of load.said.slice(0, 20)) print(`       the load said: ${line}`);
    await checkEnd({ network, load, check });
  });
  return { passed, failed };
}

/** The leader of the orderers goes first of them, while it is that. */
async function victims(network: Network): Promise<Killed[]> {
  const leader = await raftLeader(network);
  if (leader === null) throw new Error('the orderers have no leader');
  return [
    ...ORGANISATIONS.map((name) => `peer-${name}` as const),
    ...ORGANISATIONS.map((name) => `chaincode-${name}` as const),
    leader,
    ...ORDERERS.filter((name) => name !== leader),
    ...ORGANISATIONS.map((name) => `node-${name}` as const),
    'the clients',
  ];
}

/** Milliseconds from the kill to the next acknowledged command, and to one of every client that it sent after the kill. */
async function killUnderLoad(network: Network, load: Load, killed: Killed, downMs: number): Promise<{ next: number; all: number }> {
  const at = performance.now();
  if (killed === 'the clients') await load.kill();
  else await killProcess(network, killed);
  const next = load.nextAcknowledgement();
  const all = load.untilAll(GIVEN_UP_MS).then(
    () => performance.now() - at,
    (error: Error) => {
      load.said.push(`${killed}: ${error.message}`);
      return Number.POSITIVE_INFINITY;
    },
  );
  await pause(downMs);
  if (killed === 'the clients') load.start();
  else await startProcess(network, killed);
  const allAfter = await all;
  return { next: Number.isFinite(allAfter) ? (await next) - at : allAfter, all: allAfter };
}

async function newParties(network: Network, directory: string, registrar: Party): Promise<Party[]> {
  const ledger = await openFabric({ directory, clock: Date.now, connection: connectionOf(network, 'regulator') });
  const world = new LedgerWorld(ledger, registrar, Date.now);
  const parties = await Promise.all(Array.from({ length: CLIENTS }, () => world.party('manufacturer')));
  await ledger.close();
  return parties;
}

async function checkEnd({ check, load, network }: { network: Network; load: Load; check(isRight: boolean, told: string): void }): Promise<void> {
  const { equal, heights } = await equalHeights(network);
  check(equal, `the peers have ${heights.join(', ')} blocks`);
  const hashes = await commitHashes(network, (heights[0] as number) - 1);
  check(hashes.every((hash) => hash.length === 64 + 4 && hash === hashes[0]), `the peers' hashes over all verdicts and writes: ${hashes.map((hash) => hash.slice(-16)).join(', ')}`);

  const logs = await Promise.all(ORGANISATIONS.map((name) => readLog(network, load.folder, name, heights[0] as number)));
  const nodes = await untilRead(network, heights[0] as number);
  const roots = [...logs.map(({ root, size }) => `${size} ${root}`), ...nodes.map((node) => (node ? `${node.size} ${node.root}` : 'does not answer'))];
  check(roots.every((root) => root === roots[0]), `roots of the four logs of the load and of the four nodes: ${new Set(roots).size === 1 ? `all ${roots[0]?.slice(0, 24)}` : roots.join(', ')}`);

  const lines = readOutbox(load.folder);
  const [log] = logs as [Awaited<ReturnType<typeof readLog>>];
  const answers = answersIn(lines);
  const acknowledged = [...answers].filter(([, { last }]) => last === 'receipt');
  const lost = acknowledged.filter(([id]) => !log.times.has(id));
  const twice = [...log.times].filter(([, times]) => times > 1);
  const refused = [...answers].filter(([, { last }]) => last === 'refusal');
  const refusedAndRecorded = refused.filter(([id]) => log.times.has(id));
  const open = [...answers].filter(([, { last }]) => last === null || last === 'unknown');
  const unknown = [...answers.values()].filter(({ unknowns }) => unknowns > 0);
  check(lost.length === 0, `${acknowledged.length} commands acknowledged, ${lost.length} of them lost`);
  check(twice.length === 0, `${log.times.size} commands in the log, ${twice.length} of them twice`);
  check(refused.length === 0 && refusedAndRecorded.length === 0, `${refused.length} refused, ${refusedAndRecorded.length} of them recorded all the same`);
  check(open.length === 0, `${unknown.length} were answered "unknown" at first and asked again; ${open.length} have no answer in the end`);

  const keys = [...log.units].map((ref) => factKey.unit(ref));
  const told = await Promise.all(ORGANISATIONS.map((name) => factsAt(network, name, keys)));
  const differing = keys.filter((key) => told.some((facts) => facts.get(key) === '' || facts.get(key) !== told[0]?.get(key)));
  check(differing.length === 0, `${keys.length} units asked for at each peer, ${differing.length} differ`);
}

/** For each command of the outbox the last answer, and how often nothing was known. */
function answersIn(lines: readonly OutboxLine[]): Map<string, { last: 'receipt' | 'refusal' | 'unknown' | null; unknowns: number }> {
  const answers = new Map<string, { last: 'receipt' | 'refusal' | 'unknown' | null; unknowns: number }>();
  for (const line of lines) {
    if ('kept' in line) answers.set(line.kept, { last: null, unknowns: 0 });
    const answer = 'answered' in line ? answers.get(line.answered) : undefined;
    if (!answer || !('answered' in line)) continue;
    answer.last = line.with;
    if (line.with === 'unknown') answer.unknowns += 1;
  }
  return answers;
}

/** Opens one of the load's logs, lets it read the channel to its end, and counts what is in it. */
async function readLog(network: Network, folder: string, organisation: OrganisationName, height: number) {
  const ledger = await openFabric({ directory: logIn(folder, organisation), clock: Date.now, connection: connectionOf(network, organisation) });
  for (const deadline = performance.now() + 20_000; ledger.channel.next < height && performance.now() < deadline; ) await pause(50);
  const times = new Map<string, number>();
  const units = new Set<string>();
  for (let number = 1; ; number += 1) {
    const recorded = await ledger.block(number);
    if (!recorded) break;
    for (const { command, entries } of recorded.block.transactions) {
      const { commandId } = JSON.parse(command) as { commandId: string };
      times.set(commandId, (times.get(commandId) ?? 0) + 1);
      for (const { unit } of entries) units.add(unit);
    }
  }
  const note = parseNote(await ledger.checkpoint());
  if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
  await ledger.close();
  return { times, units, root: note.checkpoint.root, size: note.checkpoint.size };
}

async function untilRead(network: Network, height: number) {
  for (const deadline = performance.now() + 20_000; ; await pause(100)) {
    const nodes = await nodeStatuses(network);
    if (nodes.every((node) => node?.channelNext === height) || performance.now() > deadline) return nodes;
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;
