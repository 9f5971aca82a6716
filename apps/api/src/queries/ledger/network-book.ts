import { Inject, Injectable } from '@nestjs/common';
import { FabricLedger, FollowedLog } from '@packtrail/ledger/fabric';
import { OPENED_LEDGER } from '../../platform/ledger-token.ts';
import type { OpenedLedger } from '../../platform/open-ledger.ts';
import type { LedgerDissent, LedgerNetwork } from './models/ledger-network.model.ts';

/** What this node sees of the organisations that share the ledger; nothing on the embedded engine, which has one. */
@Injectable()
export class NetworkBook {
  constructor(@Inject(OPENED_LEDGER) private readonly opened: OpenedLedger) {}

  async network(): Promise<LedgerNetwork | null> {
    const { ledger } = this.opened;
    if (!(ledger instanceof FollowedLog)) return null;
    const { away, name, next, peer } = ledger.channel;
    const peers = await ledger.peerHeights();
    const dissent = ledger instanceof FabricLedger ? ledger.dissent() : [];
    const differs = (organisation: string): LedgerDissent | null => {
      const found = dissent.find(({ mspId }) => mspId === organisation);
      return found ? { at: new Date(found.at), txId: found.txId, said: found.said, others: found.others } : null;
    };
    return { channel: name, channelNext: next, readsFrom: peer, away, peers: peers.map(({ mspId: organisation, ...each }) => ({ organisation, ...each, differs: differs(organisation) })) };
  }

  /** The organisations whose peers endorsed a transaction; none on the embedded engine. */
  async endorsers(txId: string): Promise<readonly string[]> {
    const { ledger } = this.opened;
    return ledger instanceof FollowedLog ? ((await ledger.endorsed(txId))?.endorsers ?? []) : [];
  }
}
