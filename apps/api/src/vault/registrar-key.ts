import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { PartySigner } from '@packtrail/ledger';
import { openRegistrar } from '@packtrail/ledger/embedded';
import { CONFIG, type Config } from '../platform/config.ts';

/** The key that registers trading partners on the ledger: its hash is in the ledger's first entry. Kept beside the ledger, mode 0600. */
@Injectable()
export class RegistrarKey {
  readonly signer: PartySigner;
  readonly id: string;

  constructor(@Inject(CONFIG) config: Config) {
    ({ id: this.id, signer: this.signer } = openRegistrar(join(config.dataDir, 'ledger')));
  }

  public(): { id: string; spki: string } {
    return { id: this.id, spki: this.signer.spki };
  }
}
