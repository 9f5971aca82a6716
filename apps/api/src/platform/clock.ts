/** What tells the time. Everything that needs an instant is given one of these, so that a test or the demo may hold the hands. */
export interface Clock {
  now(): Date;
}

/** The only reader of the machine's clock. */
export const systemClock: Clock = { now: () => new Date(Date.now()) };

export const CLOCK = Symbol('Clock');

/** The clock by which commands are signed: the same, but where the ledger has a clock of its own, as the peers of a network do; then the machine's, whatever the demo plays. */
export const LEDGER_CLOCK = Symbol('LedgerClock');

/** The machine's clock, or hands that the demo holds while its history is played: never backwards. */
export class DemoClock implements Clock {
  /** Owned by the one who plays the demo; null: the machine's clock. */
  #held: number | null = null;

  now(): Date {
    return this.#held === null ? systemClock.now() : new Date(this.#held);
  }

  /** Puts the hands to an instant, in milliseconds. */
  hold(at: number): void {
    if (this.#held !== null && at < this.#held) throw new Error('the demo clock does not go back');
    this.#held = at;
  }

  release(): void {
    this.#held = null;
  }
}
