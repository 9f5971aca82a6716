import { BOLD, ITALIC, MARGIN, PLAIN, printable, writePdf } from '../platform/pdf.ts';
import type { Form3911 } from './form-3911.ts';

const NUMBER_WIDTH = 28;

/** The data set of Form FDA 3911 for people to read and copy from: never the form itself, and marked so. The same input gives the same bytes. */
export function form3911Pdf({ form, items, missing, status }: Form3911, { caseId, madeAt }: { caseId: string; madeAt: Date }): Promise<Buffer> {
  return writePdf({ title: `Data for Form ${form}, case ${caseId}`, madeAt }, (pdf) => {
    const width = pdf.page.width - 2 * MARGIN;
    pdf.font(BOLD).fontSize(16).text(`Data for Form ${form}, Drug Notification`).moveDown(0.2);
    pdf.font(PLAIN).fontSize(9).fillColor('#555').text(`Case ${caseId}`).fillColor('#000').moveDown(0.4);
    pdf.font(BOLD).fontSize(10).text(status).moveDown(0.6);
    for (const { name, note, number, value } of items) {
      const shown = value === '' ? (missing.includes(number) ? 'to be completed' : '') : printable(value);
      const height = 14 + pdf.font(PLAIN).fontSize(10).heightOfString(shown || ' ', { width: width - NUMBER_WIDTH });
      // An item stays together where a page has room for it.
      if (pdf.y + Math.min(height, 120) > pdf.page.height - MARGIN - 16) pdf.addPage();
      const y = pdf.y;
      pdf.font(BOLD).fontSize(10).text(String(number), MARGIN, y, { width: NUMBER_WIDTH });
      pdf.font(PLAIN).fontSize(8).fillColor('#555').text(note === null ? name : `${name}. ${note}`, MARGIN + NUMBER_WIDTH, y, { width: width - NUMBER_WIDTH }).fillColor('#000');
      pdf.font(value === '' ? ITALIC : PLAIN).fontSize(10).text(shown || ' ', MARGIN + NUMBER_WIDTH, pdf.y, { width: width - NUMBER_WIDTH }).moveDown(0.4);
    }
    pdf.x = MARGIN;
  });
}
