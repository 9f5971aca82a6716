import { type AiValue } from 'gs1-barcodes';
import { encodeSymbol, type SymbolModules } from 'gs1-barcodes/print';
import { BOLD, ITALIC, MARGIN, MONO, type Pdf, PLAIN, printable, writePdf } from '../platform/pdf.ts';
import type { PedigreeStep } from './models/pedigree-step.model.ts';
import type { WholePedigree } from './models/whole-pedigree.model.ts';

export interface PrintedPedigree {
  readonly pedigree: WholePedigree;
  /** What the square code holds, beside the address that it leads to. */
  readonly fields: readonly AiValue[];
  /** Of this node: `https://node.example.com`. */
  readonly address: string;
  /** Who asked for it: a pedigree is told as far as its reader may see. */
  readonly reader: string;
  readonly madeAt: Date;
}

const QR_POINTS = 92;

/** The history of a unit on paper, with a square code (GS1 Digital Link) that leads to its proof. The same input gives the same bytes. */
export async function pedigreePdf({ address, fields, madeAt, pedigree, reader }: PrintedPedigree): Promise<Buffer> {
  const symbol = encodeSymbol(fields, 'dl-qrcode', { stem: address });
  if (!symbol.ok) throw new Error(`the link to ${pedigree.text} does not fit a square code: ${symbol.issues.map(({ code }) => code).join(', ')}`);
  return writePdf({ title: `Pedigree of ${pedigree.text}`, madeAt }, (pdf) => {
    head(pdf, pedigree, reader);
    drawSymbol(pdf, symbol.value);
    for (const step of pedigree.pedigree.steps) drawStep(pdf, step);
    if (pedigree.pedigree.laterHidden) pdf.moveDown(0.6).font(BOLD).fontSize(9).text('Handed on: what came after belongs to who holds it now, and is not told here.', MARGIN);
    pdf.moveDown(0.8).font(PLAIN).fontSize(8).fillColor('#555').text('This paper is a copy of a record and proves nothing by itself. The square code leads to the record and to its proof, which a browser checks by itself.', MARGIN).fillColor('#000');
  });
}

function head(pdf: Pdf, { expiry, lot, product, text }: WholePedigree, reader: string): void {
  const width = pdf.page.width - 2 * MARGIN - QR_POINTS - 16;
  pdf.font(BOLD).fontSize(16).text('Pedigree', MARGIN, MARGIN, { width }).moveDown(0.3);
  if (product) pdf.fontSize(12).text(printable([product.name, product.strength, product.dosageForm].filter(Boolean).join(', ')), { width });
  pdf.font(MONO).fontSize(9).text(printable(text), { width });
  const printed = [product?.ndc && `NDC ${product.ndc}`, lot && `Lot ${lot}`, expiry && `Expiry ${expiry}`].filter(Boolean).join('   ');
  pdf.font(PLAIN).fontSize(9).text(printable(printed), { width }).moveDown(0.3);
  pdf.fillColor('#555').text(printable(`As told to ${reader}`), { width }).fillColor('#000');
  pdf.y = Math.max(pdf.y, MARGIN + QR_POINTS) + 18;
}

function drawSymbol(pdf: Pdf, { columns, dark, quietZone, rows }: SymbolModules): void {
  const module = QR_POINTS / (columns + 2 * quietZone);
  const left = pdf.page.width - MARGIN - QR_POINTS;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      // A hair wider than the module: viewers draw a seam between squares that only touch.
      if (dark[row * columns + column] === 1) pdf.rect(left + (quietZone + column) * module, MARGIN + (quietZone + row) * module, module + 0.05, module + 0.05);
  pdf.fill('#000');
}

function drawStep(pdf: Pdf, step: PedigreeStep): void {
  if (pdf.y > pdf.page.height - MARGIN - 64) pdf.addPage();
  const { bizStep, carried, completeness, container, counterpart, eventTime, eventTimeZoneOffset, historical, organisation, place, stated, txId, blockNumber } = step;
  const name = bizStep.replaceAll('_', ' ');
  const marks = [stated && 'stated by a document, not recorded', historical && 'historical', carried && 'carried in a container', completeness && `contents ${completeness.toLowerCase()}`].filter(Boolean);
  pdf.font(BOLD).fontSize(10).text(printable(name.charAt(0).toUpperCase() + name.slice(1)), MARGIN, pdf.y, { continued: true });
  pdf.font(PLAIN).text(printable(`  ${[organisation?.name, counterpart?.name].filter(Boolean).join(bizStep === 'receiving' ? ', from ' : ', to ')}`));
  pdf.fontSize(9).text(printable([place?.name ?? place?.gln, `${localTime(eventTime, eventTimeZoneOffset)}`].filter(Boolean).join(', ')));
  if (container) pdf.font(MONO).fontSize(8).text(printable(`in ${container}`));
  if (marks.length > 0) pdf.font(ITALIC).fontSize(8).text(marks.join('; '));
  if (txId) pdf.font(MONO).fontSize(7).fillColor('#555').text(`block ${blockNumber ?? '?'}, transaction ${txId}`).fillColor('#000');
  pdf.moveDown(0.6);
}

/** `2026-03-12 14:05 -05:00`: on the clock of the place. */
function localTime(at: Date, offset: string | null): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset ?? '') ?? [];
  const shift = sign ? (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) : 0;
  return `${new Date(at.getTime() + shift * 60_000).toISOString().slice(0, 16).replace('T', ' ')} ${sign ? offset : 'UTC'}`;
}
