import { createHash, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { newPartySigner, partySigner, type PartySigner } from '@packtrail/ledger';
import { CONFIG, type Config } from '../platform/config.ts';

/** The key that registers trading partners on the ledger: its hash is in the ledger's first entry. Kept beside the ledger, mode 0600. */
@Injectable()
export class RegistrarKey {
  readonly signer: PartySigner;
  readonly id: string;

  constructor(@Inject(CONFIG) config: Config) {
    const folder = join(config.dataDir, 'ledger');
    const file = join(folder, 'registrar.key');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) {
      const pem = newPartySigner().privateKey.export({ type: 'pkcs8', format: 'pem' });
      writeFileSync(file, pem, { mode: 0o600, flag: 'wx' });
    }
    this.signer = partySigner(createPrivateKey(readFileSync(file, 'utf8')));
    this.id = createHash('sha256').update(this.signer.spki).digest('hex').slice(0, 32);
  }

  public(): { id: string; spki: string } {
    return { id: this.id, spki: this.signer.spki };
  }
}
