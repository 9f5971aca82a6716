import { createPrivateKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partySigner } from '@packtrail/ledger';
import { connectionOf, type FabricLedger, openFabric, type Outbox } from '@packtrail/ledger/fabric';
import { type Network, type OrganisationName, readNetwork } from '@packtrail/ledger/fabric-network';
import { inject } from 'vitest';
import { LedgerWorld, type Party } from '../support/ledger-world.ts';

export const network = (): Network => readNetwork(inject('network'));

export function registrar(): Party {
  const { id, key } = inject('registrar');
  return { id, signer: partySigner(createPrivateKey(key)) };
}

/** The ledger as the node of an organisation opens it, in a new folder. */
export const openNode = (organisation: OrganisationName = 'manufacturer', options: { timeoutMs?: number; compareEvery?: number; outbox?: Outbox } = {}): Promise<FabricLedger> =>
  openFabric({ directory: mkdtempSync(join(tmpdir(), 'packtrail-fabric-node-')), clock: Date.now, connection: connectionOf(network(), organisation), ...options });

export const openWorld = async (organisation?: OrganisationName): Promise<LedgerWorld> => new LedgerWorld(await openNode(organisation), registrar(), Date.now);
