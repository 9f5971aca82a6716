/** What the ledger is told of an organisation. */
export interface RegisteredOrganisation {
  id: string;
  name: string;
  gln: string;
  kinds: string[];
  gs1Prefixes: string[];
}

/** `asked for`: this node is no registrar; another one signs the organisation in by its party card. */
export type Registration = 'registered' | 'asked for';

/**
 * Puts a trading partner on the ledger (`registerParty`).
 * Must answer a second call for the same id like the first: a crash between the two stores is mended by asking again.
 */
export interface PartyRegistrar {
  register(organisation: RegisteredOrganisation): Promise<Registration>;
}

export const PARTY_REGISTRAR = Symbol('PartyRegistrar');
