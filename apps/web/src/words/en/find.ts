export const find = {
  open: 'Find anything',
  title: 'Find anything',
  close: 'Close',
  label: 'Name or number',
  hint: 'A serial, a barcode, a lot, a product, an SSCC, a purchase order, a despatch advice, or a page.',
  found: 'Found',
  none: 'Nothing found among what you may see. A barcode can be scanned right here.',
  package: 'package {{text}}',
  shipment: 'Shipment {{from}} → {{to}}',
  lot: 'Lot {{number}}',
  verdict: 'Ask for its verdict',
  pedigree: 'Show its pedigree',
} as const;
