import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecallJoiner } from '../../commands/recall/recall-joiner.ts';
import { planRegisterLot } from '../../handoffs/plan/plan-register-lot.ts';
import { PlanTools } from '../../handoffs/plan/tools.ts';
import { Handoffs } from '../../handoffs/record.ts';
import { Products } from '../../master-data/products.ts';
import { LotRows } from '../../read-model/lot-rows.ts';
import { Trade, type Trader } from '../../testing/trade.ts';

/** One printed lot has several keys: its manufacturer's, and one of each who attests to a supplier's document. */
describe('a recall of a lot that others have attested to', () => {
  let trade: Trade;

  beforeAll(async () => {
    trade = await Trade.start();
    for (const number of ['T1', 'T2']) await trade.lot(number);
    for (const who of [trade.wholesaler, trade.pharmacy]) for (const [i, number] of ['T1', 'T2'].entries()) await attest(who, number, i === 0);
  });
  afterAll(() => trade.test.close());

  async function attest(who: Trader, number: string, withProduct: boolean): Promise<void> {
    if (withProduct) {
      await trade.test.app.get(Products).register(who.organisation.id, {
        name: 'Epcistra',
        ndc: null,
        strength: '100mg',
        dosageForm: 'PILL',
        netContent: '500 pills',
        manufacturerName: 'Halden Pharma',
        gtin: trade.gtin,
        caseGtin: null,
      });
    }
    const tools = trade.test.app.get(PlanTools);
    const actor = { organisationId: who.organisation.id, userId: who.user.id, siteGln: null };
    const recorded = await trade.test.app.get(Handoffs).record(actor, {
      commandId: trade.commandId(),
      type: 'registerLot',
      request: { number },
      prepare: () => planRegisterLot(tools, actor, { gtin: trade.gtin, number, expiry: '2027-11-30' }),
    });
    expect(recorded.kind).toBe('receipt');
  }
  const recalled = async (lot: string) =>
    new Map((await trade.test.app.get(LotRows).byPrinted([{ gtin: trade.gtin, lot }])).map(({ recalls, registered_by: by }) => [by, recalls]));
  const signers = async () => {
    const { blocks } = await trade.get<{ blocks: { transactions: { type: string; by: string | null }[] }[] }>(trade.regulator, '{ blocks(first: 100) { transactions { type by } } }');
    return blocks.flatMap(({ transactions }) => transactions.filter(({ type }) => type === 'issueRecall').map(({ by }) => by)).reverse();
  };

  it('by its manufacturer: each attester’s key joins in the attester’s own name', async () => {
    const id = await trade.recall(trade.maker, ['T1']);
    await trade.settle();
    const keys = await recalled('T1');
    expect([...keys.keys()].sort()).toEqual([trade.maker, trade.wholesaler, trade.pharmacy].map(({ organisation }) => organisation.id).sort());
    for (const recalls of keys.values()) expect(recalls).toEqual([id]);
    const [first, ...joined] = await signers();
    expect(first).toBe('Halden Pharma');
    expect(joined.sort()).toEqual(['Meridian Distribution', 'Northside Pharmacy']);
    for (const recalls of (await recalled('T2')).values()) expect(recalls).toEqual([]);
  });

  it('takes in what is attested to after it came into force', async () => {
    await attest(trade.otherPharmacy, 'T1', true);
    await trade.settle();
    expect((await recalled('T1')).get(trade.otherPharmacy.organisation.id)).toEqual([]);
    expect(await trade.test.app.get(RecallJoiner).join()).toBe(1);
    await trade.settle();
    expect((await recalled('T1')).get(trade.otherPharmacy.organisation.id)).toHaveLength(1);
    expect(await trade.test.app.get(RecallJoiner).join()).toBe(0);
  });

  it('by the regulator: one command names every key', async () => {
    const id = await trade.recall(trade.regulator, ['T2']);
    await trade.settle();
    for (const recalls of (await recalled('T2')).values()) expect(recalls).toEqual([id]);
    expect((await signers()).slice(4)).toEqual(['Medicines Authority']);
  });
});
