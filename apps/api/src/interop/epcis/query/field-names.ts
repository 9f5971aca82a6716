import { CBVMDA_NAMESPACE, DSCSA_NAMESPACE } from 'gs1-barcodes/epcis';
import { PACKTRAIL } from '../../../handoffs/plan/event.ts';
import { badParameter } from '../problem.ts';

/** Prefixes that everyone may use: those of EPCIS's own context, of the US guideline, and ours. */
export const KNOWN_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['cbvmda', CBVMDA_NAMESPACE],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
  ['gs1ushc', DSCSA_NAMESPACE],
  ['packtrail', PACKTRAIL],
]);

export type Prefixes = ReadonlyMap<string, string>;

/** The prefixes of a `GS1-Extensions` header: `prefix=namespace`, parted by commas. */
export function prefixesOfHeader(header: string | undefined): Prefixes {
  const entries = (header ?? '').split(',').flatMap((part) => {
    const [, prefix, namespace] = /^\s*([A-Za-z][\w.-]*)=(\S+)\s*$/.exec(part) ?? [];
    return prefix && namespace ? [[prefix, namespace] as const] : [];
  });
  return new Map([...KNOWN_PREFIXES, ...entries]);
}

/** The prefixes of a query's `@context`. Contexts at other addresses are known by name or not at all: nothing is fetched. */
export function prefixesOfContext(context: unknown): Prefixes {
  const objects = (Array.isArray(context) ? context : [context]).filter((one): one is object => typeof one === 'object' && one !== null);
  const entries = objects.flatMap((object) =>
    Object.entries(object).flatMap(([prefix, meaning]: [string, unknown]) => {
      const namespace = typeof meaning === 'object' && meaning !== null && '@id' in meaning ? meaning['@id'] : meaning;
      return typeof namespace === 'string' ? [[prefix, namespace] as const] : [];
    }),
  );
  return new Map([...KNOWN_PREFIXES, ...entries]);
}

/** What a field may be called in an event, as `{namespace}name`: `prefix:name`, or its whole IRI (EPCIS 1.2 wrote `namespace#name`). */
export function fieldNames(parameter: string, text: string, prefixes: Prefixes): readonly string[] {
  const [, prefix = '', local = ''] = /^([A-Za-z][\w.-]*):([^:/#][^:/#]*)$/.exec(text) ?? [];
  const namespace = prefixes.get(prefix);
  // What EPCIS 1.2 has without the sign at its end, JSON-LD has with it.
  if (namespace !== undefined) return [`{${namespace}}${local}`];
  const [, start = '', sign = '', name = ''] = /^([A-Za-z][A-Za-z0-9+.-]*:.*)([#/:])([^#/:]+)$/s.exec(text) ?? [];
  if (start === '') throw badParameter(parameter, `${text} is no field: write prefix:name with the prefix in GS1-Extensions or in @context, or the whole IRI.`);
  return sign === '#' ? [`{${start}#}${name}`, `{${start}}${name}`] : [`{${start}${sign}}${name}`];
}
