import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { Trade, type Trader } from '../testing/trade.ts';

const CASE = 'id caseUuid shipmentId raisedHere state resolution items { id kind name accepted answerComment mends needsUnits correctionShipmentId mended }';
interface Item {
  readonly id: string;
  readonly kind: string;
  readonly accepted: boolean | null;
  readonly mends: string[];
  readonly needsUnits: boolean;
  readonly correctionShipmentId: string | null;
  readonly mended: boolean | null;
}
interface Case {
  readonly id: string;
  readonly caseUuid: string;
  readonly shipmentId: string | null;
  readonly state: string;
  readonly resolution: string | null;
  readonly items: Item[];
}
interface Corrected {
  readonly txId?: string;
  readonly made?: string | null;
  readonly code?: string;
  readonly extensions?: { code: string };
  readonly message?: string;
}

describe('an exception that is mended in the record', () => {
  let trade: Trade;
  let n = 0;

  beforeAll(async () => {
    trade = await Trade.start();
  });
  afterAll(() => trade.test.close());

  const list = async (who: Trader) => (await trade.get<{ exceptions: { items: Case[] } }>(who, `{ exceptions { items { ${CASE} } } }`)).exceptions.items;
  const one = async (who: Trader, id: string) => (await trade.get<{ exception: Case }>(who, `{ exception(id: "${id}") { ${CASE} } }`)).exception;
  const correct = async (who: Trader, input: object): Promise<Corrected> => {
    const { data, errors } = await trade.ask(who, 'mutation ($input: CorrectExceptionInput!) { done: correctException(input: $input) { ... on Receipt { txId made } ... on Refusal { code message } } }', { input: { commandId: trade.commandId(), ...input } });
    await trade.settle();
    return (errors?.[0] ?? data?.['done']) as Corrected;
  };
  const holderOf = async (serial: string) => {
    const [row] = await trade.test.app.get(Database).query<{ name: string; state: string }>(
      'select o.name, p.state from readmodel.placed p left join record.organisation o on o.id = p.holder where p.serial = $1', [serial],
    );
    return row && [row.name, row.state];
  };
  /** A case of four packages on its way to the wholesaler, and a loose package that stays with the maker. */
  const goods = async () => {
    const lot = `C${(n += 1)}`;
    const serials = [0, 1, 2, 3].map((i) => `${lot}N${i}`);
    const id = await trade.lot(lot);
    const { cases: [container = ''] } = await trade.commission(id, serials, 4);
    await trade.done(trade.maker, 'commission', { lotId: id, serials: [`${lot}X0`, `${lot}X1`] });
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [container] });
    return { lot, container, shipment, text: (serial: string) => trade.barcode(serial, lot), inside: serials };
  };
  /** The wholesaler receives, reports what it found, and the maker sees it; both sides of the case. */
  const reported = async (found: { shipmentId: string } & Record<string, unknown>) => {
    await trade.done(trade.wholesaler, 'receive', found);
    return report((await list(trade.wholesaler)).find(({ shipmentId }) => shipmentId === found.shipmentId)?.id ?? '');
  };
  const report = async (id: string) => {
    await trade.get(trade.wholesaler, `mutation { reportException(id: "${id}") { id } }`);
    const { caseUuid } = await one(trade.wholesaler, id);
    const theirs = (await list(trade.maker)).find((each) => each.caseUuid === caseUuid);
    return { mine: id, theirs: theirs as Case };
  };
  const counted = async (kind: 'OVER' | 'SHORT', ordered: number, received: number) => {
    const { openException } = await trade.get<{ openException: { id: string } }>(trade.wholesaler, 'mutation ($input: OpenExceptionInput!) { openException(input: $input) { id } }', {
      input: { partnerGln: trade.maker.organisation.gln, items: [{ kind, gtin: trade.gtin, quantityOrdered: ordered, quantityReceived: received }] },
    });
    return report(openException.id);
  };

  it('too much was sent: its sender confirms once, a correction shipment follows, and its receipt settles the item on both sides', async () => {
    const { container, inside: _, lot, shipment, text } = await goods();
    const { mine, theirs } = await reported({ shipmentId: shipment, units: [container], extra: [text(`${lot}X0`)] });
    const [item] = theirs.items;
    expect(item).toMatchObject({ kind: 'PRODUCT_NO_DATA', mends: ['SEND'], needsUnits: false, correctionShipmentId: null, mended: null });
    const done = await correct(trade.maker, { id: theirs.id, how: 'SEND', items: [{ itemId: item?.id }] });
    expect(done.txId).toBeDefined();
    expect((await one(trade.maker, theirs.id)).items[0]).toMatchObject({ accepted: true, mends: [], correctionShipmentId: done.made, mended: false });
    expect(await one(trade.wholesaler, mine)).toMatchObject({ state: 'ANSWERED', items: [{ accepted: true, mends: [], correctionShipmentId: done.made, mended: false }] });
    expect(await holderOf(`${lot}X0`)).toEqual(['Halden Pharma', 'in_transit']);
    const { shipment: shown } = await trade.get<{ shipment: { purpose: string } }>(trade.wholesaler, `{ shipment(id: "${done.made ?? ''}") { purpose } }`);
    expect(shown.purpose.toUpperCase()).toBe('CORRECTION');
    await trade.done(trade.wholesaler, 'receive', { shipmentId: done.made });
    expect(await holderOf(`${lot}X0`)).toEqual(['Meridian Distribution', 'active']);
    for (const [who, id] of [[trade.wholesaler, mine], [trade.maker, theirs.id]] as const) expect(await one(who, id)).toMatchObject({ state: 'RESOLVED', resolution: expect.stringContaining('corrected') as string, items: [{ mended: true }] });
  });

  it('too much was sent, and only counted: the units that make the difference are scanned, no more of them, out of a case where they lie in one', async () => {
    const { lot, text } = await goods();
    const other = await goods();
    await trade.done(trade.maker, 'cancelShipment', { shipmentId: other.shipment, reason: 'Not yet' });
    const { mine, theirs } = await counted('OVER', 10, 12);
    const [item] = theirs.items;
    expect(item).toMatchObject({ kind: 'OVER', mends: ['SEND'], needsUnits: true });
    const mend = (units: string[]) => correct(trade.maker, { id: theirs.id, how: 'SEND', items: [{ itemId: item?.id, units }] });
    expect(await mend([])).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    expect(await mend([text(`${lot}X0`), text(`${lot}X1`), other.text(other.inside[0] ?? '')])).toMatchObject({ message: expect.stringContaining('The difference is 2') as string });
    const done = await mend([text(`${lot}X0`), other.text(other.inside[0] ?? '')]);
    expect(done.txId).toBeDefined();
    // One of the two arrives: the item waits for the other.
    await trade.done(trade.wholesaler, 'receive', { shipmentId: done.made, units: [text(`${lot}X0`)] });
    expect(await one(trade.wholesaler, mine)).toMatchObject({ state: 'ANSWERED', items: [{ mended: false }] });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: done.made });
    expect(await one(trade.wholesaler, mine)).toMatchObject({ state: 'RESOLVED', items: [{ mended: true }] });
  });

  it('too little was sent, and the rest follows: what never left is taken back and sent by a correction, whose receipt settles it', async () => {
    const { container, inside, shipment, text } = await goods();
    const { mine, theirs } = await reported({ shipmentId: shipment, units: [container], missing: [text(inside[0] ?? '')] });
    const [item] = theirs.items;
    expect(item).toMatchObject({ kind: 'DATA_NO_PRODUCT', mends: ['SEND', 'TAKE_BACK'], needsUnits: false });
    const input = { commandId: trade.commandId(), id: theirs.id, how: 'SEND', items: [{ itemId: item?.id }] };
    const done = await correct(trade.maker, input);
    expect(done.txId).toBeDefined();
    expect(await correct(trade.maker, input)).toEqual(done);
    expect(await correct(trade.maker, { ...input, commandId: trade.commandId() })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: done.made });
    expect(await holderOf(inside[0] ?? '')).toEqual(['Meridian Distribution', 'active']);
    expect(await one(trade.wholesaler, mine)).toMatchObject({ state: 'RESOLVED', items: [{ mended: true }] });
  });

  it('too little was sent, and nothing follows: its sender takes it back, which settles it at once', async () => {
    const { container, inside, shipment, text } = await goods();
    const { mine, theirs } = await reported({ shipmentId: shipment, units: [container], missing: [text(inside[1] ?? '')] });
    const done = await correct(trade.maker, { id: theirs.id, how: 'TAKE_BACK', items: [{ itemId: theirs.items[0]?.id }] });
    expect(done.txId).toBeDefined();
    expect(await holderOf(inside[1] ?? '')).toEqual(['Halden Pharma', 'active']);
    for (const [who, id] of [[trade.wholesaler, mine], [trade.maker, theirs.id]] as const) expect(await one(who, id)).toMatchObject({ state: 'RESOLVED', items: [{ mended: true, correctionShipmentId: null }] });
  });

  it('too little was sent, and only counted: units from the shelf follow', async () => {
    const { lot, text } = await goods();
    const { mine, theirs } = await counted('SHORT', 5, 4);
    const done = await correct(trade.maker, { id: theirs.id, how: 'SEND', items: [{ itemId: theirs.items[0]?.id, units: [text(`${lot}X1`)] }] });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: done.made });
    expect(await one(trade.wholesaler, mine)).toMatchObject({ state: 'RESOLVED' });
  });

  it('stays open for what no movement of goods mends', async () => {
    const { container, inside, lot, shipment, text } = await goods();
    const { mine, theirs } = await reported({ shipmentId: shipment, units: [container], extra: [text(`${lot}X0`)], damaged: [text(inside[0] ?? '')] });
    const over = theirs.items.find(({ kind }) => kind === 'PRODUCT_NO_DATA');
    const damaged = theirs.items.find(({ kind }) => kind === 'PACKAGING');
    expect(damaged?.mends).toEqual([]);
    expect(await correct(trade.maker, { id: theirs.id, how: 'SEND', items: [{ itemId: damaged?.id }] })).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    const done = await correct(trade.maker, { id: theirs.id, how: 'SEND', items: [{ itemId: over?.id }] });
    await trade.done(trade.wholesaler, 'receive', { shipmentId: done.made });
    const after = await one(trade.wholesaler, mine);
    expect([after.state, after.items.map(({ kind, mended }) => [kind, mended])]).toEqual(['ANSWERED', [['PRODUCT_NO_DATA', true], ['DAMAGED', null]]]);
  });

  it('is mended by its sender alone, and leaves nothing behind where the ledger refuses', async () => {
    const { container, shipment } = await goods();
    // What nobody has here cannot be sent: the extra package is the pharmacy's.
    const elsewhere = await goods();
    await trade.done(trade.wholesaler, 'receive', { shipmentId: elsewhere.shipment });
    await trade.handOver(trade.wholesaler, trade.pharmacy, [elsewhere.container]);
    const extra = elsewhere.text(elsewhere.inside[0] ?? '');
    const { mine, theirs } = await reported({ shipmentId: shipment, units: [container], extra: [extra] });
    const input = { how: 'SEND', items: [{ itemId: theirs.items[0]?.id }] };
    expect(await correct(trade.wholesaler, { id: mine, ...input })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await correct(trade.pharmacy, { id: theirs.id, ...input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await correct(trade.maker, { id: theirs.id, ...input })).toMatchObject({ code: expect.stringMatching(/NOT_HOLDER|INSIDE|NOT_OWNER/) as string });
    expect((await one(trade.maker, theirs.id)).items[0]).toMatchObject({ mends: ['SEND'], correctionShipmentId: null, mended: null });
  });
});
