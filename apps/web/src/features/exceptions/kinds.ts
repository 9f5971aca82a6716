/** What a person can report by hand, in the words of the trade; the server has the rules. */
export const KINDS = [
  { value: 'PRODUCT_NO_DATA', label: 'Product without data' },
  { value: 'DATA_NO_PRODUCT', label: 'Data without product' },
  { value: 'MISALIGNMENT', label: 'Printed and data differ' },
  { value: 'OVER', label: 'More than ordered' },
  { value: 'SHORT', label: 'Fewer than ordered' },
  { value: 'DAMAGED', label: 'Damaged' },
  { value: 'PACKAGING', label: 'Packaging or label' },
] as const;
export type Kind = (typeof KINDS)[number]['value'];

/** What one partner may ask of the other (Partnership for DSCSA Governance). */
export const RESOLUTIONS = [
  'Send new data',
  'Send product',
  'Return product',
  'Send back product',
  'Credit account',
  'Debit account',
] as const;

export const isCounted = (kind: Kind): boolean => kind === 'OVER' || kind === 'SHORT';
