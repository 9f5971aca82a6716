import PdfDocument from 'pdfkit';

export type Pdf = InstanceType<typeof PdfDocument>;

/** Points, on every side. */
export const MARGIN = 48;
export const [PLAIN, BOLD, ITALIC, MONO] = ['Helvetica', 'Helvetica-Bold', 'Helvetica-Oblique', 'Courier'] as const;

/** A document in letter size, its pages numbered at the foot. The same title, time and drawing give the same bytes. */
export async function writePdf({ madeAt, title }: { title: string; madeAt: Date }, draw: (pdf: Pdf) => void): Promise<Buffer> {
  const pdf = new PdfDocument({ size: 'LETTER', margin: MARGIN, bufferPages: true, info: { Title: title, Creator: 'Packtrail', CreationDate: madeAt, ModDate: madeAt } });
  const pieces: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece));
    pdf.on('end', () => resolve(Buffer.concat(pieces)));
    pdf.on('error', reject);
  });
  draw(pdf);
  numberPages(pdf, madeAt);
  pdf.end();
  return whole;
}

/** The standard fonts of PDF know Western letters: others are shown as a question mark, and stand right in the files. */
export const printable = (text: string): string => text.normalize('NFC').replace(/[^\n\x20-\x7e\u00a0-\u00ff]/gu, '?');

function numberPages(pdf: Pdf, madeAt: Date): void {
  const { count, start } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin, where text would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.font(PLAIN).fontSize(8).fillColor('#555').text(`Written ${madeAt.toISOString()} · page ${page + 1} of ${count}`, MARGIN, pdf.page.height - 36, { lineBreak: false });
  }
}
