import { randomBytes } from 'node:crypto';
import { CONTRACT_VERSION } from '../commands.ts';
import type { Genesis } from '../format/log-leaf.ts';

/** Entry 0 of a new ledger under a name of its own. */
export const newGenesis = (at: number, registrars: Genesis['registrars']): Genesis => ({ at, contract: CONTRACT_VERSION, origin: `packtrail/${randomBytes(8).toString('hex')}`, registrars });
