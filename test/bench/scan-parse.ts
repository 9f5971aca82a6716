import { decodeScan } from 'gs1-barcodes';
import { paired, perSecond, type Row } from './measure.ts';

const SCANS = 20_000;

/** Parsing and validating what scanners send, beside a split that checks nothing: the least that any parser must do. */
export async function scanParse(): Promise<Row> {
  const texts = Array.from({ length: SCANS }, (_, i) => `]d2010030001012345521${(i * 7_919).toString(36).toUpperCase()}\u001d1727113010A${i % 97}`);
  const { limit, ours } = await paired(
    7,
    () => perSecond(SCANS, () => texts.forEach(splitOnly)),
    () =>
      perSecond(SCANS, () => {
        for (const text of texts) if (!decodeScan(text).ok) throw new Error(`${text} was not read`);
      }),
  );
  return { scenario: 'scan parsed and validated', unit: 'scans/s', limit: { name: 'a split that checks nothing', figure: limit }, ours, moreIsBetter: true };
}

function splitOnly(text: string): Record<string, string> {
  const body = text.slice(3);
  const separator = body.indexOf('\u001d');
  return { '01': body.slice(2, 16), '21': body.slice(18, separator), '17': body.slice(separator + 3, separator + 9), '10': body.slice(separator + 11) };
}
