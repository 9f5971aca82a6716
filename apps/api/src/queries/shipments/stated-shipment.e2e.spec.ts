import type { TradeEvent } from 'gs1-barcodes/epcis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sgtinLink } from '../../documents/unit-link.ts';
import { statementDocument } from '../../handoffs/statements/statement-document.ts';
import { documentOf } from '../../handoffs/plan/event.ts';
import { planCommission } from '../../handoffs/plan/plan-commission.ts';
import { planRegisterLot } from '../../handoffs/plan/plan-register-lot.ts';
import { PlanTools } from '../../handoffs/plan/tools.ts';
import { Handoffs } from '../../handoffs/record.ts';
import { Products } from '../../master-data/products.ts';
import { Database } from '../../platform/database.ts';
import { aGln } from '../../testing/people.ts';
import { Trade } from '../../testing/trade.ts';

/** A seller who is not here sold two packages to a pharmacy that is, on a file. */
describe('a shipment that only a document states', () => {
  let trade: Trade;
  const seller = aGln(90);
  const shipment = 'ab'.repeat(16);
  const ONE = 'query ($id: ID!) { shipment(id: $id) { state from fromGln to stated dataArrived packageCount purchaseOrder units { kind state lots { lot count } } statement { seller { name } } } }';

  beforeAll(async () => {
    trade = await Trade.start();
    const { organisation, user } = trade.pharmacy;
    const { app } = trade.test;
    await app.get(Products).register(organisation.id, { name: 'Epcistra', ndc: null, strength: '100mg', dosageForm: 'PILL', netContent: '500 pills', manufacturerName: 'Halden Pharma', gtin: trade.gtin, caseGtin: null });
    await app
      .get(Database)
      .query("insert into record.stated_place (gln, stated_by, name, street, city, state, postal_code, country) values ($1, $2, 'Elsewhere Wholesale', 's', 'c', 'IL', '1', 'US')", [seller, organisation.id]);
    const tools = app.get(PlanTools);
    const handoffs = app.get(Handoffs);
    const actor = { organisationId: organisation.id, userId: user.id, siteGln: null };
    const lot = await handoffs.record(actor, { commandId: trade.commandId(), type: 'registerLot', request: {}, prepare: () => planRegisterLot(tools, actor, { gtin: trade.gtin, number: 'F1', expiry: '2027-11-30' }) });
    expect(lot.kind).toBe('receipt');
    const here = { eventTime: new Date(trade.now).toISOString(), eventTimeZoneOffset: '+00:00' };
    const epcList = ['F1', 'F2'].map((serial) => sgtinLink(trade.gtin, serial));
    const made = { type: 'ObjectEvent', ...here, action: 'ADD', bizStep: 'commissioning', epcList, ilmd: { lotNumber: 'F1', itemExpirationDate: '2027-11-30' } } as unknown as TradeEvent;
    const sent = {
      type: 'ObjectEvent',
      ...here,
      action: 'OBSERVE',
      bizStep: 'shipping',
      epcList,
      bizTransactionList: [{ type: 'po', bizTransaction: `urn:epcglobal:cbv:bt:${organisation.gln}:PO%2F9` }],
      sourceList: [{ type: 'location', gln: aGln(91) }, { type: 'owning_party', gln: seller }],
      destinationList: [{ type: 'owning_party', gln: organisation.gln }],
    } as unknown as TradeEvent;
    const commandId = trade.commandId();
    const recorded = await handoffs.record(actor, {
      commandId,
      type: 'commission',
      request: {},
      prepare: () => planCommission(tools, actor, [made], { origin: 'attested', shipment, commandId, alongside: [documentOf(sent), statementDocument({ at: here.eventTime, seller, buyer: organisation.gln })] }),
    });
    expect(recorded.kind).toBe('receipt');
    await trade.settle();
  });
  afterAll(() => trade.test.close());

  it('is expected, under the name of the seller whom the document states', async () => {
    expect(await trade.get(trade.pharmacy, ONE, { id: shipment })).toEqual({
      shipment: {
        state: 'EXPECTED',
        from: 'Elsewhere Wholesale',
        fromGln: seller,
        to: 'Northside Pharmacy',
        stated: true,
        dataArrived: true,
        packageCount: 2,
        purchaseOrder: 'PO/9',
        units: Array.from({ length: 2 }, () => ({ kind: 'PACKAGE', state: 'IN_TRANSIT', lots: [{ lot: 'F1', count: 1 }] })),
        statement: { seller: { name: 'Elsewhere Wholesale' } },
      },
    });
  });
  it('counts for who is to receive it as in transit, and after receipt in stock', async () => {
    const places = async () => (await trade.get<{ lots: { items: { places: unknown[] }[] } }>(trade.pharmacy, '{ lots { items { places { organisation inStock inTransit } } } }')).lots.items[0]?.places;
    expect(await places()).toEqual([{ organisation: 'Northside Pharmacy', inStock: 0, inTransit: 2 }]);
    await trade.done(trade.pharmacy, 'receive', { shipmentId: shipment });
    expect(await places()).toEqual([{ organisation: 'Northside Pharmacy', inStock: 2, inTransit: 0 }]);
    expect(await trade.get(trade.pharmacy, '{ shipments(direction: INBOUND, state: RECEIVED) { total items { from } } }')).toEqual({ shipments: { total: 1, items: [{ from: 'Elsewhere Wholesale' }] } });
  });
});
