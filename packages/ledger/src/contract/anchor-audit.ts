import type { Command } from '../commands.ts';
import { effects, type Facts, type Steps } from './transition.ts';

/** Binds the root of one's access log into the ledger: the signed command in the log is all there is to it. */
export function* anchorAudit(_command: Command<'anchorAudit'>, _facts: Facts): Steps {
  yield [];
  return effects({});
}
