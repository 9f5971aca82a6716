import { contentTree, EMPTY_ROOT } from '@packtrail/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandedOn } from './handed-on.ts';
import { NodeBetween } from './testing/node-between.ts';
import { TwoNodes } from './testing/two-nodes.ts';

const TABLES = ['unit', 'document', 'lot', 'product', 'trade_item', 'content_gap', 'organisation', 'stated_place'];

let nodes: TwoNodes;
let between: NodeBetween;
let cases: string[];
beforeAll(async () => {
  nodes = await TwoNodes.start();
  between = await NodeBetween.start(nodes.a.address);
  await nodes.b.get(nodes.operatorB, 'mutation ($input: ConnectionInput!) { saveConnection(input: $input) { id } }', {
    input: { organisationId: nodes.buyer.organisation.id, partnerGln: nodes.seller.organisation.gln, nodeAddress: between.address },
  });
  cases = await nodes.commission('H1', Array.from({ length: 60 }, (_, i) => `H${i}`), 2);
});
afterAll(async () => {
  await between.end();
  await nodes.end();
});

const stored = async (): Promise<number[]> => Promise.all(TABLES.map(async (table) => (await nodes.b.query<{ n: number }>(`select count(*)::int as n from record.${table}`))[0]?.n ?? -1));
const flipped = (hex: string): string => `${hex[0] === '0' ? '1' : '0'}${hex.slice(1)}`;
const goodsOf = (change: (goods: HandedOn) => object) => (document: HandedOn) => (document.bizStep === 'shipping' ? { ...document, ...change(document) } : document);

/** One package stands as a root, which leads to the root of its container all the same. */
function withheld({ units }: HandedOn): object {
  const packages = units.filter(({ height }) => height === 0).sort((a, b) => (a.ref < b.ref ? -1 : 1));
  const [first] = packages as [HandedOn['units'][number]];
  const { root } = contentTree([{ unit: first.ref.slice(33), height: 0, lots: first.lots, contents: '' }]);
  return { units: units.filter((unit) => unit !== first), contents: [{ container: `${first.ref.slice(0, 32)}/${first.parent}`, gaps: [{ index: 0, size: 1, hash: root }] }] };
}

/** What a seller's node may do to one document, and the rule that it breaks. */
const ALTERATIONS: Record<string, readonly [rule: string, alter: (document: HandedOn) => object]> = {
  'another salt of the document': ['DOCUMENT_ALTERED', (document) => ({ ...document, salt: flipped(document.salt) })],
  'another head': ['DOCUMENT_ALTERED', goodsOf(({ head }) => ({ head: head.replace('OBSERVE', 'DELETE') }))],
  'another event': ['EVENT_DIFFERS', goodsOf(({ event }) => ({ event: { ...event, disposition: 'returned' } }))],
  'an event with a field more': ['EVENT_DIFFERS', goodsOf(({ event }) => ({ event: { ...event, note: 'more' } }))],
  'an event with a unit less': ['EVENT_DIFFERS', (document) => (document.bizStep === 'packing' ? { ...document, event: { ...document.event, childEPCs: (document.event['childEPCs'] as string[]).slice(1) } } : document)],
  'another salt of a unit': ['UNIT_ALTERED', goodsOf(({ units }) => ({ units: units.map((unit, i) => (i === 0 ? { ...unit, salt: flipped(unit.salt) } : unit)) }))],
  'another serial': ['UNIT_ALTERED', goodsOf(({ units }) => ({ units: units.map((unit) => ({ ...unit, link: `${unit.link}X` })) }))],
  'a unit twice': ['UNIT_ALTERED', goodsOf(({ units }) => ({ units: [...units, ...units.slice(0, 1)] }))],
  'a container without what lies in it': ['CONTENTS_DIFFER', goodsOf(({ units }) => ({ units: units.filter(({ height }) => height > 0) }))],
  'a package left out': ['CONTENTS_DIFFER', goodsOf(({ units }) => ({ units: units.filter((unit) => unit !== units.find(({ height }) => height === 0)) }))],
  'a container that is said to be empty': ['CONTENTS_DIFFER', goodsOf(({ units }) => ({ units: units.map((unit) => (unit.height > 0 ? { ...unit, contents: EMPTY_ROOT } : unit)) }))],
  'a package withheld, as if it had left its container': ['CONTENTS_WITHHELD', goodsOf(withheld)],
  'another salt of the lot': ['LOT_ALTERED', goodsOf(({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, salt: flipped(lot.salt) })) }))],
  'a later expiry': ['LOT_DIFFERS', goodsOf(({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, expiresOn: '2031-01-31' })) }))],
  'no lot': ['LOT_MISSING_HANDED_ON', goodsOf(() => ({ lots: [] }))],
  'no product': ['PRODUCT_MISSING', goodsOf(() => ({ products: [] }))],
  'prefixes that were not registered': ['PARTY_DIFFERS', goodsOf(({ parties }) => ({ parties: parties.map((party) => ({ ...party, gs1Prefixes: [...party.gs1Prefixes, '0999'] })) }))],
  'another transaction': ['UNITS_DIFFER', (document) => ({ ...document, txId: flipped(document.txId) })],
  'another ledger': ['WRONG_LEDGER', (document) => ({ ...document, origin: 'elsewhere' })],
  'another form': ['HANDED_ON_UNREADABLE', (document) => ({ ...document, more: true })],
};

describe('a seller’s node that hands on what is not so', () => {
  it.each(Object.keys(ALTERATIONS))('%s: the receipt names the rule, and nothing is stored', async (name) => {
    const [rule, alter] = ALTERATIONS[name] as (typeof ALTERATIONS)[string];
    const shipment = await nodes.ship([cases.pop() as string]);
    const before = await stored();
    between.alter = alter;
    await nodes.exchange();
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'REFUSED', findings: [{ rule }] });
    expect(await nodes.arriving(shipment)).toMatchObject({ dataState: 'REFUSED' });
    expect(await stored()).toEqual(before);
  });

  it('another shipment’s documents: refused', async () => {
    const [one, other] = [await nodes.ship([cases.pop() as string]), await nodes.ship([cases.pop() as string])];
    const [{ doc: otherDoc } = { doc: '' }] = await nodes.a.query<{ doc: string }>("select d.doc_hash as doc from record.document d join readmodel.shipment s on s.by_command = d.command_id where s.id = $1 and d.biz_step = 'shipping'", [other]);
    between.alter = null;
    await nodes.exchange();
    const token = nodes.tokens.buyerAtA;
    const swapped = (await (await fetch(`${nodes.a.address}/documents/${otherDoc}`, { headers: { authorization: `Bearer ${token}` } })).json()) as HandedOn;
    between.alter = (document) => (document.bizStep === 'shipping' ? { ...swapped, docHash: document.docHash } : document);
    nodes.clock.ms += 60_000;
    await nodes.b.round();
    expect((await nodes.arriving(one))?.dataState).toBe('REFUSED');
    // Its goods under the document of the other: the ledger has other units in that shipment.
    const third = await nodes.ship([cases.pop() as string]);
    between.alter = (document) => (document.bizStep === 'shipping' ? { ...document, units: swapped.units } : document);
    await nodes.exchange();
    expect(await nodes.delivery(third)).toMatchObject({ state: 'REFUSED', findings: [{ rule: 'UNITS_DIFFER' }] });
  });

  it('and what was refused is taken in when it is sent again as it is', async () => {
    const shipment = await nodes.ship([cases.pop() as string]);
    between.alter = (document) => ({ ...document, salt: flipped(document.salt) });
    await nodes.exchange();
    expect((await nodes.delivery(shipment)).state).toBe('REFUSED');
    between.alter = (document) => document;
    await nodes.a.get(nodes.seller, 'mutation ($id: ID!) { sendAgain(shipmentId: $id) { state } }', { id: shipment });
    await nodes.exchange();
    expect((await nodes.delivery(shipment)).state).toBe('ACCEPTED');
    expect((await nodes.arriving(shipment))?.dataState).toBe('ARRIVED');
    expect(await nodes.a.code(nodes.seller, 'mutation ($id: ID!) { sendAgain(shipmentId: $id) { state } }', { id: shipment })).toBe('CONFLICT');
  });

  it('one that is down is asked again, and the shipment shows that its data are on their way', async () => {
    between.alter = null;
    const shipment = await nodes.ship([cases.pop() as string]);
    await nodes.exchange();
    expect((await nodes.delivery(shipment)).state).toBe('ACCEPTED');
    expect(await nodes.arriving(shipment)).toMatchObject({ dataState: 'ON_ITS_WAY', dataProblem: 'the node of the seller answers 503' });
    between.alter = (document) => document;
    nodes.clock.ms += 60_000;
    await nodes.b.round();
    expect(await nodes.arriving(shipment)).toMatchObject({ dataState: 'ARRIVED', dataProblem: null });
  });
});
