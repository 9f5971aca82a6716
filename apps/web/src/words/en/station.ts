export const station = {
  title: 'Where are you today?',
  site: 'Site',
  job: 'What you are here for',
  jobs: { RECEIVE: 'Receive deliveries', DISPENSE: 'Dispense', CHECK: 'Check packages' },
  begin: 'Begin (Enter)',
  later: 'Both can be changed at any time: the site in the menu at the top right, the job in the main menu.',
} as const;
