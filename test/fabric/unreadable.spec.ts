import { randomBytes } from 'node:crypto';
import { common, ledger as protos, msp, peer as peerProtos } from '@hyperledger/fabric-protos';
import { type Body, type CommandType, contentTree, documentHash, documentHead, endOfLastDay, lotKey, type NamedUnit, newPartySigner, type Receipt, type Role, transactionId, unitKey, unitRef } from '@packtrail/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LedgerWorld, named, type Party, randomId } from '../support/ledger-world.ts';
import { openWorld } from './open.ts';
import { channelBlocks } from './raw.ts';
import { searchFor, type Secrets, spellingsOf } from './readable.ts';

const GTIN = '00361234567894';
const CASE_GTIN = '50361234567899';
const LOT = 'LX4471-QN';
const SECOND_LOT = 'LX4472-QN';
const SERIALS = ['7QK2M9X41BTR', '7QK2M9X42DHW', '7QK2M9X43FJZ', '7QK2M9X44GLC'];
const SSCC = '106141412345678908';
const PALLET_SSCC = '106141412345678915';
const PARTIES = [
  { name: 'Brightwater Pharmaceuticals', role: 'manufacturer', gln: '0614141000012', address: '48 Foundry Lane, Wilmington, DE 19801', licence: 'DE-WDL-55120' },
  { name: 'Harrow & Söhne Großhandel', role: 'wholesale_distributor', gln: '0614141000029', address: '9 Dockside Road, Newark, NJ 07114', licence: 'NJ-WDL-70933' },
  { name: 'Cedar Street Pharmacy', role: 'dispenser', gln: '0614141000036', address: '217 Cedar Street, Springfield, IL 62704', licence: 'IL-054-021877' },
] as const;
const EXPIRY = '2027-09-30';

const linkOf = { package: (serial: string) => `https://id.gs1.org/01/${GTIN}/21/${serial}`, container: (sscc: string) => `https://id.gs1.org/00/${sscc}`, lot: (lot: string) => `https://id.gs1.org/01/${GTIN}/10/${lot}` };

const SECRETS: Secrets = {
  // Without what fills it up, too: the shorter is in every longer spelling.
  GTIN: [GTIN, GTIN.slice(2), CASE_GTIN],
  serial: SERIALS,
  lot: [LOT, SECOND_LOT],
  SSCC: [SSCC, PALLET_SSCC],
  GLN: PARTIES.map(({ gln }) => gln),
  name: [...PARTIES.map(({ name }) => name), 'Brightwater', 'Cedar Street', 'Großhandel'],
  address: PARTIES.flatMap(({ address }) => [address, ...address.split(', ').slice(0, 2)]),
  licence: PARTIES.map(({ licence }) => licence),
  expiry: [EXPIRY],
  link: [...SERIALS.map(linkOf.package), linkOf.container(SSCC), linkOf.container(PALLET_SSCC), linkOf.lot(LOT)],
};

describe('the blocks of a Fabric channel', () => {
  let world: LedgerWorld;
  beforeAll(async () => void (world = await openWorld('manufacturer')));
  afterAll(() => world.ledger.close());

  it('hold after a whole journey nothing that can be read without a salt', async () => {
    const sent = await playJourney(world);
    const blocks = await channelBlocks();
    const seen = new Set<string>();
    const readableIn = searchFor(SECRETS);
    let bytesSearched = 0;
    for (const block of blocks) {
      for (const bytes of everyField(block, seen)) {
        bytesSearched += bytes.length;
        expect(readableIn(bytes), `block ${block.getHeader()?.getNumber()} of the channel`).toEqual([]);
      }
    }
    // It was there that was looked: the block of each command, down to its facts.
    for (const { txId } of sent) expect(seen).toContain(txId);
    expect(bytesSearched).toBeGreaterThan(100_000);
  });

  it('are searched so that anything readable is found, however it is spelled', () => {
    for (const [name, texts] of Object.entries(SECRETS)) {
      for (const text of texts) {
        const readableIn = searchFor({ [name]: [text] });
        for (const spelled of spellingsOf(text).values()) expect(readableIn(Buffer.concat([randomBytes(40), spelled, randomBytes(40)]))).not.toEqual([]);
        for (const before of ['', 'a', 'ab', 'abc']) {
          const leak = Buffer.from(`${before}${text} and more`);
          expect(readableIn(Buffer.from(leak.toString('base64'))).join()).toContain('base64');
          expect(readableIn(Buffer.from(JSON.stringify({ said: leak.toString('hex') }))).join()).toContain('hexadecimal');
        }
      }
    }
    expect(searchFor(SECRETS)(Buffer.from('nothing of the kind'))).toEqual([]);
  });
  it('are decoded so that a leak in any of their fields would be seen', () => {
    const leaky = new protos.rwset.kvrwset.KVWrite();
    leaky.setKey(`lot/${LOT}`);
    leaky.setValue(Buffer.from(JSON.stringify({ by: PARTIES[0].name })));
    const set = new protos.rwset.kvrwset.KVRWSet();
    set.setWritesList([leaky]);
    const found = searchFor(SECRETS)(set.serializeBinary());
    for (const what of [`lot ${LOT} plain`, 'name Brightwater plain']) expect(found).toContain(what);
  });
});

/** From the registration of the parties to a package dispensed, one recalled, one taken back: every document with its salt, as nodes make them. */
async function playJourney(world: LedgerWorld): Promise<Receipt[]> {
  const sent: Receipt[] = [];
  const salts = new Map<string, Uint8Array>();
  const saltOf = (link: string): Uint8Array => {
    const salt = salts.get(link) ?? randomBytes(16);
    salts.set(link, salt);
    return salt;
  };
  const key = (link: string): string => unitKey(saltOf(link), link);
  const record = async <T extends CommandType>(by: Party, type: T, body: Omit<Body<T>, 'historical'>, event: Record<string, string | string[]> = {}): Promise<void> => {
    const docs = [documentHash(randomBytes(16), documentHead({ type: 'ObjectEvent', eventTimeZoneOffset: '-05:00', ...event }, key))];
    const answer = await world.ledger.submit(world.sign(by, world.command(by, type, body, { docs })));
    if (answer.kind !== 'receipt') throw new Error(`${type}: ${JSON.stringify(answer)}`);
    sent.push(answer);
  };
  const parties: Party[] = [];
  for (const { role, ...details } of PARTIES) {
    const party: Party = { id: randomId(16), signer: newPartySigner() };
    const keys = [{ spki: party.signer.spki, from: 0, until: null }];
    await record(world.registrar, 'registerParty', { party: party.id, keys, roles: [role as Role], msp: null, registration: documentHash(randomBytes(16), details) });
    parties.push(party);
  }
  const [maker, wholesaler, pharmacy] = parties as [Party, Party, Party];
  const [maker_, wholesaler_, pharmacy_] = PARTIES.map(({ gln }) => `https://id.gs1.org/414/${gln}`) as [string, string, string];
  const [lot, secondLot] = [LOT, SECOND_LOT].map((each) => lotKey(saltOf(linkOf.lot(each)), linkOf.lot(each))) as [string, string];
  for (const [key, number] of [[lot, LOT], [secondLot, SECOND_LOT]] as const) await record(maker, 'registerLot', { lot: key, expires: endOfLastDay(EXPIRY) }, { lotNumber: number, gtin: GTIN, itemExpirationDate: EXPIRY });

  const lines = SERIALS.map((serial, i) => ({ unit: key(linkOf.package(serial)), height: 0, lots: [i < 2 ? lot : secondLot], contents: '' }));
  const tree = contentTree(lines);
  const container = { unit: key(linkOf.container(SSCC)), height: 1, lots: [lot, secondLot].sort(), contents: tree.root };
  await record(maker, 'commission', { origin: 'own', shipment: null, units: [container] }, { epcList: SERIALS.map(linkOf.package), parentID: linkOf.container(SSCC), bizLocation: maker_ });
  const box = unitRef(maker.id, container.unit);
  const inBox = (i: number): NamedUnit => ({ unit: unitRef(maker.id, (lines[i] as { unit: string }).unit), chain: [box], proofs: [tree.proofOf((lines[i] as { unit: string }).unit)] });
  const pallet = unitRef(maker.id, key(linkOf.container(PALLET_SSCC)));
  await record(maker, 'pack', { container: named(pallet), units: [named(box)] }, { parentID: linkOf.container(PALLET_SSCC), childEPCs: [linkOf.container(SSCC)] });
  await record(maker, 'unpack', { units: [named(box, pallet)] }, { parentID: linkOf.container(PALLET_SSCC), childEPCs: [linkOf.container(SSCC)] });
  for (const [from, to, source, destination] of [[maker, wholesaler, maker_, wholesaler_], [wholesaler, pharmacy, wholesaler_, pharmacy_]] as const) {
    const shipment = randomId(16);
    await record(from, 'ship', { shipment, to: to.id, purpose: 'sale', title: true, custody: true, inNameOf: null, units: [named(box)] }, { epcList: [linkOf.container(SSCC)], source, destination });
    await record(to, 'receive', { shipment, units: [named(box)], missing: [], extra: 0, condition: 'intact' }, { epcList: [linkOf.container(SSCC)], readPoint: destination });
  }
  const about = (i: number) => ({ epcList: [linkOf.package(SERIALS[i] as string)], bizLocation: pharmacy_, note: PARTIES[2].address });
  await record(pharmacy, 'dispense', { units: [inBox(0)], remainder: 'none' }, about(0));
  await record(pharmacy, 'quarantine', { units: [inBox(1)], place: 'out' }, about(1));
  await record(maker, 'issueRecall', { recall: randomId(16), class: 'II', lots: [secondLot], joins: false }, { lotNumber: SECOND_LOT, gtin: GTIN, by: PARTIES[0].name });
  await record(pharmacy, 'decommission', { units: [inBox(2)], reason: 'destroyed' }, about(2));
  await record(pharmacy, 'undo', { units: [{ ...inBox(2), chain: [], proofs: [] }], undoes: 'decommission' }, about(2));
  await record(pharmacy, 'grantAccess', { grant: randomId(16), to: maker.id, terms: documentHash(randomBytes(16), { to: PARTIES[0].name, gtin: GTIN }), until: Date.now() + 86_400_000 });
  return sent;
}

/** A block as it is, and each of its fields by itself: a text that is cut by the form of a message would not be found in the whole. Ids of our transactions go to `seen`. */
function* everyField(block: common.Block, seen: Set<string>): Generator<Uint8Array> {
  yield block.serializeBinary();
  for (const bytes of block.getMetadata()?.getMetadataList_asU8() ?? []) yield bytes;
  for (const bytes of block.getData()?.getDataList_asU8() ?? []) {
    const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(bytes).getPayload_asU8());
    const header = common.ChannelHeader.deserializeBinary(payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array());
    yield fieldsOf(header.toObject());
    yield msp.SerializedIdentity.deserializeBinary(common.SignatureHeader.deserializeBinary(payload.getHeader()?.getSignatureHeader_asU8() ?? new Uint8Array()).getCreator_asU8()).getIdBytes_asU8();
    if (header.getType() !== common.HeaderType.ENDORSER_TRANSACTION) continue;
    for (const action of peerProtos.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList()) {
      const { endorsed, input } = partsOf(action);
      for (const argument of input) {
        yield argument;
        for (const [id] of Buffer.from(argument).toString('utf8').matchAll(/\{.*\}/gs)) seen.add(idIn(id));
      }
      for (const set of endorsed.sets) {
        const decoded = protos.rwset.kvrwset.KVRWSet.deserializeBinary(set);
        for (const write of decoded.getWritesList()) yield* [Buffer.from(write.getKey()), write.getValue_asU8()];
        yield fieldsOf(decoded.toObject());
      }
      yield endorsed.answer;
      yield endorsed.events;
    }
  }
}

function partsOf(action: peerProtos.TransactionAction) {
  const payload = peerProtos.ChaincodeActionPayload.deserializeBinary(action.getPayload_asU8());
  const proposal = peerProtos.ChaincodeProposalPayload.deserializeBinary(payload.getChaincodeProposalPayload_asU8());
  const input = peerProtos.ChaincodeInvocationSpec.deserializeBinary(proposal.getInput_asU8()).getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
  const response = peerProtos.ProposalResponsePayload.deserializeBinary(payload.getAction()?.getProposalResponsePayload_asU8() ?? new Uint8Array());
  const chaincode = peerProtos.ChaincodeAction.deserializeBinary(response.getExtension_asU8());
  const sets = protos.rwset.TxReadWriteSet.deserializeBinary(chaincode.getResults_asU8()).getNsRwsetList().map((each) => each.getRwset_asU8());
  return { input, endorsed: { sets, answer: chaincode.getResponse()?.getPayload_asU8() ?? new Uint8Array(), events: chaincode.getEvents_asU8() } };
}

const fieldsOf = (message: object): Buffer => Buffer.from(JSON.stringify(message));

function idIn(argument: string): string {
  try {
    return transactionId((JSON.parse(argument) as { command: string }).command);
  } catch {
    return '';
  }
}
