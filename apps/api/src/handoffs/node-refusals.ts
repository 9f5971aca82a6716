/** What this node refuses before the contract is asked: each code with its sentence. The contract's own table is in @packtrail/ledger. */
export const NODE_REFUSALS = {
  UNKNOWN_BARCODE: '{text} is not a barcode of a package or a container: {why}',
  UNKNOWN_UNIT: 'No data has arrived here for {unit}.',
  UNKNOWN_PRODUCT: 'The GTIN {gtin} is not one of your products: register the product first.',
  UNKNOWN_LOT: 'The lot {lot} of {gtin} is not registered: register it first.',
  LOT_EXISTS: 'The lot {lot} of {gtin} is registered already, with expiry {expiry}.',
  EXPIRY_DIFFERS: 'The lot {lot} is registered with expiry {expiry}, and the event says {said}.',
  UNKNOWN_PARTNER: 'No trading partner with the GLN {gln} is registered here.',
  UNKNOWN_SHIPMENT: 'There is no shipment {shipment}.',
  NOTHING_LEFT: 'Nothing of the shipment {shipment} is still under way.',
  STATEMENT_MISSING: 'The seller has sent no transaction statement with the shipment {shipment}, so ownership cannot be accepted (DSCSA section 582).',
  BAD_EVENT: 'The event cannot be recorded: {why}',
  TOO_MANY: 'At most {most} units can be named in one command.',
  OTHER_SITE: '{unit} was {done} at {site}: only there can that be undone.',
  IN_CASE: '{unit} is under investigation in the case {case}: it stays in quarantine until the case is decided.',
  SAME_PERSON: '{unit} was put into quarantine by {person}: another person of your organisation must release it.',
  REASON_MISSING: 'Say why the hold ends.',
  ALREADY_COMMISSIONED: '{unit} was commissioned before.',
} as const;

export type NodeRefusalCode = keyof typeof NODE_REFUSALS;

export interface NodeRefusal {
  readonly code: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly message: string;
}

export function nodeRefusal(code: NodeRefusalCode, values: Readonly<Record<string, string | number>> = {}): NodeRefusal {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return { code, arguments: texts, message: NODE_REFUSALS[code].replace(/\{(\w+)\}/g, (_, name: string) => texts[name] ?? '') };
}
