/** A value of JSON, as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !isList(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The pointer of a member or an item (RFC 6901). */
export const pointerTo = (path: string, step: string | number): string =>
  `${path}/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`;
