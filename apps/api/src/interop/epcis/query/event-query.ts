import { Problem, badParameter } from '../problem.ts';
import { fieldNames, KNOWN_PREFIXES, type Prefixes, prefixesOfContext } from './field-names.ts';
import { conditionOf } from './parameters.ts';
import type { Condition } from './sql.ts';
import { unitPattern } from './spellings.ts';

/** By what answers are ordered: our own order, one of two times, or a field of another namespace. */
export type Order = { readonly by: 'seq' | 'event_time' | 'record_time' } | { readonly by: 'field'; readonly fields: readonly string[] };

/** A query that was read and can be answered. */
export interface EventQuery {
  readonly conditions: readonly Condition[];
  readonly order: Order;
  readonly descending: boolean;
  readonly eventCountLimit: number | null;
  readonly maxEventCount: number | null;
  /** Whether it asks for units: then few events match, wherever they stand in the order. */
  readonly isOfUnits: boolean;
  /** Single units that it names by MATCH parameters, where it asks for nothing that is hidden in the events of others; else none. */
  readonly unitsNamed: readonly string[];
  /** The query itself, for tokens and logs: names and values in their order. */
  readonly text: string;
}

/** Parameters by name, each with its values. */
export type Asked = readonly (readonly [name: string, values: readonly string[]])[];

const CONTROLS: ReadonlySet<string> = new Set(['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount']);
const PARAMETERS_MAX = 100;
const MATCH_UNITS = /^MATCH_(?:epc|parentID|inputEPC|outputEPC|anyEPC)$/;

/** Reads a query. Refuses (Problem) what it cannot answer, naming the parameter. */
export function readEventQuery(asked: Asked, prefixes: Prefixes = KNOWN_PREFIXES): EventQuery {
  if (asked.length > PARAMETERS_MAX) throw new Problem('QueryTooComplexException', `A query has at most ${PARAMETERS_MAX} parameters; this one has ${asked.length}.`);
  const given = new Map<string, readonly string[]>();
  for (const [name, values] of asked) given.set(name, [...(given.get(name) ?? []), ...values]);
  const control = (name: string): string | undefined => {
    const values = given.get(name);
    if (values && values.length !== 1) throw badParameter(name, 'it takes one value alone.');
    return values?.[0];
  };
  const [orderBy, limit, most] = [control('orderBy'), count('eventCountLimit', control('eventCountLimit')), count('maxEventCount', control('maxEventCount'))];
  const direction = control('orderDirection') ?? 'DESC';
  if (direction !== 'ASC' && direction !== 'DESC') throw badParameter('orderDirection', `${direction} is neither ASC nor DESC.`);
  if (limit !== null && most !== null) throw badParameter('eventCountLimit', 'it and maxEventCount exclude one another.');
  if (limit !== null && orderBy === undefined) throw badParameter('eventCountLimit', 'it needs orderBy: without an order no events are the first ones.');
  const read = [...given].filter(([name]) => !CONTROLS.has(name)).map(([name, values]) => conditionOf(name, values, prefixes));
  return {
    conditions: read.map(({ condition }) => condition),
    order: orderOf(orderBy, prefixes),
    descending: orderBy !== undefined && direction === 'DESC',
    eventCountLimit: limit,
    maxEventCount: most,
    isOfUnits: [...given.keys()].some((name) => MATCH_UNITS.test(name)),
    unitsNamed: read.every(({ shown }) => shown) ? unitsNamed(given) : [],
    text: JSON.stringify([...given].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The parameters of a query of JSON, as the query schema has them, and the prefixes of its context. */
export function askedOfJson(query: unknown): { readonly asked: Asked; readonly prefixes: Prefixes } {
  if (typeof query !== 'object' || query === null || Array.isArray(query)) throw new Problem('QueryValidationException', 'query: it must be an object of parameters.');
  const { '@context': context, ...parameters } = query as Record<string, unknown>;
  const asked = Object.entries(parameters).map(([name, value]): readonly [string, string[]] => {
    const values = Array.isArray(value) ? (value as unknown[]) : [value];
    return [name, values.map((one) => (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? String(one) : wrong(name)))];
  });
  return { asked, prefixes: prefixesOfContext(context) };
}

const wrong = (name: string): never => {
  throw new Problem('QueryValidationException', `query.${name}: a value must be a text, a number, a truth value, or a list of them.`);
};

/**
 * The parameters of a URL's query, without those of `apart`. Values are parted by `|`, written as it is or as %7C; a repeated parameter adds to
 * its values. A value that holds `|` itself can be asked for by a named query.
 */
export function askedOfUrl(url: string, apart: ReadonlySet<string> = new Set()): Asked {
  const start = url.indexOf('?');
  const parts = start < 0 ? [] : url.slice(start + 1).split('&').filter((part) => part !== '');
  return parts.flatMap((part): Asked => {
    const equals = part.indexOf('=');
    const name = decoded(equals < 0 ? part : part.slice(0, equals));
    const values = equals < 0 ? [''] : part.slice(equals + 1).split(/\||%7C/i).map(decoded);
    return apart.has(name) ? [] : [[name, values]];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Problem('QueryParameterException', `${text.slice(0, 100)} is not percent-encoded UTF-8.`);
  }
}

function count(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw badParameter(name, `${text} is no whole number from 1 on.`);
  return Number(text);
}

function orderOf(orderBy: string | undefined, prefixes: Prefixes): Order {
  if (orderBy === undefined) return { by: 'seq' };
  if (orderBy === 'eventTime') return { by: 'event_time' };
  if (orderBy === 'recordTime') return { by: 'record_time' };
  return { by: 'field', fields: fieldNames('orderBy', orderBy, prefixes) };
}

function unitsNamed(given: ReadonlyMap<string, readonly string[]>): string[] {
  const matched = [...given].filter(([name]) => MATCH_UNITS.test(name));
  const patterns = matched.flatMap(([name, values]) => values.map((text) => unitPattern(name, text)));
  return patterns.every((one) => 'link' in one) ? [...new Set(patterns.map(({ link }) => link))] : [];
}
