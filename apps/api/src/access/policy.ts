import type { Current } from '../identity/current.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';

/** What partners whom one may not know are called, added up. */
export const OTHER_PARTNERS = 'Other trading partners';

/** Whether the asker may read the goods, shipments and recalls of all: a regulator's user, in a regulator's organisation. */
export const readsAllTrade = ({ organisation, user }: Current): boolean => user.role === UserRole.REGULATOR && organisation.kinds.includes(TradingPartnerKind.REGULATOR);

/** Whether the asker may read every transaction of the ledger: a regulator, and the operator who keeps it. */
export const readsAllTransactions = (current: Current): boolean => readsAllTrade(current) || current.user.role === UserRole.OPERATOR;

/** A shipment is for its sender, its receiver and the regulator. */
export const maySeeShipment = (current: Current, { from_party: from, to_party: to }: { from_party: string; to_party: string }): boolean =>
  current.organisation.id === from || current.organisation.id === to || readsAllTrade(current);

/** Who registered a lot sees where all of it is, and the regulator; others see what they hold themselves. */
export const maySeeWholeLot = (current: Current, lot: { registered_by: string }): boolean => lot.registered_by === current.organisation.id || readsAllTrade(current);

/** Who issued a recall sees where all of it is, and the regulator; a holder sees its own line. */
export const maySeeWholeRecall = (current: Current, recall: { organisation_id: string }): boolean => recall.organisation_id === current.organisation.id || readsAllTrade(current);

/** Whether the asker may know a party by name among those that hold its lots: itself, and to whom it shipped them; the regulator knows all. */
export const mayName = (current: Current, party: string, consignees: ReadonlySet<string>): boolean =>
  readsAllTrade(current) || party === current.organisation.id || consignees.has(party);
