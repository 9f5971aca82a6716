export const signIn = {
  title: 'Sign in',
  motto: 'One scan, one verdict, the whole pedigree.',
  email: 'E-mail',
  password: 'Password',
  show: 'Show the password',
  refused: 'Not signed in',
  demo: 'or look around with demo data',
  hints: { PHARMACIST: 'receive, dispense', DISTRIBUTOR: 'receive, repack, ship', MANUFACTURER: 'lots, labels, ship', REGULATOR: 'recalls, tracing' },
} as const;
