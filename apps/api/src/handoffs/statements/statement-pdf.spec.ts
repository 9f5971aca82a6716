import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LISTED_MAX, statementPdf, type PrintedStatement } from './statement-pdf.ts';

const party = (name: string, gln: string) => ({ name, gln, address: { street: '1 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' } });
const printed = (count: number): PrintedStatement => ({
  shipmentId: '0123456789abcdef0123456789abcdef',
  statement: {
    information: [{ productName: 'Exampline', strength: '10 mg', dosageForm: 'TABLET', ndc: '61414-001-01', containerSize: '100 tablets', containerCount: count, lot: 'L1', expiry: '2028-03-31' }],
    affirmed: true,
    legalNotice: 'Seller has complied with each applicable subsection of FDCA Sec. 581(27)(A)-(G).',
    transactionDate: '2026-05-01',
    shipmentDate: '2026-05-04',
    seller: party('Müller Pharma', '0361414000018'),
    buyer: party('Łódź Distribution', '0614141000173'),
    downloadUrl: '',
  },
  packages: Array.from({ length: count }, (_, i) => ({ gtin: '00361414000011', serial: `S${i}`, lot: 'L1', expiry: '2028-03-31' })),
  outermost: ['(00)003614140000000011'],
  madeAt: new Date('2026-05-05T12:00:00Z'),
});
const hasPdftotext = spawnSync('pdftotext', ['-v']).status === 0;

describe('transaction information and statement on paper', () => {
  it('is the same to the byte for the same shipment', async () => {
    expect((await statementPdf(printed(3))).equals(await statementPdf(printed(3)))).toBe(true);
    expect((await statementPdf(printed(3))).equals(await statementPdf(printed(4)))).toBe(false);
  });

  it(`names the parties, the ten items and every package, over as many pages as it takes${hasPdftotext ? '' : ' (its text is not read: no pdftotext)'}`, async () => {
    const pdf = await statementPdf(printed(200));
    expect(pdf.toString('latin1')).toMatch(/\/Count [3-9]/);
    if (!hasPdftotext) return;
    const text = textOf(pdf);
    for (const said of ['Müller Pharma', '?ód? Distribution', 'Exampline, 10 mg, TABLET', '61414-001-01', '100 tablets', '200', 'L1', '2028-03-31', '2026-05-01', '2026-05-04', 'S199', '581(27)', 'page 2 of']) expect(text).toContain(said);
  });

  it('counts what it does not list', async () => {
    const pdf = await statementPdf(printed(LISTED_MAX + 7));
    if (hasPdftotext) expect(textOf(pdf)).toContain('7 more stand in the EPCIS files');
    expect(pdf.length).toBeLessThan(2_000_000);
  });
});

function textOf(pdf: Buffer): string {
  const scratch = mkdtempSync(join(tmpdir(), 'statement-'));
  try {
    writeFileSync(join(scratch, 'a.pdf'), pdf);
    return execFileSync('pdftotext', ['-layout', join(scratch, 'a.pdf'), '-'], { encoding: 'utf8' });
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
