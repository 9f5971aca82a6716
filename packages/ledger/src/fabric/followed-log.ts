import { setTimeout as sleep } from 'node:timers/promises';
import type { common } from '@hyperledger/fabric-protos';
import type { CloseableAsyncIterable } from '@hyperledger/fabric-gateway';
import type { Block } from '../format/block.ts';
import { parseNote } from '../format/checkpoint.ts';
import type { LogSigner } from '../log/signing.ts';
import { putBlock } from '../store/put-block.ts';
import { type LogOptions, RecordedLog } from '../store/recorded-log.ts';
import type { Store } from '../store/store.ts';
import { type Endorsed, Places } from './channel/places.ts';
import { type ChannelBlock, readChannelBlock } from './channel/read-block.ts';
import { recordedIn } from './channel/transactions.ts';
import { type Verdict, Verdicts } from './channel/verdicts.ts';
import { type PeerHeight, peerHeights } from './gateway/peer-heights.ts';
import { isAway, type PeerConnection, type Peers } from './gateway/peers.ts';

export interface FollowOptions extends LogOptions {
  readonly peers: Peers;
  readonly chaincode: string;
}

/**
 * Our own log over a channel of Fabric, as one organisation's node keeps it: the valid transactions in the order of the channel's blocks, in the same tree, blocks and file
 * as the embedded engine's. Every node that reads the channel comes to the same blocks and roots; each signs them with its own key.
 */
export class FollowedLog extends RecordedLog {
  protected readonly peers: Peers;
  protected readonly places: Places;
  readonly #chaincode: string;
  #following: Promise<void> | null = null;
  readonly #verdicts = new Verdicts(() => this.#restless());
  #stream: { readonly blocks: CloseableAsyncIterable<common.Block>; readonly peer: PeerConnection } | null = null;
  /** When the stream last gave something, or was opened. */
  #heardAt = 0;
  /** Why the channel cannot be read just now; null while it can. */
  #away: string | null = null;

  constructor(store: Store, signer: LogSigner, { chaincode, peers, ...options }: FollowOptions) {
    super(store, signer, options);
    this.peers = peers;
    this.#chaincode = chaincode;
    this.places = new Places(store.database);
  }

  /** Reads the channel from here on. */
  follow(): void {
    this.#following ??= this.#followAlways();
  }

  /** How far the channel has been read, by which peer, and why it cannot be read just now. */
  get channel(): { readonly name: string; readonly next: number; readonly peer: string; readonly away: string | null } {
    return { name: this.peers.preferred.network.getName(), next: this.places.next, peer: this.peers.preferred.address, away: this.#away };
  }

  /** How far each organisation's peer is. */
  peerHeights(): Promise<PeerHeight[]> {
    return peerHeights(this.peers, this.channel.name);
  }

  /** From which block of the channel a block of the log came, and who endorsed its transactions; null for the first. */
  channelBlock(number: number): { readonly channelNumber: number; readonly transactions: readonly Endorsed[] } | null {
    return this.places.of(number);
  }

  /** Who endorsed a transaction, and under which id of Fabric's; null when the log does not have it. */
  async endorsed(txId: string): Promise<Endorsed | null> {
    const place = this.state.place(txId);
    const recorded = place && (await this.block(place.block));
    return recorded ? (this.places.of(place.block)?.transactions[place.position - recorded.firstPosition] ?? null) : null;
  }

  /** The checkpoint after a block as every node that reads the channel signs it; null when it has not been read so far. */
  checkpointText(blockNumber: number): string | null {
    const row = this.isClosed ? undefined : this.store.block(blockNumber);
    if (!row) return null;
    const note = parseNote(row.checkpoint);
    if ('broken' in note) throw new Error(`the checkpoint of block ${blockNumber} ${note.broken}`);
    return note.text;
  }

  /** What a transaction that is about to be sent will have become. */
  protected verdictOf(id: string): Verdict {
    return this.#verdicts.of(id);
  }

  protected async finishWriting(): Promise<void> {
    this.#stream?.blocks.close();
    await this.#following;
    this.#verdicts.end();
    this.peers.close();
  }

  async #followAlways(): Promise<void> {
    for (let waitMs: number = WAIT_MS.least; !this.isClosed && !this.stopped; ) {
      const peer = this.peers.preferred;
      try {
        for await (const block of await this.#blocksOf(peer)) {
          if (this.isClosed || this.stopped) return;
          this.#away = null;
          this.#heardAt = performance.now();
          waitMs = WAIT_MS.least;
          this.#take(readChannelBlock(block, this.#chaincode));
          if (this.stopped) return;
          await this.turn();
          // Another one is read again only while one's own organisation's is away.
          if (this.peers.preferred !== peer) break;
        }
      } catch (error) {
        if (this.isClosed) return;
        this.#away = error instanceof Error ? error.message : String(error);
        if (isAway(error)) this.peers.turnFrom(peer);
      } finally {
        this.#stream?.blocks.close();
        this.#stream = null;
      }
      await sleep(waitMs);
      waitMs = Math.min(2 * waitMs, WAIT_MS.most);
    }
  }

  async #blocksOf(peer: PeerConnection): Promise<CloseableAsyncIterable<common.Block>> {
    // The last one that was read comes first: a peer that is there says so at once, also on a channel where nothing happens.
    const blocks = await peer.network.getBlockEvents({ startBlock: BigInt(Math.max(0, this.places.next - 1)) });
    this.#stream = { blocks, peer };
    this.#heardAt = performance.now();
    if (this.isClosed) blocks.close();
    return blocks;
  }

  /** Someone waits in vain for a block. The peer that is read may be cut off from the others without a word; another may have it. */
  #restless(): void {
    if (!this.#stream || performance.now() - this.#heardAt < SILENT_MS) return;
    this.peers.turnFrom(this.#stream.peer);
    this.#stream.blocks.close();
  }

  /** Appends what a block of the channel recorded, with the place up to which the channel is read, in one transaction of the file. */
  #take(from: ChannelBlock): void {
    try {
      const { isSettledInSteps, recorded } = this.store.immediately(() => {
        this.state.catchUp();
        // Another process of this node may have read it.
        if (from.number < this.places.next) return { recorded: null, isSettledInSteps: true };
        if (from.number > this.places.next) throw new Error(`block ${this.places.next} of the channel did not come, and ${from.number} did`);
        this.places.next = from.number + 1;
        return { recorded: this.#append(from), isSettledInSteps: this.state.settleSome() };
      });
      if (recorded) this.state.apply(recorded.block, recorded.nodes, recorded.head);
      this.#verdicts.tell(from.transactions);
      if (!isSettledInSteps) this.settle();
      if (!recorded) return;
    } catch (error) {
      this.stop(error);
      return;
    }
    this.wakeFollowers();
  }

  #append(from: ChannelBlock) {
    const recorded = recordedIn(from);
    if (recorded.length === 0) return null;
    const before = this.state.head;
    const frontier = before.frontier.copy();
    const nodes = recorded.map(({ leaf }) => frontier.append(leaf));
    // A time that all nodes agree on: that of the newest proposal.
    const at = Math.max(before.at, ...recorded.map(({ of }) => of.at));
    const number = before.number + 1;
    const block: Block = { at, genesis: null, number, previous: before.hash, transactions: recorded.map(({ transaction }) => transaction), writes: [] };
    const { checkpoint, hash } = putBlock(this.store, this.signer, block, frontier);
    this.places.put(number, from.number, recorded.map(({ of: { endorsers, id } }) => ({ id, endorsers })));
    return { block, nodes, head: { number, hash, at, frontier, checkpoint } };
  }
}

/** Between two attempts to read the channel. */
const WAIT_MS = { least: 100, most: 2_000 } as const;

/** A stream that gave nothing for so long, while something is waited for, is left. */
const SILENT_MS = 4_000;
