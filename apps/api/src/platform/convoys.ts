import { setTimeout as pause } from 'node:timers/promises';

/** Two of them: while one waits for the database, the other has the processor. */
const UNDER_WAY = 2;
const MOST = 32;
const PATIENCE_MS = 100;

/**
 * Lets those who come in a crowd set out together: they then ask for the same at the same time, and each question goes to the database once for all of them
 * (`Together`). Who comes alone sets out at once, and one who is long under way keeps nobody waiting.
 */
export class Convoys {
  /** Owned by `#depart`: who has not set out yet. */
  #waiting: (() => Promise<void>)[] = [];
  /** The size of each convoy that is under way. */
  readonly #underWay = new Set<{ readonly size: number }>();

  /** `patience`: milliseconds after which a convoy is waited for no longer. */
  constructor(private readonly patience = PATIENCE_MS) {}

  join<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((done, failed) => {
      this.#waiting.push(() => work().then(done, failed));
      this.#depart();
    });
  }

  #depart(): void {
    while (this.#waiting.length > 0 && this.#mayDepart()) {
      const travellers = this.#waiting.splice(0, MOST);
      const convoy = { size: travellers.length };
      this.#underWay.add(convoy);
      const arrived = Promise.all(travellers.map((setOut) => setOut()));
      void Promise.race([arrived, pause(this.patience, undefined, { ref: false })]).then(() => {
        this.#underWay.delete(convoy);
        this.#depart();
      });
    }
  }

  /** A second convoy waits until it is half as large as the first: of many who return one by one, the first would otherwise go alone. */
  #mayDepart(): boolean {
    const [first] = this.#underWay;
    return !first || (this.#underWay.size < UNDER_WAY && 2 * this.#waiting.length >= first.size);
  }
}
