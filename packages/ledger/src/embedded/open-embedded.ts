import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '../commands.ts';
import type { Genesis } from '../format/log-leaf.ts';
import type { LogSigner } from '../log/signing.ts';
import { beginLog } from '../store/begin-log.ts';
import { checkFile } from '../store/check-file.ts';
import { EmbeddedLedger, type Surroundings } from './embedded-ledger.ts';
import { newestNote, openKeys } from '../store/key-files.ts';
import { openDatabase } from '../store/sqlite.ts';
import { Store } from '../store/store.ts';

export interface LedgerOptions extends Partial<Surroundings> {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Who may register trading partners; needed only when the ledger does not exist yet. */
  readonly registrars?: Genesis['registrars'];
  /** Every verifier key that the log has had, oldest first; when absent it has its first. */
  readonly vkeys?: readonly string[];
}

export interface EmbeddedOptions extends Omit<LedgerOptions, 'vkeys'> {
  /** Folder of the ledger: `ledger.sqlite`, `log.key` and `log.vkey`. Made when absent. */
  readonly directory: string;
  /** Below so many bytes of file the whole history is checked before opening; above, behind the running ledger. */
  readonly checkWholeBelowBytes?: number;
}

/** Opens the embedded ledger of a folder, or begins it. Throws when its newest blocks cannot be read; other damage is in `audit()`, and stops writing. */
export async function openEmbedded({ checkWholeBelowBytes = 64 * 1024 * 1024, directory, ...options }: EmbeddedOptions): Promise<EmbeddedLedger> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'ledger.sqlite');
  const isLarge = existsSync(file) && statSync(file).size >= checkWholeBelowBytes;
  const store = await Store.open(file);
  try {
    const { signer, vkeys } = store.immediately(() => openKeys(directory, newestNote(store)));
    const ledger = openStore(store, signer, { ...options, vkeys }, { checks: !isLarge });
    if (isLarge) void ledger.auditBehind(await openDatabase(file, { readOnly: true }));
    return ledger;
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The same for a store that is open already, whatever it lies on. `checks`: whether the whole history is read before. */
export function openStore(store: Store, signer: LogSigner, { registrars, vkeys = [signer.vkey], ...surroundings }: LedgerOptions, { checks = true } = {}): EmbeddedLedger {
  if (store.newest() < 0) {
    if (!registrars) throw new Error('a new ledger needs its registrars');
    beginLog(store, signer, { at: surroundings.clock(), contract: CONTRACT_VERSION, origin: signer.origin, registrars });
  }
  const checked = checks ? checkFile(store.database, ...vkeys) : null;
  const ledger = new EmbeddedLedger(store, signer, { ...surroundings, vkeys });
  if (checked) ledger.audited({ auditedTo: checked.blocks - 1, damage: checked.damage });
  return ledger;
}
