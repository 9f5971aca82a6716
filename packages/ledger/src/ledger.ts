import type { Fact } from './facts.ts';
import type { Block } from './format/block.ts';
import type { SignedCommand } from './format/signed-command.ts';
import type { Refusal } from './refusals.ts';

/**
 * The port behind which both engines stand. What both promise is held by one suite (test/contract).
 * Where they cannot be equal: a block of the embedded engine is what queued while the last one was written, on Fabric what the orderer cut.
 */
export interface Ledger {
  /** Name of the log; a command is signed for it. */
  readonly origin: string;
  readonly engine: 'embedded' | 'fabric';

  /** Records a command, or says no. A refused command leaves no trace. A repeat is answered with the first receipt. */
  submit(signed: SignedCommand): Promise<Receipt | Refused | Unknown>;

  /** The answer that a transaction has been given, or null when the ledger does not have it. */
  receipt(txId: string): Promise<Receipt | null>;

  /** Blocks in order from that number on, those to come included; ends when the signal is given or the ledger closes. */
  blocks(from: number, signal?: AbortSignal): AsyncIterable<RecordedBlock>;

  block(number: number): Promise<RecordedBlock | null>;

  /** Where a transaction stands in the log, with its path to the root of the newest checkpoint, or of the log when it had `size` leaves; null when it was not in it then. */
  proof(txId: string, size?: number): Promise<LogProof | null>;

  /** That the log of the newest checkpoint, or when it had `size` leaves, goes on from the one of `older`; null when it is not that long. */
  consistency(older: number, size?: number): Promise<LogConsistency | null>;

  fact(key: string): Promise<Fact | undefined>;
  facts(keys: readonly string[]): Promise<Map<string, Fact | undefined>>;

  /** The newest checkpoint as a signed note. */
  checkpoint(): Promise<string>;
  /** The verifier key of the log, to be kept outside it. */
  readonly verifierKey: string;
  /** How the log came to this key: the checkpoints at which it took a new one, oldest first; none while it has its first. */
  handovers(): Promise<readonly string[]>;

  /** How far the whole history has been checked since the start, and what was found. */
  audit(): AuditState;

  /** Told by someone outside who has reason not to believe the log, a witness: nothing more is written, and `audit` names it. */
  distrust(damage: Damage): void;

  close(): Promise<void>;
}

export interface Receipt {
  readonly kind: 'receipt';
  readonly txId: string;
  readonly blockNumber: number;
  /** Index of its leaf in the log. */
  readonly position: number;
  /** Whether an earlier submission had recorded it already. */
  readonly repeated: boolean;
}

export interface Refused {
  readonly kind: 'refusal';
  readonly refusal: Refusal;
}

/** Not a no: nothing is known, or nothing was done. Ask for the receipt, then send again under the same command id. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly reason: UnknownReason;
}

/** STALE: the time of the command is more than five minutes off the ledger's clock; sign it again under the same command id. */
export type UnknownReason = 'STALE' | 'BUSY' | 'STOPPED' | 'TIMEOUT';

export interface RecordedBlock {
  readonly block: Block;
  readonly hash: string;
  /** Index in the log of its first transaction. */
  readonly firstPosition: number;
  /** Signed note of the log's head after this block. */
  readonly checkpoint: string;
}

export interface LogProof {
  readonly position: number;
  readonly size: number;
  readonly path: readonly string[];
  readonly blockNumber: number;
}

/** What shows that a log goes on from a shorter one; the reader checks it with `goesOnFrom`. */
export interface LogConsistency {
  readonly older: number;
  readonly size: number;
  readonly path: readonly string[];
  /** The newest, as a signed note. */
  readonly checkpoint: string;
}

export interface AuditState {
  /** The last block that the audit since the start has reached. */
  readonly auditedTo: number;
  readonly damage: readonly Damage[];
  /** Why nothing more is written: damage, a full disk, a failed sync; null while all is well. */
  readonly stopped: string | null;
}

/** Something stored that is not what was written. Named, never repaired. */
export interface Damage {
  readonly kind: 'block' | 'fact' | 'checkpoint' | 'file';
  /** Block number, fact key, or the part of the file. */
  readonly name: string;
  readonly rule: string;
}
