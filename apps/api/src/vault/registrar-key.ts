import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { openRegistrar, type Registrar } from '@packtrail/ledger/embedded';
import { CONFIG, type Config } from '../platform/config.ts';

/**
 * The key that registers trading partners on the ledger: its hash is in the ledger's first entry. Kept in the node's own folder, mode 0600, also
 * where the ledger lies elsewhere. A node that comes to a ledger which has begun has none: another one registers its trading partners.
 */
@Injectable()
export class RegistrarKey {
  readonly held: Registrar | null;

  constructor(@Inject(CONFIG) config: Config) {
    const directory = join(config.dataDir, 'ledger');
    const hasBegun = !existsSync(join(directory, 'registrar.key')) && existsSync(join(config.ledgerDir, 'ledger.sqlite'));
    this.held = hasBegun ? null : openRegistrar(directory);
  }

  public(): { id: string; spki: string } | null {
    return this.held && { id: this.held.id, spki: this.held.signer.spki };
  }
}
