/** What a report may ask of a partner, in the words of the Partnership for DSCSA Governance. */
export const RESOLUTIONS = ['Send new data', 'Send product', 'Return product', 'Send back product', 'Credit account', 'Debit account'] as const;
export type ResolutionAsked = (typeof RESOLUTIONS)[number];

interface Kind {
  readonly name: string;
  /** Of the Healthcare Distribution Alliance, edition of 2023. */
  readonly category: 'Data Issue' | 'Product No Data' | 'Data No Product' | 'Packaging and Labeling' | 'Unavailable for Distribution';
  readonly asks: ResolutionAsked;
  /** Business days that a case of this kind may take before it is late. None is set by law: a partner's next receipt waits for it. */
  readonly dueDays: number;
  /** What is told to the partner: what was seen, never whose fault it might be. `{unit}` is the item. */
  readonly sentence: string;
}

/** The one table of exceptions: between goods and their data, and within either. None of them makes a package suspect by itself. */
export const EXCEPTION_KINDS = {
  PRODUCT_NO_DATA: { name: 'Product without data', category: 'Product No Data', asks: 'Send new data', dueDays: 1, sentence: '{unit} arrived, and no data of it has arrived yet.' },
  DATA_NO_PRODUCT: { name: 'Data without product', category: 'Data No Product', asks: 'Send product', dueDays: 2, sentence: 'The data lists {unit}, and it was not found among what arrived.' },
  MISALIGNMENT: { name: 'Product and data differ', category: 'Data Issue', asks: 'Send new data', dueDays: 2, sentence: 'What is printed on {unit} is not what the data says.' },
  OVER: { name: 'More than ordered', category: 'Product No Data', asks: 'Return product', dueDays: 3, sentence: 'More of {unit} arrived than was ordered.' },
  SHORT: { name: 'Fewer than ordered', category: 'Data No Product', asks: 'Credit account', dueDays: 3, sentence: 'Fewer of {unit} arrived than were ordered.' },
  DAMAGED: { name: 'Damaged', category: 'Unavailable for Distribution', asks: 'Send back product', dueDays: 3, sentence: '{unit} arrived damaged.' },
  PACKAGING: { name: 'Packaging or label', category: 'Packaging and Labeling', asks: 'Send back product', dueDays: 3, sentence: 'The packaging or the label of {unit} is not as it should be.' },
  GLN_ERROR: { name: 'Location number wrong', category: 'Data Issue', asks: 'Send new data', dueDays: 3, sentence: 'The data names the location {unit}, which is not valid.' },
  GTIN_ERROR: { name: 'Product number wrong', category: 'Data Issue', asks: 'Send new data', dueDays: 3, sentence: 'The data names the product {unit}, which is not valid.' },
} as const satisfies Record<string, Kind>;

export type ExceptionKind = keyof typeof EXCEPTION_KINDS;
export const exceptionKind = (kind: ExceptionKind): Kind => EXCEPTION_KINDS[kind];

/** Where a case stands: open, told to the partner, answered by it, settled. */
export const EXCEPTION_STATES = ['open', 'reported', 'answered', 'resolved'] as const;
export type ExceptionState = (typeof EXCEPTION_STATES)[number];

/** How an item was noticed. */
export const SOURCES = ['Scan', 'Packing Slip', 'ASN', 'Other'] as const;
export type ObservationSource = (typeof SOURCES)[number];
