/** What a value must look like; the TypeScript type follows from it, so a form is written down once. */
export interface Shape<T> {
  /** Null when the value fits; otherwise the place in it and the rule it breaks. */
  check(value: unknown): Misfit | null;
  /** Carries the type; never set. */
  readonly type?: T;
}

export interface Misfit {
  /** From the value that was checked, as `.units[3].chain`; empty for the value itself. */
  readonly path: string;
  readonly rule: string;
}

/** A misfit as its holder tells it. Places are told on the way back from a misfit: what fits, as nearly everything does, makes no text. */
export const within = (place: string, { path, rule: broken }: Misfit): Misfit => ({ path: place + path, rule: broken });

export type Of<S> = S extends Shape<infer T> ? T : never;

export const rule = <T>(test: (value: unknown) => boolean, sentence: string): Shape<T> => {
  const misfit = { path: '', rule: sentence };
  return { check: (value) => (test(value) ? null : misfit) };
};

/** Lower-case hexadecimal of so many characters. */
export const hex = (length: number): Shape<string> => {
  const pattern = new RegExp(`^[0-9a-f]{${length}}$`);
  return rule((value) => typeof value === 'string' && pattern.test(value), `${length} lower-case hexadecimal characters`);
};

export const text = (pattern: RegExp, sentence: string): Shape<string> =>
  rule((value) => typeof value === 'string' && pattern.test(value), sentence);

export const integer = (least: number, most: number): Shape<number> =>
  rule((value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most, `an integer from ${least} to ${most}`);

export const flag: Shape<boolean> = rule((value) => typeof value === 'boolean', 'true or false');

export const oneOf = <const T extends string | number>(...values: readonly T[]): Shape<T> =>
  rule((value) => values.includes(value as T), `one of ${values.join(', ')}`);

export const nullable = <T>(shape: Shape<T>): Shape<T | null> => ({
  check: (value) => (value === null ? null : shape.check(value)),
});

/** A member that may be absent. */
export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({
  check: (value) => (value === undefined ? null : shape.check(value)),
});

/** A list of at most so many; with `least`, of at least so many. */
export const list = <T>(shape: Shape<T>, most: number, least = 0): Shape<readonly T[]> => ({
  check(value) {
    if (!Array.isArray(value)) return { path: '', rule: 'a list' };
    if (value.length > most) return { path: '', rule: `at most ${most} entries` };
    if (value.length < least) return { path: '', rule: `at least ${least} ${least === 1 ? 'entry' : 'entries'}` };
    for (let i = 0; i < value.length; i += 1) {
      const misfit = shape.check(value[i]);
      if (misfit) return within(`[${i}]`, misfit);
    }
    return null;
  },
});

/** A list whose entries are texts in ascending order, none twice: one set, one spelling. */
export const sortedSet = (shape: Shape<string>, most: number, least = 0): Shape<readonly string[]> => {
  const entries = list(shape, most, least);
  return {
    check(value) {
      const misfit = entries.check(value);
      if (misfit) return misfit;
      const texts = value as readonly string[];
      const wrong = texts.findIndex((entry, i) => i > 0 && entry <= (texts[i - 1] as string));
      return wrong < 0 ? null : { path: `[${wrong}]`, rule: 'ascending order, none twice' };
    },
  };
};

/** An object with exactly these members: a missing or an unknown one is a misfit. */
export function object<const M extends Record<string, Shape<unknown>>>(members: M): Shape<{ readonly [K in keyof M]: Of<M[K]> }> {
  const shapes = Object.entries(members);
  return {
    check(value) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return { path: '', rule: 'an object' };
      for (const name in value) if (!Object.hasOwn(members, name)) return { path: `.${name}`, rule: 'no such member' };
      for (const [name, shape] of shapes) {
        const misfit = shape.check((value as Record<string, unknown>)[name]);
        if (misfit) return within(`.${name}`, misfit);
      }
      return null;
    },
  };
}
