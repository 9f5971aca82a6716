import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, type Trader, TradeWorld } from '../testing/trade.ts';

const LIST = '/epcis:EPCISDocument/EPCISBody/EventList';
const event = (n: number): string => (n === 7 ? `${LIST}/ObjectEvent[4]` : n === 6 ? `${LIST}/AggregationEvent[4]` : n === 5 ? `${LIST}/ObjectEvent[3]` : n < 2 ? `${LIST}/ObjectEvent[${n + 1}]` : `${LIST}/AggregationEvent[${n - 1}]`);
const HEADER = '/epcis:EPCISDocument/EPCISHeader';
const PALLET = 'urn:epc:id:sscc:0361414.1000000001';
const pack = (n: number): string => `urn:epc:id:sgtin:0361414.056789.PK${String(n).padStart(4, '0')}`;
const crate = (n: number): string => `urn:epc:id:sgtin:0361414.556789.CS0${n}`;
const epc = (urn: string): string => `<epc>${urn}</epc>`;

/** The text with one occurrence replaced; a test that changes nothing is wrong. */
function changed(from: string | RegExp, to: string, { nth = 0, text = GOLDEN }: { nth?: number; text?: string } = {}): string {
  const found = [...text.matchAll(from instanceof RegExp ? new RegExp(from, 'gs') : new RegExp(from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'g'))][nth];
  if (!found) throw new Error(`the golden file has no ${from}`);
  return text.slice(0, found.index) + to + text.slice(found.index + found[0].length);
}

/** One thing broken in the golden file: what is found, in which event (counted from 0), and where. */
const BROKEN: readonly [string, { text: string; rule: string; eventIndex: number | null; path: string; value?: string }][] = [
  ['takes place in the future', { text: changed('2026-05-02T06:45:16Z', '2026-05-05T12:06:00Z'), rule: 'FUTURE_EVENT_TIME', eventIndex: 0, path: `${event(0)}/eventTime`, value: '2026-05-05T12:06:00Z' }],
  ['has no time', { text: changed(/ *<eventTime>2026-05-02T06:45:16Z<\/eventTime>\n/, ''), rule: 'FIELD_MISSING', eventIndex: 0, path: `${event(0)}/eventTime` }],
  ['lists what is no EPC', { text: changed(epc(pack(2)), epc('urn:epc:id:sgtin:0361414.0567.PK0002')), rule: 'EPC_INVALID', eventIndex: 0, path: `${event(0)}/epcList/epc[2]`, value: 'urn:epc:id:sgtin:0361414.0567.PK0002' }],
  ['names a business step that there is not', { text: changed('bizstep:packing', 'bizstep:wrapping'), rule: 'CBV_WORD_UNKNOWN', eventIndex: 2, path: `${event(2)}/bizStep`, value: 'urn:epcglobal:cbv:bizstep:wrapping' }],
  ['commissions a serial twice in one list', { text: changed(epc(pack(2)), epc(pack(1))), rule: 'DUPLICATE_SERIAL', eventIndex: 0, path: `${event(0)}/epcList/epc[2]`, value: pack(1) }],
  ['commissions a serial that another event commissions', { text: changed(epc(crate(2)), epc(pack(1))), rule: 'DUPLICATE_SERIAL', eventIndex: 1, path: `${event(1)}/epcList`, value: '(01)00361414567894(21)PK0001' }],
  ['packs what nobody commissioned', { text: changed(epc(pack(1)), epc(pack(99)), { nth: 1 }), rule: 'MISSING_COMMISSIONING', eventIndex: 2, path: `${event(2)}/childEPCs`, value: '(01)00361414567894(21)PK0099' }],
  ['packs a unit a second time', { text: changed(epc(pack(5)), epc(pack(1)), { nth: 1 }), rule: 'PACKED_TWICE', eventIndex: 3, path: `${event(3)}/childEPCs`, value: '(01)00361414567894(21)PK0001' }],
  ['packs before it commissions', { text: changed('2026-05-02T06:50:16Z', '2026-05-02T06:45:00Z'), rule: 'OUT_OF_ORDER', eventIndex: 2, path: `${event(2)}/parentID` }],
  ['packs containers in a ring', { text: changed(epc(pack(12)), epc(PALLET), { nth: 1 }), rule: 'CONTAINER_RING', eventIndex: 4, path: `${event(4)}/childEPCs`, value: '(00)103614140000000015' }],
  ['ships a container that holds nothing', { text: changed(/ *<AggregationEvent>(?:(?!<AggregationEvent>).)*<parentID>urn:epc:id:sscc.*?<\/AggregationEvent>\n/, ''), rule: 'ORPHAN_SSCC', eventIndex: 6, path: `${event(7)}/epcList` }],
  ['ships what lies in a container', { text: changed(epc(PALLET), epc(crate(1)), { nth: 1 }), rule: 'NOT_OUTERMOST', eventIndex: 7, path: `${event(7)}/epcList` }],
  ['ships what is recorded nowhere', { text: changed(epc(PALLET), epc('urn:epc:id:sscc:0361414.1000000002'), { nth: 1 }), rule: 'MISSING_COMMISSIONING', eventIndex: 7, path: `${event(7)}/epcList` }],
  ['ships without a source', { text: changed(/ *<sourceList>.*?<\/sourceList>\n/, ''), rule: 'MISSING_SOURCE_DESTINATION', eventIndex: 7, path: `${event(7)}/sourceList`, value: 'sourceList' }],
  ['does not say who buys', { text: changed('<destination type="urn:epcglobal:cbv:sdt:owning_party">', '<destination type="urn:epcglobal:cbv:sdt:possessing_party">'), rule: 'OWNERSHIP_TRANSFER_UNCLEAR', eventIndex: 7, path: `${event(7)}/destinationList` }],
  ['sells to somebody unknown', { text: changed('owning_party">urn:epc:id:sgln:0614141.00017.0', 'owning_party">urn:epc:id:sgln:0614141.00099.0'), rule: 'UNKNOWN_PARTNER', eventIndex: 7, path: event(7) }],
  ['is a sale between others', { text: changed('owning_party">urn:epc:id:sgln:0361414.00001.0', 'owning_party">urn:epc:id:sgln:0361414.00077.0'), rule: 'SENDER_NOT_OWNER', eventIndex: 7, path: `${event(7)}/sourceList` }],
  ['lacks the transaction statement', { text: changed(/ *<gs1ushc:dscsaTransactionStatement>.*<\/gs1ushc:dscsaTransactionStatement>\n/, ''), rule: 'STATEMENT_MISSING', eventIndex: null, path: HEADER }],
  ['has a statement that is not affirmed', { text: changed('>true</gs1ushc:affirm', '>false</gs1ushc:affirm'), rule: 'STATEMENT_MISSING', eventIndex: null, path: HEADER }],
  ['brings a product that nobody describes', { text: changed(/ *<Vocabulary type="urn:epcglobal:epcis:vtype:EPCClass">.*?<\/Vocabulary>\n/, ''), rule: 'UNKNOWN_GTIN', eventIndex: 0, path: `${event(0)}/epcList`, value: '00361414567894' }],
  ['gives a lot two expiry dates', { text: changed('2028-03-31', '2028-04-30', { nth: 1 }), rule: 'EXPIRY_DIFFERS', eventIndex: 1, path: `${event(1)}/extension/ilmd` }],
  ['commissions packages without a lot', { text: changed(/ *<cbvmda:lotNumber>GOLD1<\/cbvmda:lotNumber>\n/, ''), rule: 'LOT_MISSING', eventIndex: 0, path: `${event(0)}/extension/ilmd` }],
  // Found by the rehearsal on the contract alone.
  ['ships an expired lot', { text: GOLDEN.replaceAll('2028-03-31', '2026-04-30'), rule: 'EXPIRED', eventIndex: 7, path: event(7) }],
];

describe('a file that breaks a rule', () => {
  let world: TradeWorld;
  let seller: Trader;
  let before: Record<string, number>;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix);
    await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
    before = await world.amounts();
  });
  afterAll(() => world.test.close());

  it.each(BROKEN)('because it %s is refused whole, with the event, the path and the rule', async (_, { eventIndex, path, rule, text, value }) => {
    const job = await world.capture(seller, text);
    expect(job).toMatchObject({ state: 'refused', success: false, shipmentIds: [], done: 0, drafts: 0 });
    const found = job.errors.find((error) => error.title === rule && error.path === path);
    expect(found, JSON.stringify(job.errors)).toMatchObject({ eventIndex, path, ...(value === undefined ? {} : { value }) });
    // The line is that of the event or of what lies in it.
    const lines = text.split('\n');
    if (found?.line !== null && eventIndex !== null) expect(lines[(found?.line ?? 0) - 1]).toMatch(/<\w+/);
    expect(found?.detail).toMatch(/[.:].* \S+/);
    expect(await world.amounts()).toEqual(before);
  });

  it('with more findings of one rule than anyone reads is reported with fifty of them and their number', async () => {
    const many = Array.from({ length: 120 }, (_, i) => epc(`urn:epc:id:sgtin:0361414.BAD.${i}`)).join('\n');
    const job = await world.capture(seller, changed(epc(pack(1)), many));
    expect(job.errors.filter(({ title }) => title === 'EPC_INVALID')).toHaveLength(50);
    expect(job.warnings).toContainEqual(expect.objectContaining({ type: 'FINDINGS_TRUNCATED', value: 'EPC_INVALID: 120' }));
    expect(await world.amounts()).toEqual(before);
  });

  it('is told of in the language of who asks, and what its readers found as they said it', async () => {
    const { captureID: id } = await world.capture(seller, changed(epc(pack(2)), epc('urn:epc:id:sgtin:0361414.0567.PK0002'), { text: changed(epc(pack(3)), epc(pack(1))) }));
    const told = async (language: string) => {
      const { data } = await world.test.ask('query ($id: ID!) { captureJob(id: $id) { findings { rule message language } } }', { id }, { token: seller.token, headers: { 'accept-language': language } });
      return (data as { captureJob: { findings: { rule: string; message: string; language: string }[] } }).captureJob.findings;
    };
    const [english, spanish] = [await told('en'), await told('es')];
    expect(english).toContainEqual({ rule: 'DUPLICATE_SERIAL', language: 'en', message: expect.stringContaining('is commissioned twice.') });
    expect(spanish).toContainEqual({ rule: 'DUPLICATE_SERIAL', language: 'es', message: expect.stringContaining('se da de alta dos veces.') });
    expect(spanish.find(({ rule }) => rule === 'EPC_INVALID')).toEqual(english.find(({ rule }) => rule === 'EPC_INVALID'));
  });

  it('is recorded once it is mended', async () => {
    expect(await world.capture(seller, GOLDEN)).toMatchObject({ state: 'done', success: true });
  });
});
