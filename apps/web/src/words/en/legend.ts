export const legend = {
  title: 'What the answers mean',
  lead: 'Every reason that a scan can give, the gravest first. The verdict is that of the gravest reason.',
  purpose: 'Purpose',
  all: 'All',
  everyPurpose: 'for every purpose',
  only: 'for {{purposes}}',
  offered: 'Offered: {{offers}}',
  none: 'For this purpose no reason has this answer.',
  record: 'A verdict says what the record knows about a barcode. It never says what a package is, or whether it may be sold.',
  back: 'Back to the scanner',
} as const;
