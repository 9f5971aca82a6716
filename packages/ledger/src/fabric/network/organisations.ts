/** Who takes part: each of these runs one peer and one chaincode server. */
export const ORGANISATIONS = ['manufacturer', 'distributor', 'pharmacy', 'regulator'] as const;
export type OrganisationName = (typeof ORGANISATIONS)[number];

/** Three, so that ordering goes on when one fails. */
export const ORDERERS = ['orderer-1', 'orderer-2', 'orderer-3'] as const;
export type OrdererName = (typeof ORDERERS)[number];
export const ORDERER_MSP = 'OrdererMSP';
export const ORDERER_DOMAIN = 'ordering.packtrail.example';

export const CHANNEL = 'packtrail';
export const CHAINCODE = 'ledger';
/** The name of the package; what it is called on a peer is this and the hash of its bytes. */
export const CHAINCODE_LABEL = 'ledger_1';

/** `ManufacturerMSP`: what Fabric calls an organisation. */
export const mspIdOf = (name: OrganisationName): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}MSP`;

/** The domain in an organisation's certificates. Nothing looks it up: every address is one of this machine. */
export const domainOf = (name: OrganisationName): string => `${name}.packtrail.example`;
