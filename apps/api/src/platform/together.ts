/** So many that they share the cost, so few that others are asked for meanwhile what comes next. */
const MOST = 64;

interface Asked<K, V> {
  readonly key: K;
  readonly done: (value: V) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Asks for several in one question what is asked for at the same time: what comes while one question is under way goes with the next. Alone, a question is
 * asked at once; in a crowd the cost of a question is shared by all who wait. Nothing is remembered: every question sees what is there when it is asked.
 */
export class Together<K, V> {
  /** Owned by `#drain`: what waits for the next question. */
  #waiting: Asked<K, V>[] = [];
  #asking: Promise<void> | undefined;

  /** `ask` gives one answer a key, in the order of the keys. */
  constructor(
    private readonly ask: (keys: readonly K[]) => Promise<readonly V[]>,
    private readonly most = MOST,
  ) {}

  of(key: K): Promise<V> {
    return new Promise((done, failed) => {
      this.#waiting.push({ key, done, failed });
      this.#asking ??= this.#drain();
    });
  }

  /** When all that is asked for has been answered, or has failed. */
  async idle(): Promise<void> {
    await this.#asking;
  }

  async #drain(): Promise<void> {
    // One turn later, so that what is asked for in the same turn goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.most);
      try {
        await this.#ask(batch);
      } catch (error) {
        if (batch.length === 1) batch[0]?.failed(error);
        // One that cannot be answered must not take the others along.
        else await Promise.all(batch.map((each) => this.#askAlone(each)));
      }
    }
    // In the same turn as the last look at the queue: what comes later starts its own round.
    this.#asking = undefined;
  }

  async #ask(batch: readonly Asked<K, V>[]): Promise<void> {
    const values = await this.ask(batch.map(({ key }) => key));
    if (values.length !== batch.length) throw new Error(`${batch.length} were asked for, ${values.length} answered`);
    batch.forEach(({ done }, i) => done(values[i] as V));
  }

  #askAlone(each: Asked<K, V>): Promise<void> {
    return this.#ask([each]).catch(each.failed);
  }
}

/** Rows by a key, in their order. */
export function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
