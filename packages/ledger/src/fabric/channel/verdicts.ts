import type { Status } from '@hyperledger/fabric-gateway';
import type { ChannelTransaction } from './read-block.ts';

/** What is waited for of one transaction. */
export interface Verdict {
  /** Fabric's code for it, or null when no block that was read by then has it. */
  within(milliseconds: number): Promise<Status['code'] | null>;
  /** Nobody waits any more. */
  forget(): void;
}

interface Waiting {
  code: Status['code'] | null;
  wake: (() => void) | null;
}

/** What became of transactions, for those who wait: told by the blocks that this node reads and keeps, so that nobody has to ask a peer. */
export class Verdicts {
  readonly #waiting = new Map<string, Waiting>();

  /** `onLate`: someone has waited in vain. */
  constructor(private readonly onLate: () => void) {}

  /** To be called before the transaction is sent: what is read before is not told. */
  of(id: string): Verdict {
    const waiting: Waiting = { code: null, wake: null };
    this.#waiting.set(id, waiting);
    return {
      within: async (milliseconds) => {
        if (waiting.code === null) await wokenWithin(waiting, milliseconds);
        const { code } = waiting;
        if (code === null) this.onLate();
        waiting.code = null;
        return code;
      },
      forget: () => void this.#waiting.delete(id),
    };
  }

  /** A block has been read and is kept. */
  tell(transactions: readonly Pick<ChannelTransaction, 'code' | 'id'>[]): void {
    for (const { code, id } of transactions) {
      const waiting = this.#waiting.get(id);
      // Of one that was sent twice the first verdict counts.
      if (!waiting || waiting.code !== null) continue;
      waiting.code = code as Status['code'];
      waiting.wake?.();
    }
  }

  /** Nothing more will be read. */
  end(): void {
    for (const { wake } of this.#waiting.values()) wake?.();
  }
}

const wokenWithin = (waiting: Waiting, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      waiting.wake = null;
      resolve();
    };
    const timer = setTimeout(wake, Math.max(0, milliseconds));
    waiting.wake = wake;
  });
