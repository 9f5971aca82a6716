import type { Body, CommandType } from '../commands.ts';

const LISTS = ['units', 'missing'] as const;

/** A body with the units that it lists in the order of their keys: in the order of a document's lines they would give serials away. */
export function inKeyOrder<B extends Partial<Body<CommandType>>>(body: B): B {
  const lists = LISTS.flatMap((name) => {
    const list = (body as Partial<Record<string, readonly { readonly unit: string }[]>>)[name];
    return list ? [[name, [...list].sort(byUnit)] as const] : [];
  });
  return { ...body, ...Object.fromEntries(lists) };
}

/** A line names a unit by its key, any other list by issuer and key. The issuer must not come first: it would part the goods of two of them. */
const byUnit = (a: { readonly unit: string }, b: { readonly unit: string }): number => (a.unit.slice(-64) < b.unit.slice(-64) ? -1 : 1);
