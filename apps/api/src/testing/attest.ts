import type { TradeEvent } from 'gs1-barcodes/epcis';
import { sgtinLink } from '../documents/unit-link.ts';
import { documentOf } from '../handoffs/plan/event.ts';
import { planCommission } from '../handoffs/plan/plan-commission.ts';
import { planRegisterLot } from '../handoffs/plan/plan-register-lot.ts';
import { PlanTools } from '../handoffs/plan/tools.ts';
import { Handoffs } from '../handoffs/record.ts';
import { statementDocument } from '../handoffs/statements/statement-document.ts';
import { Products } from '../master-data/products.ts';
import type { Trade, Trader } from './trade.ts';

/** Packages that a buyer attests to by a document of a seller who is not here, and receives. */
export async function attest(trade: Trade, buyer: Trader, { lot, seller, serials, shipment }: { lot: string; serials: readonly string[]; seller: string; shipment: string }): Promise<void> {
  const { app } = trade.test;
  const { organisation, user } = buyer;
  await app.get(Products).register(organisation.id, { name: 'Epcistra', ndc: null, strength: '100mg', dosageForm: 'PILL', netContent: '500 pills', manufacturerName: 'Halden Pharma', gtin: trade.gtin, caseGtin: null });
  const tools = app.get(PlanTools);
  const handoffs = app.get(Handoffs);
  const actor = { organisationId: organisation.id, userId: user.id, siteGln: null };
  const registered = await handoffs.record(actor, { commandId: trade.commandId(), type: 'registerLot', request: { lot }, prepare: () => planRegisterLot(tools, actor, { gtin: trade.gtin, number: lot, expiry: '2027-11-30' }) });
  if (registered.kind !== 'receipt') throw new Error(JSON.stringify(registered));
  const here = { eventTime: new Date(trade.now).toISOString(), eventTimeZoneOffset: '+00:00' };
  const epcList = serials.map((serial) => sgtinLink(trade.gtin, serial));
  const made = { type: 'ObjectEvent', ...here, action: 'ADD', bizStep: 'commissioning', epcList, ilmd: { lotNumber: lot, itemExpirationDate: '2027-11-30' } } as unknown as TradeEvent;
  const sent = {
    type: 'ObjectEvent',
    ...here,
    action: 'OBSERVE',
    bizStep: 'shipping',
    epcList,
    sourceList: [{ type: 'location', gln: seller }, { type: 'owning_party', gln: seller }],
    destinationList: [{ type: 'owning_party', gln: organisation.gln }],
  } as unknown as TradeEvent;
  const commandId = trade.commandId();
  const recorded = await handoffs.record(actor, {
    commandId,
    type: 'commission',
    request: { serials: [...serials] },
    prepare: () => planCommission(tools, actor, [made], { origin: 'attested', shipment, commandId, alongside: [documentOf(sent), statementDocument({ at: here.eventTime, seller, buyer: organisation.gln })] }),
  });
  if (recorded.kind !== 'receipt') throw new Error(JSON.stringify(recorded));
  await trade.settle();
  await trade.done(buyer, 'receive', { shipmentId: shipment });
}
