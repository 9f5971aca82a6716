/** SQL in the making: every value that came from outside is bound, never written into it. */
export class Sql {
  readonly values: unknown[] = [];

  /** The place of a value, cast to a type. */
  bind(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}

/** Part of a WHERE over `record.event e`. `units` narrows links that are asked for to those that the asker may ask for of the row at hand. */
export type Condition = (sql: Sql, units: (links: readonly string[]) => string) => string;

export const all = (conditions: readonly string[]): string => (conditions.length === 0 ? 'true' : conditions.map((one) => `(${one})`).join(' and '));
export const any = (conditions: readonly string[]): string => (conditions.length === 0 ? 'false' : conditions.map((one) => `(${one})`).join(' or '));
