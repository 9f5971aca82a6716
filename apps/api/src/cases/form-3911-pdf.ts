import PdfDocument from 'pdfkit';
import { numberPages, printable } from '../handoffs/statements/statement-pdf.ts';
import type { Form3911 } from './form-3911.ts';

const MARGIN = 48;
const NUMBER_WIDTH = 28;

/** The data set of Form FDA 3911 for people to read and copy from: never the form itself, and marked so. The same input gives the same bytes. */
export async function form3911Pdf({ form, items, missing, status }: Form3911, { caseId, madeAt }: { caseId: string; madeAt: Date }): Promise<Buffer> {
  const pdf = new PdfDocument({ size: 'LETTER', margin: MARGIN, bufferPages: true, info: { Title: `Data for Form ${form}, case ${caseId}`, Creator: 'Packtrail', CreationDate: madeAt, ModDate: madeAt } });
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  const width = pdf.page.width - 2 * MARGIN;
  pdf.font('Helvetica-Bold').fontSize(16).text(`Data for Form ${form}, Drug Notification`).moveDown(0.2);
  pdf.font('Helvetica').fontSize(9).fillColor('#555').text(`Case ${caseId}`).fillColor('#000').moveDown(0.4);
  pdf.font('Helvetica-Bold').fontSize(10).text(status).moveDown(0.6);
  for (const { name, number, value } of items) {
    const shown = value === '' ? (missing.includes(number) ? 'to be completed' : '') : printable(value);
    const height = 14 + pdf.font('Helvetica').fontSize(10).heightOfString(shown || ' ', { width: width - NUMBER_WIDTH });
    // An item stays together where a page has room for it.
    if (pdf.y + Math.min(height, 120) > pdf.page.height - MARGIN - 16) pdf.addPage();
    const y = pdf.y;
    pdf.font('Helvetica-Bold').fontSize(10).text(String(number), MARGIN, y, { width: NUMBER_WIDTH });
    pdf.font('Helvetica').fontSize(8).fillColor('#555').text(name, MARGIN + NUMBER_WIDTH, y, { width: width - NUMBER_WIDTH }).fillColor('#000');
    pdf.font(value === '' ? 'Helvetica-Oblique' : 'Helvetica').fontSize(10).text(shown || ' ', MARGIN + NUMBER_WIDTH, pdf.y, { width: width - NUMBER_WIDTH }).moveDown(0.4);
  }
  pdf.x = MARGIN;
  numberPages(pdf, madeAt);
  pdf.end();
  return whole;
}
