/** What a value must look like; the TypeScript type follows from it, so a form is written down once. */
export interface Shape<T> {
  /** Null when the value fits; otherwise the place and the rule it breaks. */
  check(value: unknown, path: string): Misfit | null;
  /** Carries the type; never set. */
  readonly type?: T;
}

export interface Misfit {
  path: string;
  rule: string;
}

export type Of<S> = S extends Shape<infer T> ? T : never;

const rule = <T>(test: (value: unknown) => boolean, sentence: string): Shape<T> => ({
  check: (value, path) => (test(value) ? null : { path, rule: sentence }),
});

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
  check: (value, path) => (value === null ? null : shape.check(value, path)),
});

/** A member that may be absent. */
export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => ({
  check: (value, path) => (value === undefined ? null : shape.check(value, path)),
});

/** A list of at most so many; with `least`, of at least so many. */
export const list = <T>(shape: Shape<T>, most: number, least = 0): Shape<readonly T[]> => ({
  check(value, path) {
    if (!Array.isArray(value)) return { path, rule: 'a list' };
    if (value.length > most) return { path, rule: `at most ${most} entries` };
    if (value.length < least) return { path, rule: `at least ${least} ${least === 1 ? 'entry' : 'entries'}` };
    for (let i = 0; i < value.length; i += 1) {
      const misfit = shape.check(value[i], `${path}[${i}]`);
      if (misfit) return misfit;
    }
    return null;
  },
});

/** A list whose entries are texts in ascending order, none twice: one set, one spelling. */
export const sortedSet = (shape: Shape<string>, most: number, least = 0): Shape<readonly string[]> => {
  const entries = list(shape, most, least);
  return {
    check(value, path) {
      const misfit = entries.check(value, path);
      if (misfit) return misfit;
      const texts = value as readonly string[];
      const wrong = texts.findIndex((entry, i) => i > 0 && entry <= (texts[i - 1] as string));
      return wrong < 0 ? null : { path: `${path}[${wrong}]`, rule: 'ascending order, none twice' };
    },
  };
};

/** An object with exactly these members: a missing or an unknown one is a misfit. */
export function object<const M extends Record<string, Shape<unknown>>>(members: M): Shape<{ readonly [K in keyof M]: Of<M[K]> }> {
  const names = Object.keys(members);
  return {
    check(value, path) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return { path, rule: 'an object' };
      const unknown = Object.keys(value).find((name) => !Object.hasOwn(members, name));
      if (unknown !== undefined) return { path: `${path}.${unknown}`, rule: 'no such member' };
      for (const name of names) {
        const misfit = (members[name] as Shape<unknown>).check((value as Record<string, unknown>)[name], `${path}.${name}`);
        if (misfit) return misfit;
      }
      return null;
    },
  };
}
