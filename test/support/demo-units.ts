import { decodeScan } from 'gs1-barcodes';
import type { NodeUnderTest } from './node-under-test';

export interface Label {
  kind: string;
  text: string;
  serial: string | null;
  sscc: string | null;
}
interface Scanned {
  package: { state: string | null } | null;
  pedigree: { steps: { bizStep: string; organisation: { name: string } | null; counterpart: { name: string } | null }[] } | null;
}

/** The texts of a lot's barcodes, as its manufacturer prints them. */
export async function labelsOfLot(node: NodeUnderTest, lot: string): Promise<Label[]> {
  const token = await node.signIn('manufacturer@demo.example');
  const { lots } = await node.ask<{ lots: { items: { id: string; number: string }[] } }>(
    '{ lots(first: 100) { items { id number } } }',
    {},
    token,
  );
  const id = lots.items.find(({ number }) => number === lot)?.id;
  if (!id) throw new Error(`the demo has no lot ${lot}`);
  const { labels } = await node.ask<{ labels: { items: Label[] } }>(
    'query ($id: ID!) { labels(lotId: $id, first: 500) { items { kind text serial sscc } } }',
    { id },
    token,
  );
  return labels.items;
}

/** Barcode texts of so many packages of a lot in this state, whose newest handoff was to this organisation. Asked as the regulator, who may see all. */
export async function packagesAt(
  node: NodeUnderTest,
  { lot, state, organisation, count }: { lot: string; state: string; organisation: string; count: number },
): Promise<string[]> {
  const token = await node.signIn('regulator@demo.example');
  const found: string[] = [];
  for (const { kind, text } of await labelsOfLot(node, lot)) {
    if (kind !== 'PACKAGE') continue;
    const { scan } = await node.ask<{ scan: Scanned }>(
      'query ($text: String!) { scan(text: $text, purpose: CHECK) { package { state } pedigree { steps { bizStep organisation { name } counterpart { name } } } } }',
      { text },
      token,
    );
    const handoff = scan.pedigree?.steps.filter(({ bizStep }) => /shipping|receiving/.test(bizStep)).at(-1);
    const to = handoff?.bizStep.includes('shipping') ? handoff.counterpart?.name : handoff?.organisation?.name;
    if (scan.package?.state?.toLowerCase() === state && to === organisation) found.push(text);
    if (found.length === count) return found;
  }
  throw new Error(`the demo has ${found.length} packages of ${lot} that are ${state} at ${organisation}, not ${count}`);
}

/** The serial that a barcode text carries. */
export function serialOf(text: string): string {
  const read = decodeScan(text);
  if (!read.ok || read.value.kind !== 'gs1' || !read.value.message.serial) throw new Error(`${text} carries no serial`);
  return read.value.message.serial;
}
