/**
 * THE table of refusals: every no of the contract, its code and its sentence. `{name}` is replaced by the argument of that name.
 * Codes cross the wire and are never renamed; sentences are for people and may be bettered.
 */
export const REFUSALS = {
  MALFORMED: 'The command does not have its declared form: at {path} there must be {rule}.',
  WRONG_LOG: 'The command was signed for the log {origin}, not for this one.',
  WRONG_CONTRACT: 'The command was signed for version {contract} of the rules, which are not in force.',
  SIGNATURE_INVALID: 'The signature does not fit the command and the key {key}.',
  COMMAND_ID_EXPIRED: 'The command id is older than seven days, or newer than the command: make a new one.',
  COMMAND_ID_REUSED: 'The command id {commandId} was used for another command.',
  UNKNOWN_PARTY: 'No trading partner {party} is registered.',
  PARTY_EXISTS: 'The trading partner {party} is registered already.',
  PARTY_SUSPENDED: 'The trading partner {party} is suspended.',
  KEY_NOT_VALID: 'The key {key} is not one of {party}, or not at this time.',
  NOT_ITS_NODE: 'The trading partner {party} is hosted by {msp}: its commands come through that node.',
  ROLE_MAY_NOT: 'A {roles} may not {command}.',
  LOT_EXISTS: 'The lot {lot} is registered already.',
  UNKNOWN_LOT: 'No lot {lot} is registered.',
  NOT_YOUR_LOT: 'The lot {lot} was registered by another trading partner.',
  TOO_MANY_LOTS: 'The command touches more than {most} lots: send it in parts.',
  ALREADY_COMMISSIONED: 'The unit {unit} was commissioned before.',
  UNKNOWN_UNIT: 'The unit {unit} was never commissioned.',
  SECOND_COPY: 'The unit {unit} has surfaced elsewhere before: this is the second copy of its serial.',
  UNIT_TWICE: 'The unit {unit} is named twice in one command.',
  CHAIN_WRONG: 'The unit {unit} is not where the command says: look up its place again.',
  BAD_TREE: 'The contents of {container} do not hold {unit} in that form.',
  TOO_DEEP: 'Containers nest at most {most} deep.',
  CYCLE: 'The container {container} would lie within itself.',
  INSIDE_CONTAINER: 'The unit {unit} is inside {container}: ship the container, or unpack it first.',
  NOT_HOLDER: 'The unit {unit} is not held by {party}.',
  NOT_OWNER: 'The unit {unit} is not owned by {party}, and no mandate covers it.',
  IN_TRANSIT: 'The unit {unit} is in transit.',
  NOT_IN_TRANSIT: 'The unit {unit} is not in transit.',
  ALREADY_DISPENSED: 'The unit {unit} was dispensed before.',
  ALREADY_DECOMMISSIONED: 'The unit {unit} was decommissioned before.',
  PARTIALLY_DISPENSED: 'The unit {unit} was dispensed in part.',
  ILLEGITIMATE: 'The unit {unit} was declared illegitimate.',
  HELD: 'The unit {unit} is in quarantine, or holds something that is.',
  NOT_HELD: 'The unit {unit} is not in quarantine.',
  RECALLED: 'The lot of the unit {unit} is recalled. What is not recalled can be packed into a new container.',
  EXPIRED: 'The lot of the unit {unit} is expired. What is not expired can be packed into a new container.',
  OTHER_OWNER: 'The unit {unit} has another owner than its container.',
  NOT_A_PACKAGE: 'The unit {unit} is a container, and only a package can be dispensed.',
  NOT_A_CONTAINER: 'The unit {unit} is a package, and nothing can be packed into it.',
  SHIPMENT_EXISTS: 'The shipment {shipment} exists already.',
  UNKNOWN_SHIPMENT: 'There is no shipment {shipment}.',
  NOT_ADDRESSEE: 'The shipment {shipment} is addressed to another trading partner.',
  NOT_SENDER: 'The shipment {shipment} was sent by another trading partner.',
  NOT_ON_SHIPMENT: 'The unit {unit} is not on the shipment {shipment}.',
  TO_SELF: 'A shipment must go to another trading partner, unless its purpose is internal.',
  CUSTODY_STAYS: 'A shipment moves custody: a change of title alone is transferOwnership.',
  RECALL_EXISTS: 'The recall {recall} exists already: add lots to it with joins.',
  NOT_YOUR_RECALL: 'The recall {recall} was issued by another trading partner.',
  UNKNOWN_RECALL: 'There is no open recall {recall}.',
  NOTHING_TO_UNDO: 'The unit {unit} was not finished in that way.',
  TOO_LATE_TO_UNDO: 'The unit {unit} was finished more than {days} days ago.',
  GRANT_EXISTS: 'The grant {grant} exists already.',
  UNKNOWN_GRANT: 'There is no grant {grant} in force.',
  NOT_YOUR_GRANT: 'The grant {grant} was given by another trading partner.',
  UNKNOWN_MANDATE: 'There is no mandate for {party} in force.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly code: RefusalCode;
  readonly arguments: Readonly<Record<string, string>>;
  readonly message: string;
}

/** A refusal with its sentence made of the table. */
export function refuse(code: RefusalCode, values: Readonly<Record<string, string | number>> = {}): Refusal {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return { code, arguments: texts, message: REFUSALS[code].replace(/\{(\w+)\}/g, (_, name: string) => texts[name] ?? '?') };
}
