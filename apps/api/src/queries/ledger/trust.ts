import type { TrustRow } from './models/trust-row.model.ts';

export type Mode = 'hosted' | 'own keys' | 'witnessed' | 'fabric';

/** Whom one need not trust, and still does, in each mode of running: said plainly, the same in the README. */
const TABLE: Readonly<Record<Mode, Omit<TrustRow, 'current'>>> = {
  hosted: {
    mode: 'Hosted: one process holds every key',
    needNotTrust: 'That history stays as it was, once you hold a checkpoint.',
    stillTrust: 'The operator for everything else: it can sign as anyone.',
  },
  'own keys': {
    mode: 'Embedded, keys at the organisations',
    needNotTrust: 'Also: nobody acts in your name.',
    stillTrust: 'The operator may refuse, delay, read all and show two views.',
  },
  witnessed: {
    mode: 'With witnesses',
    needNotTrust: 'Also: two views, rewriting and rollback are seen.',
    stillTrust: 'That the witnesses are not in league.',
  },
  fabric: {
    mode: 'Hyperledger Fabric',
    needNotTrust: 'A minority of organisations, and the administrator of any one peer.',
    stillTrust: 'A majority (it can break rules, not forge your signature), and the orderers for order and liveness.',
  },
};

/** The trust table with the rows marked that are in force: that of the running mode, and beside it that of witnesses where they watch. */
export const trustTable = (inForce: readonly Mode[]): TrustRow[] => (Object.keys(TABLE) as Mode[]).map((mode) => ({ ...TABLE[mode], current: inForce.includes(mode) }));
