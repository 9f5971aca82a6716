/** What can be wrong with data that a seller's node hands on: what it means, and how to mend it. Nothing is stored of what breaks one. */
export const ARRIVAL_RULES = {
  HANDED_ON_UNREADABLE: ['What the node of the seller hands on is not in the form of it ({value}).', 'Ask the operators of both nodes to run the same version.'],
  WRONG_LEDGER: ['The node of the seller is on another ledger ({value}).', 'Both nodes must be on one ledger.'],
  NOT_HANDED_ON: ['The node of the seller does not hand on the document {value}.', 'Ask the seller whether its node has all its data.'],
  DOCUMENT_NOT_ON_LEDGER: ['The ledger does not name the document {value} in that transaction.', 'Do not accept the goods before the seller has explained it.'],
  DOCUMENT_ALTERED: ['The document {value} is not the one that the ledger has the hash of.', 'Do not accept the goods before the seller has explained it.'],
  EVENT_DIFFERS: ['The event of the document {value} is not the one that was recorded.', 'Do not accept the goods before the seller has explained it.'],
  UNIT_ALTERED: ['Salt and serial of {value} do not make its key on the ledger.', 'Do not accept the goods before the seller has explained it.'],
  UNITS_DIFFER: ['The ledger has other goods in this shipment: {value}.', 'Ask the seller for the data of this shipment.'],
  UNIT_NOT_ON_LEDGER: ['The ledger has no place for {value}.', 'Do not accept the unit before the seller has explained it.'],
  UNIT_DIFFERS: ['The ledger has {value} with other contents or lots.', 'Do not accept the goods before the seller has explained it.'],
  CONTENTS_DIFFER: ['What is said to lie in {value} is not what the ledger has the root of.', 'Do not accept the goods before the seller has explained it.'],
  CONTENTS_WITHHELD: ['Something lies in {value} that was not handed on.', 'Ask the seller for the whole data of the shipment.'],
  LOT_ALTERED: ['Salt and number of the lot {value} do not make its key on the ledger.', 'Do not accept the goods before the seller has explained it.'],
  LOT_DIFFERS: ['The ledger has the lot {value} with another expiry, or registered by someone else.', 'Do not accept the goods before the seller has explained it.'],
  LOT_MISSING_HANDED_ON: ['A lot of the goods was not handed on ({value}).', 'Ask the seller for the whole data of the shipment.'],
  PRODUCT_MISSING: ['The product {value} was not handed on.', 'Ask the seller for the whole data of the shipment.'],
  PARTY_DIFFERS: ['The trading partner {value} is not registered on the ledger as it is said to be.', 'Ask the operators of both nodes for its card.'],
  PARTY_MISSING: ['The issuer {value} was not described.', 'Ask the seller for the whole data of the shipment.'],
} as const satisfies Record<string, readonly [sentence: string, mend: string]>;

export type ArrivalRule = keyof typeof ARRIVAL_RULES;

/** A rule that was broken, and by what. */
export interface Broken {
  readonly rule: ArrivalRule;
  readonly value: string;
}

export const broken = (rule: ArrivalRule, value: string): Broken => ({ rule, value });

export function brokenSentence({ rule, value }: Broken): string {
  const [sentence, mend] = ARRIVAL_RULES[rule];
  return `${sentence.replace('{value}', value.slice(0, 200))} ${mend}`;
}
