import { parseGtin } from 'gs1-barcodes';

export interface LotRef {
  gtin: string;
  lot: string;
}

/** Reads lots, one a line as `GTIN lot` (a comma, semicolon or tab between them will do); lines that are none are given back. */
export function readLotRefs(text: string): { lots: LotRef[]; wrong: string[] } {
  const lots = new Map<string, LotRef>();
  const wrong: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/).map((each) => each.trim())) {
    if (line === '') continue;
    const match = /^(\d{8,14})[\s,;]+(\S+)$/.exec(line);
    const gtin = match?.[1] ? parseGtin(match[1]) : undefined;
    if (gtin?.ok && match?.[2]) lots.set(`${gtin.value} ${match[2]}`, { gtin: gtin.value, lot: match[2] });
    else wrong.push(line);
  }
  return { lots: [...lots.values()], wrong };
}
