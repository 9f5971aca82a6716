import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../platform/clock.ts';

const WINDOW_MS = 15 * 60 * 1_000;
const FAILURES_MAX = { account: 10, address: 100 } as const;
const KEYS_MAX = 10_000;

/**
 * Counts failed sign-ins, by account from one address and by address alone, over 15 minutes.
 * Not by account alone: a stranger could then lock a pharmacist out.
 */
@Injectable()
export class SignInLimit {
  readonly #failures = new Map<string, number[]>();

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Whether another try is allowed now. */
  allows({ email, address }: { email: string; address: string }): boolean {
    return this.#count(`${address} ${email}`) < FAILURES_MAX.account && this.#count(address) < FAILURES_MAX.address;
  }

  /** Counted before the password is looked at, so that many tries at once do not slip through; a success takes its own back. */
  count({ email, address }: { email: string; address: string }): void {
    const now = this.clock.now().getTime();
    if (this.#failures.size >= KEYS_MAX) this.#forgetOld();
    for (const key of [`${address} ${email}`, address]) this.#failures.set(key, [...this.#recent(key), now]);
  }

  succeeded({ email, address }: { email: string; address: string }): void {
    this.#failures.delete(`${address} ${email}`);
    const rest = this.#recent(address).slice(0, -1);
    if (rest.length > 0) this.#failures.set(address, rest);
    else this.#failures.delete(address);
  }

  #count(key: string): number {
    return this.#recent(key).length;
  }

  #recent(key: string): number[] {
    const since = this.clock.now().getTime() - WINDOW_MS;
    return (this.#failures.get(key) ?? []).filter((at) => at > since);
  }

  #forgetOld(): void {
    for (const key of this.#failures.keys()) if (this.#count(key) === 0) this.#failures.delete(key);
  }
}
