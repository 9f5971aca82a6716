export const licences = {
  title: 'Licences',
  of: 'Licences of {{name}}',
  close: 'Close',
  none: 'None is recorded: scans say nothing about it. Once one is, its end is a reason to ask.',
  line: '{{state}}, {{number}}, good to {{until}}',
  ended: 'Ended',
  state: 'State or authority',
  number: 'Number',
  numberHint: 'The same number again gives that licence a new last day.',
  until: 'Last day on which it is good',
  refused: 'Not recorded',
  record: 'Record the licence',
} as const;
