import type { CommandType } from '../commands.ts';
import type { Role } from '../facts.ts';

const TRADE: readonly Role[] = ['manufacturer', 'repackager', 'wholesale_distributor', 'third_party_logistics', 'returns_processor', 'dispenser'];
const REGISTRAR: readonly Role[] = ['registrar'];
const REGULATOR: readonly Role[] = ['regulator'];

/** Which roles may send a command. `commission` of one's own goods is narrower: see `MAY_COMMISSION_OWN`. */
export const MAY: Record<CommandType, readonly Role[]> = {
  registerParty: REGISTRAR,
  updateParty: REGISTRAR,
  registerLot: TRADE,
  commission: TRADE,
  pack: TRADE,
  unpack: TRADE,
  ship: TRADE,
  cancelShipment: TRADE,
  receive: TRADE,
  transferOwnership: TRADE,
  dispense: ['dispenser'],
  decommission: TRADE,
  quarantine: TRADE,
  release: TRADE,
  declareIllegitimate: TRADE,
  issueRecall: [...TRADE, ...REGULATOR],
  acknowledgeRecall: TRADE,
  closeRecall: [...TRADE, ...REGULATOR],
  grantAccess: TRADE,
  revokeAccess: TRADE,
  anchorAudit: [...TRADE, ...REGULATOR],
  grantMandate: TRADE,
  revokeMandate: TRADE,
  undo: TRADE,
};

/** Only who makes or repackages may bring goods of its own into being. */
export const MAY_COMMISSION_OWN: readonly Role[] = ['manufacturer', 'repackager'];
