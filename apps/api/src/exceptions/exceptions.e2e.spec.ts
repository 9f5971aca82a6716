import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Trade, type Trader } from '../testing/trade.ts';

const CASE = 'id caseUuid raisedHere state partnerName partnerIsHere purchaseOrder shipmentId dueAt late resolution ownerName itemCount items { id kind name asks accepted answerComment alternative lot dataLot } messages { sent isAnswer } message { subject text }';

interface Shown {
  readonly id: string;
  readonly caseUuid: string;
  readonly raisedHere: boolean;
  readonly state: string;
  readonly partnerName: string;
  readonly purchaseOrder: string;
  readonly dueAt: string;
  readonly late: boolean;
  readonly resolution: string | null;
  readonly ownerName: string | null;
  readonly items: { id: string; kind: string; name: string; asks: string; accepted: boolean | null; answerComment: string | null; alternative: string | null }[];
  readonly messages: { sent: boolean; isAnswer: boolean }[];
  readonly message: { subject: string; text: string };
}

describe('exceptions between goods and data', () => {
  let trade: Trade;
  let cases: string[];
  let loose: string;

  beforeAll(async () => {
    trade = await Trade.start();
    const lot = await trade.lot('X1');
    const serials = Array.from({ length: 40 }, (_, i) => `X${i}`);
    ({ cases } = await trade.commission(lot, serials, 4));
    loose = trade.barcode('X40', 'X1');
    await trade.done(trade.maker, 'commission', { lotId: lot, serials: ['X40', 'X41'] });
  });
  afterAll(() => trade.test.close());

  const list = async (who: Trader, closed = false) => (await trade.get<{ exceptions: { items: Shown[]; open: number; late: number; next: string | null } }>(who, `{ exceptions(closed: ${closed}) { items { ${CASE} } open late next } }`)).exceptions;
  const one = async (who: Trader, id: string) => (await trade.get<{ exception: Shown | null }>(who, `{ exception(id: "${id}") { ${CASE} } }`)).exception;
  const run = async (who: Trader, call: string, variables: object = {}, head = '') => {
    const { data, errors } = await trade.ask(who, `mutation ${head} { ${call} { ${CASE} } }`, variables);
    if (errors) return errors[0] as unknown as { message: string; extensions: { code: string } };
    return Object.values(data ?? {})[0] as Shown;
  };
  const open = (who: Trader, input: object) => run(who, 'openException(input: $input)', { input }, '($input: OpenExceptionInput!)');
  const shipAndReceive = async (units: string[], found: object) => {
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units, purchaseOrder: 'PO 7' });
    return { shipment, answer: await trade.send(trade.wholesaler, 'receive', { shipmentId: shipment, ...found }) };
  };

  it('opens a case for what a receipt finds missing, damaged or extra, and none for a receipt without', async () => {
    const [whole = '', short = ''] = cases;
    await shipAndReceive([whole], {});
    expect((await list(trade.wholesaler)).items).toEqual([]);
    const inside = [...(await trade.contentsOfCases([short]))].map(([serial]) => trade.barcode(serial, 'X1'));
    const { shipment } = await shipAndReceive([short], { units: [short], missing: [inside[0]], damaged: [inside[1]], extra: [loose] });
    const { items, open: count } = await list(trade.wholesaler);
    expect(count).toBe(1);
    expect(items[0]).toMatchObject({ state: 'OPEN', raisedHere: true, partnerName: 'Halden Pharma', partnerIsHere: true, purchaseOrder: 'PO 7', shipmentId: shipment, ownerName: 'The distributor' });
    expect(items[0]?.items.map(({ asks, kind }) => [kind, asks])).toEqual([
      ['DATA_NO_PRODUCT', 'Send product'],
      ['PRODUCT_NO_DATA', 'Send new data'],
      ['DAMAGED', 'Send back product'],
    ]);
    expect(items[0]?.items[1]?.name).toBe(`(01)${trade.gtin}(21)X40`);
  });

  it('leaves no case behind where the ledger refuses the receipt', async () => {
    const before = (await list(trade.wholesaler)).open;
    const [, , one_ = ''] = cases;
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [one_] });
    const answer = await trade.send(trade.wholesaler, 'receive', { shipmentId: shipment, units: [one_], extra: [loose] });
    expect(answer.code).toBeDefined();
    expect((await list(trade.wholesaler)).open).toBe(before);
  });

  it('goes from the report over the partner’s answer to the end, each side seeing its own', async () => {
    const [mine] = (await list(trade.wholesaler)).items;
    const id = mine?.id ?? '';
    expect((await list(trade.maker)).open).toBe(0);
    expect(await run(trade.wholesaler, `reportException(id: "${id}")`)).toMatchObject({ state: 'REPORTED', messages: [{ sent: true, isAnswer: false }] });
    const [theirs] = (await list(trade.maker)).items;
    expect(theirs).toMatchObject({ caseUuid: mine?.caseUuid, raisedHere: false, state: 'OPEN', partnerName: 'Meridian Distribution', purchaseOrder: 'PO 7' });
    expect(theirs?.items.map(({ kind }) => kind).sort()).toEqual(['DATA_NO_PRODUCT', 'PACKAGING', 'PRODUCT_NO_DATA']);
    const [first, second] = theirs?.items ?? [];
    const answers = [
      { itemId: first?.id, accept: true },
      { itemId: second?.id, accept: false, comment: 'It left here in the case', alternative: 'Credit account' },
    ];
    expect(await run(trade.maker, 'answerException(input: $input)', { input: { id: theirs?.id, answers } }, '($input: AnswerExceptionInput!)')).toMatchObject({ state: 'ANSWERED' });
    const answered = await one(trade.wholesaler, id);
    expect(answered).toMatchObject({ state: 'ANSWERED', messages: [{ sent: true }, { sent: false, isAnswer: true }] });
    expect(answered?.items.find((item) => item.id === second?.id)).toMatchObject({ accepted: false, answerComment: 'It left here in the case', alternative: 'Credit account' });
    expect(await run(trade.maker, `resolveException(id: "${theirs?.id ?? ''}", resolution: "no")`)).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await run(trade.wholesaler, `resolveException(id: "${id}", resolution: "Credited")`)).toMatchObject({ state: 'RESOLVED', resolution: 'Credited' });
    expect(await one(trade.maker, theirs?.id ?? '')).toMatchObject({ state: 'RESOLVED' });
    expect((await list(trade.maker, true)).items).toHaveLength(1);
    expect(await run(trade.wholesaler, `reportException(id: "${id}")`)).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('keeps a case from everyone else', async () => {
    const [mine] = (await list(trade.wholesaler, true)).items;
    expect(await one(trade.pharmacy, mine?.id ?? '')).toBeNull();
    for (const call of ['reportException', 'assignException']) expect(await run(trade.pharmacy, `${call}(id: "${mine?.id ?? ''}")`)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const report = await trade.test.app.inject({ url: `/exceptions/${mine?.id ?? ''}/report.json`, headers: { authorization: `Bearer ${trade.pharmacy.token}` } });
    expect(report.statusCode).toBe(404);
  });

  it('refuses numbers that are not GS1’s, a case with nobody to tell, and a colleague of others', async () => {
    const item = { kind: 'PRODUCT_NO_DATA', gtin: trade.gtin, serial: 'S1' };
    expect(await open(trade.pharmacy, { items: [{ ...item, gtin: '00300010123456' }], partnerGln: trade.maker.organisation.gln })).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    expect(await open(trade.pharmacy, { items: [item] })).toMatchObject({ message: expect.stringContaining('GLN of the partner') as string });
    expect(await open(trade.pharmacy, { items: [{ kind: 'OVER', gtin: trade.gtin }], partnerGln: trade.maker.organisation.gln })).toMatchObject({ message: expect.stringContaining('ordered') as string });
    expect(await open(trade.pharmacy, { items: [], partnerGln: trade.maker.organisation.gln })).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    const opened = (await open(trade.pharmacy, { items: [item], partnerGln: trade.maker.organisation.gln })) as Shown;
    expect(await run(trade.pharmacy, `assignException(id: "${opened.id}", userId: "${trade.maker.user.id}")`)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await run(trade.pharmacy, `assignException(id: "${opened.id}", userId: null)`)).toMatchObject({ ownerName: null });
  });

  it('takes a partner’s report as JSON, once, and answers it as JSON', async () => {
    const report = {
      message_uuid: '7B1B5F9E-54C2-4B65-9A2F-0E1B5D6C7A80',
      exception_case_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a81',
      timestamp: 1_780_000_000,
      po_number: 'PO-99',
      sender_information: { email: 'desk@example.com' },
      exceptions: { data_misalignment: [{ exception_item_uuid: '7B1B5F9E-54C2-4B65-9A2F-0E1B5D6C7A82', received_product_gtin: trade.gtin, received_product_lot: 'A', received_product_expiry: '01012027', received_product_serial: null, product_data_gtin: trade.gtin, product_data_lot: 'B', product_data_expiry: '01012028', product_data_serial: null, resolution_request: 'Send new data' }] },
      other_errors: ['The label is torn'],
      case_resolved: false,
    };
    const headers = { authorization: `Bearer ${trade.maker.token}` };
    const send = () => trade.test.app.inject({ method: 'POST', url: '/exceptions', headers, payload: report });
    const answer = await send();
    expect(answer.statusCode).toBe(202);
    const { id } = answer.json<{ id: string }>();
    expect((await send()).json()).toEqual({ id });
    const taken = await one(trade.maker, id);
    expect(taken).toMatchObject({ partnerName: 'desk@example.com', partnerIsHere: false, messages: [{ sent: false }] });
    expect(taken?.items).toMatchObject([{ kind: 'MISALIGNMENT', lot: 'A', dataLot: 'B' }, { kind: 'PACKAGING' }]);
    await run(trade.maker, 'answerException(input: $input)', { input: { id, answers: [{ itemId: taken?.items[0]?.id, accept: true }] } }, '($input: AnswerExceptionInput!)');
    const response = await trade.test.app.inject({ url: `/exceptions/${id}/response.json`, headers });
    expect(response.json()).toMatchObject({ exception_case_uuid: report.exception_case_uuid, response_items: [{ resolution_response: 'Accept' }] });
  });

  it.each([
    ['no JSON', '{', 'not JSON'],
    ['another shape', '{"a":1}', '/message_uuid'],
    ['an unknown word', JSON.stringify({ message_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a80', exception_case_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a8f', timestamp: 1, po_number: '', sender_information: { email: 'a' }, exceptions: { overages: [{ exception_item_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a8e', gtin: '1', quantity_ordered: 1, quantity_received: 2, resolution_request: 'Give back' }] }, case_resolved: false }), '/exceptions/overages/0/resolution_request'],
    ['an answer to nothing', JSON.stringify({ message_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a80', exception_case_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a8f', timestamp: 1, po_number: '', sender_information: { email: 'a' }, response_items: [] }), 'reported no case'],
  ])('refuses a message that is %s, naming the place', async (_, text, said) => {
    expect(await run(trade.maker, 'takeExceptionMessage(text: $text)', { text }, '($text: String!)')).toMatchObject({ message: expect.stringContaining(said) as string });
  });

  it('is due in business days of the place, is late when they are over, and the most urgent stand first', async () => {
    const opened = (await open(trade.otherPharmacy, { items: [{ kind: 'GLN_ERROR', invalid: '0614141000011', proposed: '0614141000012' }], partnerGln: trade.maker.organisation.gln })) as Shown;
    const urgent = (await open(trade.otherPharmacy, { items: [{ kind: 'PRODUCT_NO_DATA', gtin: trade.gtin, serial: 'S2' }], partnerGln: trade.maker.organisation.gln })) as Shown;
    expect((await list(trade.otherPharmacy)).items.map(({ id, late }) => [id, late])).toEqual([
      [urgent.id, false],
      [opened.id, false],
    ]);
    // Opened on a Sunday in Chicago: one business day ends with the Monday, three end before Thanksgiving.
    expect([urgent.dueAt, opened.dueAt]).toEqual(['2026-11-24T06:00:00.000Z', '2026-11-26T06:00:00.000Z']);
    trade.now += 2 * 86_400_000;
    const later = { ...trade.otherPharmacy, token: await trade.signIn(trade.otherPharmacy.email) };
    expect(await list(later)).toMatchObject({ open: 2, late: 1 });
  });
});
