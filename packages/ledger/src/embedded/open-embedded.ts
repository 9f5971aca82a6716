import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT_VERSION } from '../commands.ts';
import type { Genesis } from '../format/log-leaf.ts';
import { logKeyFromPem, type LogSigner, logSigner, newLogKey } from '../log/signing.ts';
import { checkFile } from './check-file.ts';
import { EmbeddedLedger, type Surroundings } from './embedded-ledger.ts';
import { Store } from './store.ts';

export interface LedgerOptions extends Partial<Surroundings> {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Who may register trading partners; needed only when the ledger does not exist yet. */
  readonly registrars?: Genesis['registrars'];
  /** Below so many bytes of file the whole history is checked before opening; above, behind the running ledger. */
  readonly checkWholeBelowBytes?: number;
}

export interface EmbeddedOptions extends LedgerOptions {
  /** Folder of the ledger: `ledger.sqlite`, `log.key` and `log.vkey`. Made when absent. */
  readonly directory: string;
}

/** Opens the embedded ledger of a folder, or begins it. Throws when its last block cannot be read; other damage is in `audit()`, and stops writing. */
export async function openEmbedded({ directory, ...options }: EmbeddedOptions): Promise<EmbeddedLedger> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const store = await Store.open(join(directory, 'ledger.sqlite'));
  try {
    return openStore(store, readSigner(directory, store.lastBlock() === undefined), options);
  } catch (error) {
    store.close();
    throw error;
  }
}

/** The same for a store that is open already, whatever it lies on. */
export function openStore(store: Store, signer: LogSigner, { checkWholeBelowBytes = 64 * 1024 * 1024, clock, registrars, turn, verifySignature }: LedgerOptions): EmbeddedLedger {
  if (store.lastBlock() === undefined) {
    if (!registrars) throw new Error('a new ledger needs its registrars');
    EmbeddedLedger.begin(store, signer, { at: clock(), contract: CONTRACT_VERSION, origin: signer.origin, registrars });
  }
  const ledger = new EmbeddedLedger(store, signer, { clock, ...(turn && { turn }), ...(verifySignature && { verifySignature }) });
  const [{ bytes = 0 } = {}] = store.database.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size').all() as { bytes?: number }[];
  if (bytes < checkWholeBelowBytes) {
    const { blocks, damage } = checkFile(store.database, signer.vkey);
    ledger.audited({ auditedTo: blocks - 1, damage });
  } else {
    void ledger.auditBehind();
  }
  return ledger;
}

function readSigner(directory: string, isNew: boolean) {
  const keyFile = join(directory, 'log.key');
  const originFile = join(directory, 'log.vkey');
  if (isNew && !existsSync(keyFile)) {
    const signer = logSigner(`packtrail/${randomBytes(8).toString('hex')}`, newLogKey());
    writeFileSync(keyFile, signer.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    writeFileSync(originFile, `${signer.vkey}\n`, { mode: 0o644 });
    return signer;
  }
  const origin = readFileSync(originFile, 'utf8').trim().split('+')[0] ?? '';
  return logSigner(origin, logKeyFromPem(readFileSync(keyFile, 'utf8')));
}
