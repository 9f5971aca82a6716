import { setTimeout as wait } from 'node:timers/promises';
import { endorsersKnownTo } from './endorsers.ts';
import { ordererMaterial, placesIn } from './folder.ts';
import type { Network, Orderer, Organisation } from './network.ts';
import { configFolder, type ProcessName } from './processes.ts';
import { portsFrom } from './ports.ts';
import { runProgram, type RunOptions } from './run-program.ts';

const ENDORSABLE_WITHIN_MS = 60_000;

/** Joins orderers and peers to the channel and has the organisations agree on the chaincode, everything at the earliest moment that it can be done. */
export async function formChannel(network: Network, ready: ReadonlyMap<ProcessName, Promise<void>>, say: (line: string) => void): Promise<void> {
  const { organisations, orderers } = network;
  const until = async (name: ProcessName) => ready.get(name);
  const ordering = Promise.all(orderers.map((orderer) => until(orderer.name).then(() => joinOrderer(network, orderer))));
  // Peers join one after another, half a second in all. When two join at the same moment each refuses the other, or both call and one of the two
  // connections is dropped together with what was said on it, which costs five seconds, once in ten starts.
  let joined: Promise<unknown> = Promise.resolve();
  const joins = new Map(
    organisations.map((organisation) => {
      joined = Promise.all([until(`peer-${organisation.name}`), joined]).then(() => joinPeer(network, organisation));
      return [organisation.name, joined];
    }),
  );
  await Promise.all([
    ...ready.values(),
    ordering.then(() => say('The orderers share the channel.')),
    ...organisations.map(async (organisation) => {
      await until(`peer-${organisation.name}`);
      await Promise.all([joins.get(organisation.name), install(network, organisation, placesIn(network.folder).chaincodePackage), ordering]);
      await approve(network, organisation);
    }),
  ]);
  say('Every organisation has approved the chaincode.');
  await commit(network);
  await untilEndorsable(network);
}

/** Waits until every peer knows enough of the others to gather endorsements, and reaches its own chaincode server. */
export async function untilEndorsable(network: Network): Promise<void> {
  await Promise.all(network.organisations.map((organisation) => Promise.all([untilAllKnown(network, organisation), untilChaincodeAnswers(network, organisation)])));
}

async function untilAllKnown(network: Network, organisation: Organisation): Promise<void> {
  for (const deadline = performance.now() + ENDORSABLE_WITHIN_MS; ; await wait(50)) {
    const known = await endorsersKnownTo(network, organisation).catch((error: Error) => error.message);
    if (known === network.organisations.length) return;
    if (performance.now() > deadline) {
      throw new Error(`after ${ENDORSABLE_WITHIN_MS / 1_000} s the peer of ${organisation.name} could not turn to all four for endorsements: ${typeof known === 'number' ? `it knows ${known}` : known}`);
    }
  }
}

/** Any answer of the contract will do, and it has none to this but a refusal: it is not a command. What is waited for is that the peer reaches the server. */
const untilChaincodeAnswers = (network: Network, { name }: Organisation): Promise<string> =>
  asAdmin(network, name, ['chaincode', 'query', '-C', network.channel, '-n', network.chaincode, '-c', '{"Args":["is-anyone-there"]}'], {
    again: /could not launch chaincode|failed to execute transaction|make sure the chaincode/,
    done: /endorsement failure during query/,
  });

/** For an orderer that is a member of the channel already this is done. */
async function joinOrderer({ channel, folder, portBase, programs }: Network, { name }: Orderer): Promise<void> {
  const { admin } = ordererMaterial(folder);
  const { ca } = ordererMaterial(folder).orderer(name).tls;
  const address = `127.0.0.1:${portsFrom(portBase).orderers[name].admin}`;
  const answer = await runProgram(programs.osnadmin, [
    ...['channel', 'join', '--channelID', channel, '--config-block', placesIn(folder).channelBlock],
    ...['-o', address, '--ca-file', ca, '--client-cert', admin.tls.cert, '--client-key', admin.tls.key],
  ], { again: /connection refused/ });
  // The program ends well whatever the orderer says.
  if (!/Status: 201|already exists/.test(answer)) throw new Error(`${name} does not join the channel: ${answer.trim()}`);
}

const joinPeer = (network: Network, { name }: Organisation): Promise<string> =>
  asAdmin(network, name, ['channel', 'join', '-b', placesIn(network.folder).channelBlock], { done: /already exists/ });

export const install = (network: Network, { name }: Organisation, file: string): Promise<string> =>
  asAdmin(network, name, ['lifecycle', 'chaincode', 'install', file], { done: /already successfully installed/ });

export const approve = (network: Network, { name }: Organisation): Promise<string> =>
  asAdmin(network, name, ['lifecycle', 'chaincode', 'approveformyorg', ...definition(network), '--package-id', network.packageId], {
    again: NOT_YET,
    done: /unchanged content/,
  });

/** One organisation sends it; all four endorse it, and it returns when all four peers have it. */
export const commit = (network: Network): Promise<string> =>
  asAdmin(network, 'manufacturer', ['lifecycle', 'chaincode', 'commit', ...definition(network), ...network.organisations.flatMap(({ peer }) => ['--peerAddresses', peer.address, '--tlsRootCertFiles', peer.tlsRootCert])], {
    // A peer may not have the block yet in which another organisation approved.
    again: new RegExp(`${NOT_YET.source}|not agreed to|do not match`),
    done: /new definition must be sequence 2/,
  });

/** After the orderers joined they need a moment to elect a leader. */
const NOT_YET = /SERVICE_UNAVAILABLE|no Raft leader|NOT_FOUND/;

function definition({ chaincode, channel, folder, orderers }: Network): string[] {
  const [orderer] = orderers as [Orderer];
  return [
    ...['--channelID', channel, '--name', chaincode, '--version', '1', '--sequence', '1'],
    ...['--orderer', orderer.address, '--tls', '--cafile', ordererMaterial(folder).orderer(orderer.name).tls.ca],
  ];
}

/** Runs the peer program as an organisation's administrator. */
export const asAdmin = ({ folder, programs }: Network, name: Organisation['name'], argv: readonly string[], options: Omit<RunOptions, 'environment'> = {}): Promise<string> =>
  runProgram(programs.peer, argv, { ...options, environment: { FABRIC_CFG_PATH: configFolder(folder, `admin-${name}`), FABRIC_LOGGING_SPEC: 'error' } });
