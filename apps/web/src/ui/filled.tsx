import { Fragment, type ReactNode } from 'react';

/**
 * A sentence with elements in the places that it names: `until <at>` with `{ at: <When … /> }`. So every language puts them where it needs them.
 * What others wrote (a serial, a name) always goes into a place: what stands in it is not read for places again.
 */
export function Filled({ sentence, places }: { sentence: string; places: Readonly<Record<string, ReactNode>> }) {
  return sentence.split(/<(\w+)>/).map((part, index) => <Fragment key={index}>{index % 2 === 0 ? part : places[part]}</Fragment>);
}
