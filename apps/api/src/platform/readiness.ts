import { Injectable } from '@nestjs/common';

export type Part = 'database' | 'ledger' | 'portal';

/** Owned by the parts: each reports itself, nobody reports another. */
@Injectable()
export class Readiness {
  readonly #parts = new Map<Part, () => boolean | Promise<boolean>>();
  readonly #required: readonly Part[] = ['database', 'ledger', 'portal'];

  /** Registers how to ask a part whether it can work now. A part that never registered is not ready. */
  report(part: Part, isReady: () => boolean | Promise<boolean>): void {
    this.#parts.set(part, isReady);
  }

  /** Asks every part, in at most two seconds each. */
  async ask(): Promise<{ ready: boolean; parts: Record<Part, boolean> }> {
    const answers = await Promise.all(this.#required.map(async (part) => [part, await this.#askOne(part)] as const));
    const parts = Object.fromEntries(answers) as Record<Part, boolean>;
    return { ready: answers.every(([, ready]) => ready), parts };
  }

  async #askOne(part: Part): Promise<boolean> {
    const isReady = this.#parts.get(part);
    if (!isReady) return false;
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), 2_000)));
    try {
      return await Promise.race([Promise.resolve(isReady()).catch(() => false), tooLate]);
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}
