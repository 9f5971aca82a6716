import { EndorseError, type Status, StatusCode, type Transaction } from '@hyperledger/fabric-gateway';
import type { Command } from '../commands.ts';
import { execute } from '../contract/index.ts';
import { factKey, type PartyFact } from '../facts.ts';
import { isRefusal, parseCommand, type SignedCommand, transactionId } from '../format/signed-command.ts';
import type { Ledger, Receipt, Refused, Unknown, UnknownReason } from '../ledger.ts';
import { type LogSigner, verifyCommandNow } from '../log/signing.ts';
import { refuse, type Refusal } from '../refusals.ts';
import type { Store } from '../store/store.ts';
import type { No } from './answer.ts';
import { SUBMIT } from './channel/transactions.ts';
import { type FollowOptions, FollowedLog } from './followed-log.ts';
import { argumentOf } from './gateway/ask-organisation.ts';
import { noOf } from './gateway/endorse.ts';
import { type Dissent, Endorsers } from './gateway/endorsers.ts';
import { isAway, type PeerConnection } from './gateway/peers.ts';
import { memoryOutbox, type Outbox } from './gateway/outbox.ts';

export interface FabricOptions extends FollowOptions {
  /** Where a transaction is kept from before it is sent until it is known what came of it. */
  readonly outbox?: Outbox;
  /** After so long an answer is `unknown`, never a guess. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** The organisation of this node. */
  readonly mspId: string;
  /** Before every so-manieth command each organisation is asked by itself what it comes to; 0: never. 50 unless told otherwise. */
  readonly compareEvery?: number | undefined;
}

/** Back-pressure: what comes while so many are under way is answered BUSY at once; a peer's gateway takes 500. */
const UNDER_WAY_MAX = 400;
const TIMEOUT_MS = 30_000;

/** What the orderers took and no block brought after so long is sent again: a leader that died may have taken it along. Then after twice as long, and so on. */
const ORDERED_WITHIN_MS = 2_000;

/** The engine of several organisations: a majority endorses, the orderers order, and what is valid stands in the log that this node keeps of the channel. */
export class FabricLedger extends FollowedLog implements Ledger {
  readonly engine = 'fabric';
  readonly #outbox: Outbox;
  readonly #timeoutMs: number;
  readonly #clock: () => number;
  readonly #mspId: string;
  readonly #endorsers: Endorsers;
  #underWay = 0;

  constructor(store: Store, signer: LogSigner, { clock, compareEvery, mspId, outbox = memoryOutbox(), timeoutMs = TIMEOUT_MS, ...options }: FabricOptions) {
    super(store, signer, options);
    this.#clock = clock;
    this.#mspId = mspId;
    this.#outbox = outbox;
    this.#timeoutMs = timeoutMs;
    this.#endorsers = new Endorsers({ peers: this.peers, chaincode: options.chaincode, mspId, clock, compareEvery });
  }

  /** The organisations that were found to come to something else than the majority over the same command, newest first: their rules or their state were altered. */
  dissent(): readonly Dissent[] {
    return this.#endorsers.dissent;
  }

  async submit(signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    if (this.isClosed || this.stopped) return unknown('STOPPED');
    if (this.#underWay >= UNDER_WAY_MAX) return unknown('BUSY');
    const command = parseCommand(signed.command);
    if (isRefusal(command)) return refused(command);
    if (command.origin !== this.origin) return refused(refuse('WRONG_LOG', { origin: command.origin }));
    this.#underWay += 1;
    try {
      return await this.#submitUntil(this.#clock() + this.#timeoutMs, command, signed);
    } finally {
      this.#underWay -= 1;
    }
  }

  /** Sends again whatever the outbox kept when the process ended. What comes of it stands in the blocks; whoever signed asks for the receipt. */
  async sendAgain(): Promise<void> {
    for (const bytes of await this.#outbox.pending()) void this.#commit(this.peers.preferred, this.peers.preferred.gateway.newTransaction(bytes), this.#clock() + this.#timeoutMs);
  }

  async #submitUntil(deadline: number, command: Command, signed: SignedCommand): Promise<Receipt | Refused | Unknown> {
    const txId = transactionId(signed.command);
    await this.#endorsers.sample(signed);
    for (let waitMs = 20, failed = 0; this.#clock() < deadline; waitMs = Math.min(2 * waitMs, 1_000)) {
      if (this.isClosed || this.stopped) return unknown('STOPPED');
      const endorsed = await this.#endorse(signed);
      if (endorsed.kind === 'no' && endorsed.no.kind !== 'refusal') return this.#answer(endorsed.no, deadline);
      // A refusal is final for its sender, and a peer that has not read as far as this node may refuse what it should not: it counts when our own log says the same.
      if (endorsed.kind === 'no' && endorsed.no.kind === 'refusal' && this.#ownNo(command, signed)?.code === endorsed.no.refusal.code) return refused(endorsed.no.refusal);
      if (endorsed.kind === 'endorsed') {
        const committed = await this.#commit(endorsed.peer, endorsed.transaction, deadline);
        if (committed === 'unknown') return unknown('TIMEOUT');
        if (committed === StatusCode.VALID) return (await this.#recorded(txId, deadline)) ?? unknown('TIMEOUT');
        // It lost a race: the same command, under the same id, against what is there now. Any other code is one that asking again may mend or not; the deadline says when to give up.
      } else if (endorsed.kind !== 'away') {
        // The organisations do not come to the same. A peer that lags is in step the next time; of one that is not, it is asked which one it is.
        failed += 1;
        this.#endorsers.chooseAnew();
        if (failed % 2 === 0) await this.#endorsers.compare(signed);
      }
      await pause(Math.random() * waitMs);
    }
    return unknown('TIMEOUT');
  }

  /** One proposal to a majority of peers. `apart`: nobody said no, and they did not come to the same; `away`: nobody could be asked. */
  async #endorse(signed: SignedCommand): Promise<{ kind: 'endorsed'; transaction: Transaction; peer: PeerConnection } | { kind: 'no'; no: No } | { kind: 'apart' | 'away' }> {
    const { chosen } = this.#endorsers;
    const proposed = { arguments: [argumentOf(signed)], ...(chosen && { endorsingOrganizations: [...chosen] }) };
    let over = this.peers.preferred;
    try {
      return await this.peers.through(async (peer) => ({ kind: 'endorsed', peer: (over = peer), transaction: await peer.contract.newProposal(SUBMIT, proposed).endorse() }));
    } catch (error) {
      const no = noOf(error);
      if (no) return { kind: 'no', no };
      // The peer is there, and its chaincode server is not: the gateway of another organisation's peer does not ask it first.
      if (error instanceof EndorseError && error.details.some(({ mspId }) => mspId === over.mspId)) this.peers.turnFrom(over);
      // One that was chosen may be gone; without a choice it is nobody's peer that answers.
      if (error instanceof EndorseError || this.isClosed) return { kind: isAway(error) && !chosen ? 'away' : 'apart' };
      throw error;
    }
  }

  /** What the contract says to the command over the facts of our own log: its refusal, or null. */
  #ownNo(command: Command, signed: SignedCommand): Refusal | null {
    this.state.catchUp();
    const key = this.keyOf(command);
    if (isRefusal(key)) return key;
    if (!verifyCommandNow(signed, key)) return refuse('SIGNATURE_INVALID', { key: command.key });
    const party = this.state.fact(factKey.party(command.by)) as PartyFact;
    if (party.msp !== null && party.msp !== this.#mspId) return refuse('NOT_ITS_NODE', { party: command.by, msp: party.msp });
    const steps = execute({ command, signature: signed.signature, txId: transactionId(signed.command) });
    let step = steps.next();
    while (!step.done) step = steps.next(new Map(step.value.map((each) => [each, this.state.fact(each)])));
    return step.value.kind === 'refusal' ? step.value.refusal : null;
  }

  async #answer(no: Exclude<No, { kind: 'refusal' }>, deadline: number): Promise<Receipt | Unknown> {
    if (no.kind === 'stale') return unknown('STALE');
    if (no.kind === 'begun') throw new Error('a command is answered as if it began the log');
    const first = await this.#recorded(no.txId, deadline);
    return first ? { ...first, repeated: true } : unknown('TIMEOUT');
  }

  /**
   * Sends an endorsed transaction to the orderers and waits for the block that brings its verdict. Where none comes, nothing is known: the orderers may have lost it.
   * The very same bytes are sent again, which is safe: a transaction of Fabric is valid once.
   */
  async #commit(peer: PeerConnection, transaction: Transaction, deadline: number): Promise<Status['code'] | 'unknown'> {
    const id = transaction.getTransactionId();
    const bytes = transaction.getBytes();
    await this.#outbox.keep(id, bytes);
    const verdict = this.verdictOf(id);
    try {
      let orderedWithinMs = ORDERED_WITHIN_MS;
      for (let over = peer; this.#clock() < deadline && !this.isClosed && !this.stopped; over = this.peers.preferred) {
        try {
          const sent = await (over === peer ? transaction : over.gateway.newTransaction(bytes)).submit();
          let code = await verdict.within(Math.min(orderedWithinMs, deadline - this.#clock()));
          orderedWithinMs *= 2;
          // Sent twice, and the first was recorded before anyone here waited for it: the verdict of the id is that of the first.
          if (code === StatusCode.DUPLICATE_TXID) ({ code } = await sent.getStatus());
          if (code === null || code === StatusCode.DUPLICATE_TXID) continue;
          await this.#outbox.forget(id);
          return code;
        } catch (error) {
          if (isAway(error)) this.peers.turnFrom(over);
          await pause(100);
        }
      }
    } finally {
      verdict.forget();
    }
    return 'unknown';
  }

  /** The receipt of a transaction that the channel has, when this node has read so far. */
  async #recorded(txId: string, deadline: number): Promise<Receipt | null> {
    for (;;) {
      const receipt = await this.receipt(txId);
      if (receipt) return { ...receipt, repeated: false };
      if (this.#clock() >= deadline || this.isClosed || this.stopped) return null;
      await this.nextBlock();
    }
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const refused = (refusal: Refusal): Refused => ({ kind: 'refusal', refusal });
const unknown = (reason: UnknownReason): Unknown => ({ kind: 'unknown', reason });
