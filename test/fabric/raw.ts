import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { common } from '@hyperledger/fabric-protos';
import { type SignedCommand, transactionId } from '@packtrail/ledger';
import { connectionOf } from '@packtrail/ledger/fabric';
import { type Network, type OrganisationName, ORGANISATIONS, peerHeight, startProcess, stopProcess } from '@packtrail/ledger/fabric-network';
import { noText } from '../../packages/ledger/src/fabric/answer.ts';
import { type ChannelTransaction, readChannelBlock } from '../../packages/ledger/src/fabric/channel/read-block.ts';
import { SUBMIT } from '../../packages/ledger/src/fabric/channel/transactions.ts';
import { argumentOf, askOrganisation } from '../../packages/ledger/src/fabric/gateway/ask-organisation.ts';
import { type ClientIdentity, PeerConnection } from '../../packages/ledger/src/fabric/gateway/peers.ts';
import { refuse, type RefusalCode } from '../../packages/ledger/src/refusals.ts';
import { network } from './open.ts';

/** Speaks to a peer as anybody could, past our own node: who does not keep to it must not get further. */
export function rawPeer(organisation: OrganisationName, identity?: Partial<ClientIdentity>, of: Network = network()): PeerConnection {
  const connection = connectionOf(of, organisation);
  const [own] = connection.peers.filter(({ mspId }) => mspId === connection.identity.mspId);
  if (!own) throw new Error(`${organisation} has no peer`);
  return new PeerConnection(own, { ...connection.identity, ...identity }, connection);
}

export const mspOf = (name: OrganisationName): string => connectionOf(network(), name).identity.mspId;

/** Has these organisations endorse a command, and nobody else. */
export const endorsedBy = ({ contract }: PeerConnection, signed: SignedCommand, ...organisations: OrganisationName[]) =>
  contract.newProposal(SUBMIT, { arguments: [argumentOf(signed)], endorsingOrganizations: organisations.map(mspOf) }).endorse();

/** What the chaincode of each organisation says to a command by itself: the code of its refusal, `endorses`, or what else it says. */
export async function saysEach(peer: PeerConnection, signed: SignedCommand): Promise<Record<OrganisationName, string>> {
  const said = await Promise.all(ORGANISATIONS.map(async (name) => [name, await askOrganisation(peer, network().chaincode, mspOf(name), signed)] as const));
  return Object.fromEntries(said.map(([name, each]) => [name, each === null ? 'cannot be asked' : each.kind === 'endorses' ? 'endorses' : codeIn(each.text)])) as Record<OrganisationName, string>;
}

const codeIn = (text: string): string => /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? text;
export const allSay = <T>(said: T): Record<OrganisationName, T> => Object.fromEntries(ORGANISATIONS.map((name) => [name, said])) as Record<OrganisationName, T>;
export const noWith = (code: RefusalCode, values: Record<string, string>): string => noText({ kind: 'refusal', refusal: refuse(code, values) });

/** Every block that the channel has now, from that number on. */
export async function channelBlocks(from = 0): Promise<common.Block[]> {
  const peer = rawPeer('regulator');
  const height = await peerHeight(network(), 'regulator');
  const found: common.Block[] = [];
  try {
    if (from >= height) return found;
    const blocks = await peer.network.getBlockEvents({ startBlock: BigInt(from) });
    for await (const block of blocks) {
      found.push(block);
      if (from + found.length < height) continue;
      blocks.close();
      break;
    }
  } finally {
    peer.close();
  }
  return found;
}

/** What the channel has of a command, valid or not. */
export const onChannel = (blocks: readonly common.Block[], txId: string): ChannelTransaction[] =>
  blocks.flatMap((block) => readChannelBlock(block, network().chaincode).transactions).filter(({ args, name }) => name === SUBMIT && transactionId((JSON.parse(args[0] ?? '') as SignedCommand).command) === txId);

/** A change of the rules: a text of the program that stands in it once, and what takes its place. */
export type Alteration = readonly [from: string, to: string];
export const DISTRIBUTORS_COMMISSION: Alteration = ['MAY_COMMISSION_OWN = ["manufacturer", "repackager"]', 'MAY_COMMISSION_OWN = ["manufacturer", "repackager", "wholesale_distributor"]'];
export const LOTS_LAST_LONGER: Alteration = ['expires: body.expires,\n\t\trecalls: []', 'expires: body.expires + 86_400_000,\n\t\trecalls: []'];
export const NOBODY_REGISTERS_LOTS: Alteration = ['registerLot: TRADE', 'registerLot: []'];

/** Does the work while these organisations run altered rules; the true ones run again after it. */
export async function withRules<T>(organisations: readonly OrganisationName[], [from, to]: Alteration, work: () => Promise<T>, whole: Network = network()): Promise<T> {
  const program = readFileSync(whole.bundle, 'utf8');
  if (program.split(from).length !== 2) throw new Error(`the chaincode has not once: ${from}`);
  const bundle = join(mkdtempSync(join(tmpdir(), 'packtrail-altered-')), 'chaincode.cjs');
  writeFileSync(bundle, program.replace(from, to));
  try {
    await runs({ ...whole, bundle }, organisations);
    return await work();
  } finally {
    await runs(whole, organisations);
  }
}

async function runs(of: Network, organisations: readonly OrganisationName[]): Promise<void> {
  const peer = rawPeer('manufacturer', {}, of);
  try {
    await Promise.all(
      organisations.map(async (name) => {
        await stopProcess(of, `chaincode-${name}`);
        await startProcess(of, `chaincode-${name}`);
        // What has no form is refused by any rules; before, the peer has to come to its chaincode again.
        for (let tries = 0; (await askOrganisation(peer, of.chaincode, mspOf(name), { command: '', signature: '' })) === null; tries += 1) {
          if (tries > 100) throw new Error(`the peer of ${name} does not find its chaincode again`);
          await pause(100);
        }
      }),
    );
  } finally {
    peer.close();
  }
}
