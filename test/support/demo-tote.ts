import { toElementString } from 'gs1-barcodes';
import { uuidv7 } from 'uuidv7';
import type { NodeUnderTest } from './node-under-test';
import { projected } from './projected';

/** What lies in a tote on the dock, as barcode texts, beside what its papers say. */
export interface Tote {
  readonly shipmentId: string;
  readonly sscc: string;
  /** Announced, there, and nothing against it. */
  readonly good: readonly string[];
  /** Announced, there, and recalled since it was sent. */
  readonly recalled: readonly string[];
  /** Announced and not there. */
  readonly short: readonly string[];
  /** There and not announced: recorded, and still at its manufacturer. */
  readonly over: readonly string[];
  /** There, and recorded by nobody. */
  readonly unknown: readonly string[];
}

const PRODUCTS = [
  { gtin: '00399998101302', product: 'Corvanta' },
  { gtin: '00399998330047', product: 'Ostevia' },
  { gtin: '00399998440289', product: 'Velarin' },
  { gtin: '00399998205604', product: 'Lumirex' },
] as const;
const RECEIPT = '{ __typename ... on Receipt { made blockNumber } ... on Refusal { code message } }';

interface Odd {
  good: number;
  recalled?: number;
  short?: number;
  over?: number;
  unknown?: number;
}

/**
 * A manufacturer of the demo sends a pharmacy a tote of four products, one lot each (`name` makes them new ones); the lot of the odd ones is
 * recalled by two people once it is on its way.
 */
export async function sendTote(node: NodeUnderTest, { name, to = '0399995000011', ...odd }: Odd & { name: string; to?: string }): Promise<Tote> {
  const token = await node.signIn('manufacturer@demo.example');
  const ask = <T>(query: string, variables: object = {}): Promise<T> => node.ask<T>(query, variables, token);
  const command = async (field: string, inputType: string, input: object, by = token): Promise<string> => {
    const answer = await node.ask<Record<string, { __typename: string; made?: string; blockNumber?: number; code?: string; message?: string }>>(
      `mutation ($input: ${inputType}!) { ${field}(input: $input) ${RECEIPT} }`,
      { input: { commandId: uuidv7(), ...input } },
      by,
    );
    const told = answer[field];
    if (told?.__typename !== 'Receipt') throw new Error(`${field}: ${told?.code} ${told?.message}`);
    await projected(node, told.blockNumber ?? 0, by);
    return told.made ?? '';
  };
  const { products } = await ask<{ products: { items: { name: string }[] } }>('{ products(first: 100) { items { name } } }');
  if (!products.items.some((each) => each.name === 'Velarin')) {
    await ask('mutation ($input: RegisterProductInput!) { registerProduct(input: $input) { id } }', {
      input: { name: 'Velarin', strength: '5 mg', dosageForm: 'TABLET', netContent: '28 tablets', gtin: '00399998440289', caseGtin: '20399998440283' },
    });
  }

  /** Packages of a new lot, as their labels read. */
  async function make(gtin: string, lot: string, count: number): Promise<string[]> {
    if (count === 0) return [];
    const lotId = await command('registerLot', 'RegisterLotInput', { gtin, lot, expiry: '2029-06-30' });
    await command('commission', 'CommissionInput', { lotId, generate: count });
    const { labels } = await ask<{ labels: { items: { kind: string; text: string }[] } }>('query ($id: ID!) { labels(lotId: $id, first: 500) { items { kind text } } }', { id: lotId });
    return labels.items.filter(({ kind }) => kind === 'PACKAGE').map(({ text }) => text);
  }
  const { over = 0, recalled = 0, short = 0, unknown = 0 } = odd;
  const [first, ...others] = PRODUCTS.slice(0, 3).map(({ gtin }, place) => ({ gtin, lot: `${name}${place + 1}` }));
  const third = Math.floor(odd.good / 3);
  const firstLot = await make(first?.gtin ?? '', first?.lot ?? '', odd.good - 2 * third + short + over);
  const good = [...firstLot.slice(0, odd.good - 2 * third)];
  for (const { gtin, lot } of others) good.push(...(await make(gtin, lot, third)));
  const stopped = await make(PRODUCTS[3].gtin, `${name}9`, recalled);
  const missing = firstLot.slice(odd.good - 2 * third, odd.good - 2 * third + short);
  const extra = firstLot.slice(odd.good - 2 * third + short);

  const sscc = await command('pack', 'PackInput', { units: [...good, ...stopped, ...missing] });
  const shipmentId = await command('ship', 'ShipInput', { toGln: to, units: [`(00)${sscc}`], purchaseOrder: `NS-${name}`, despatchAdvice: `HP-${name}` });
  if (recalled > 0) {
    const { proposeRecall } = await ask<{ proposeRecall: { id: string } }>('mutation ($input: ProposeRecallInput!) { proposeRecall(input: $input) { id } }', {
      input: { lots: [{ gtin: PRODUCTS[3].gtin, lot: `${name}9` }], class: 'II', depth: 'RETAIL', reason: 'Leaflet of another strength.', instructions: 'Keep apart and return.', contact: 'recall@halden.example' },
    });
    await command('confirmRecall', 'ConfirmRecallInput', { id: proposeRecall.id }, await node.signIn('quality@demo.example'));
  }
  const unheardOf = Array.from({ length: unknown }, (_, at) =>
    toElementString([
      { ai: '01', value: PRODUCTS[0].gtin },
      { ai: '21', value: `UNHEARDOF${at + 1}` },
      { ai: '17', value: '290630' },
      { ai: '10', value: `${name}1` },
    ]),
  );
  return { shipmentId, sscc, good, recalled: stopped, short: missing, over: extra, unknown: unheardOf };
}
