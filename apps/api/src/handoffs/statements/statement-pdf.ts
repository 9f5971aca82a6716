import { BOLD, MARGIN, MONO, type Pdf, PLAIN, printable, writePdf } from '../../platform/pdf.ts';
import type { PartyBlock } from './statement-parties.ts';
import type { TransactionInformation, TransactionStatement } from './statements.ts';

/** One package as it is listed: digits and texts as they are printed on it. */
export interface ListedPackage {
  readonly gtin: string;
  readonly serial: string;
  readonly lot: string;
  readonly expiry: string;
}

export interface PrintedStatement {
  readonly shipmentId: string;
  readonly statement: TransactionStatement;
  /** The product identifier of each package; those past `LISTED_MAX` are counted, and stand in the files. */
  readonly packages: readonly ListedPackage[];
  /** SSCC or case of each outermost unit, as people read it. */
  readonly outermost: readonly string[];
  readonly madeAt: Date;
}

/** So many packages are listed on paper. */
export const LISTED_MAX = 5_000;

/**
 * Transaction information and statement for people: the ten items of 21 U.S.C. 360eee(26), the statement (27), and the product identifier of each
 * package (360eee-1(g)(1)(B)). The same input gives the same bytes.
 */
export function statementPdf({ madeAt, outermost, packages, shipmentId, statement }: PrintedStatement): Promise<Buffer> {
  return writePdf({ title: `Transaction information and statement, shipment ${shipmentId}`, madeAt }, (pdf) => {
    pdf.font(BOLD).fontSize(16).text('Transaction information and statement').moveDown(0.2);
    pdf.font(PLAIN).fontSize(9).fillColor('#555').text(`Shipment ${shipmentId}`).fillColor('#000').moveDown();
    parties(pdf, statement);
    heading(pdf, 'Transaction information');
    table(pdf, INFORMATION, statement.information);
    heading(pdf, 'Transaction statement');
    pdf.font(PLAIN).fontSize(10).text(statement.affirmed ? printable(statement.legalNotice) : 'The seller has not affirmed a transaction statement.');
    heading(pdf, `Shipped units (${outermost.length.toLocaleString('en-US')})`);
    pdf.font(MONO).fontSize(8).text(outermost.slice(0, LISTED_MAX).map(printable).join('\n'));
    heading(pdf, `Product identifiers (${packages.length.toLocaleString('en-US')})`);
    table(pdf, PACKAGES, packages.slice(0, LISTED_MAX));
    if (packages.length > LISTED_MAX) pdf.font(PLAIN).fontSize(9).text(`${(packages.length - LISTED_MAX).toLocaleString('en-US')} more stand in the EPCIS files of this shipment.`);
  });
}

interface Column<Row> {
  readonly title: string;
  /** Share of the width. */
  readonly width: number;
  readonly font?: string;
  text(row: Row): string;
}

const INFORMATION: readonly Column<TransactionInformation>[] = [
  { title: 'Product', width: 0.3, text: ({ dosageForm, productName, strength }) => [productName, strength, dosageForm].filter(Boolean).join(', ') },
  { title: 'NDC', width: 0.16, font: MONO, text: ({ ndc }) => ndc ?? '' },
  { title: 'Container', width: 0.16, text: ({ containerSize }) => containerSize },
  { title: 'Containers', width: 0.1, text: ({ containerCount }) => containerCount.toLocaleString('en-US') },
  { title: 'Lot', width: 0.15, font: MONO, text: ({ lot }) => lot },
  { title: 'Expiry', width: 0.13, text: ({ expiry }) => expiry },
];

const PACKAGES: readonly Column<ListedPackage>[] = [
  { title: 'GTIN', width: 0.27, font: MONO, text: ({ gtin }) => gtin },
  { title: 'Serial', width: 0.35, font: MONO, text: ({ serial }) => serial },
  { title: 'Lot', width: 0.22, font: MONO, text: ({ lot }) => lot },
  { title: 'Expiry', width: 0.16, text: ({ expiry }) => expiry },
];

function parties(pdf: Pdf, { buyer, seller, shipmentDate, transactionDate }: TransactionStatement): void {
  const top = pdf.y;
  const width = (pdf.page.width - 2 * MARGIN) / 3;
  const columns = [
    ['Seller', ...blockLines(seller)],
    ['Buyer', ...blockLines(buyer)],
    ['Date of transaction', transactionDate, ...(shipmentDate === null ? [] : ['Date of shipment', shipmentDate])],
  ];
  const bottoms = columns.map(([title = '', ...lines], column) => {
    const x = MARGIN + column * width;
    pdf.font(BOLD).fontSize(9).text(title, x, top, { width: width - 8 });
    pdf.font(PLAIN).fontSize(9).text(lines.map(printable).join('\n'), x, pdf.y, { width: width - 8 });
    return pdf.y;
  });
  pdf.x = MARGIN;
  pdf.y = Math.max(...bottoms);
}

function blockLines({ address, gln, name }: PartyBlock): string[] {
  const { city = '', country = '', postalCode = '', state = '', street = '' } = address ?? {};
  return [name, street, [city, state, postalCode].filter(Boolean).join(' '), country, gln === null ? '' : `GLN ${gln}`].filter(Boolean);
}

function heading(pdf: Pdf, text: string): void {
  // A heading does not stand alone at the foot of a page.
  if (pdf.y > pdf.page.height - MARGIN - 72) pdf.addPage();
  pdf.moveDown(1).font(BOLD).fontSize(12).text(text, MARGIN).moveDown(0.3);
}

/** Rows of columns, the titles again on each page. */
function table<Row>(pdf: Pdf, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const width = pdf.page.width - 2 * MARGIN;
  const line = (texts: readonly string[], fonts: readonly string[]): void => {
    const widths = columns.map((column) => column.width * width - 6);
    const height = Math.max(...texts.map((text, i) => pdf.font(fonts[i] as string).fontSize(8).heightOfString(text, { width: widths[i] as number })));
    if (pdf.y + height > pdf.page.height - MARGIN - 16) {
      pdf.addPage();
      if (texts !== titles) line(titles, bold);
    }
    const y = pdf.y;
    let x = MARGIN;
    texts.forEach((text, i) => {
      pdf.font(fonts[i] as string).fontSize(8).text(text, x, y, { width: widths[i] as number });
      x += (columns[i] as Column<Row>).width * width;
    });
    pdf.x = MARGIN;
    pdf.y = y + height + 3;
  };
  const titles = columns.map(({ title }) => title);
  const bold = columns.map(() => BOLD);
  const fonts = columns.map(({ font }) => font ?? PLAIN);
  line(titles, bold);
  for (const row of rows) line(columns.map(({ text }) => printable(text(row))), fonts);
}
