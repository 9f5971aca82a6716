import { finding, type EpcisIssue } from './finding.ts';
import { isList, isObject, pointerTo, type Json } from './json.ts';
import { EPCIS_PREFIXES, isEpcisContext } from './namespaces.ts';
import { CBVMDA_NAMESPACE } from './xml.ts';

/** What the names of a document mean: prefixes and terms with their IRIs. Bundled understanding alone; nothing is fetched. */
export interface JsonContext {
  readonly terms: ReadonlyMap<string, string>;
  /** Whether the context of EPCIS 2.0 is among what was named. */
  readonly isEpcis: boolean;
}

export const NO_CONTEXT: JsonContext = { terms: new Map(), isEpcis: false };

/** Where a value of JSON stands. */
export interface JsonPlace {
  readonly path: string;
  /** The line of a pointer, where the caller has them. */
  readonly lineOf?: ((pointer: string) => number) | undefined;
}

/** What an `@context` adds to the one around it. An address that is not known is said, as are values that declare nothing. */
export function readContext(value: Json, outer: JsonContext, at: JsonPlace, findings: EpcisIssue[]): JsonContext {
  const place = { path: at.path, line: at.lineOf?.(at.path) ?? 0 };
  if (isList(value)) {
    return value.reduce<JsonContext>((context, one, index) => {
      const item = { ...at, path: pointerTo(at.path, index) };
      // A list in a list is none of JSON-LD's contexts (1.1, 9.15).
      return readContext(isList(one) ? null : one, context, item, findings);
    }, outer);
  }
  if (typeof value === 'string') {
    if (isEpcisContext(value)) return { terms: new Map([...outer.terms, ...EPCIS_PREFIXES]), isEpcis: true };
    findings.push(finding('CONTEXT_UNKNOWN', place, { value }));
    return outer;
  }
  if (!isObject(value)) {
    findings.push(finding('JSON_TYPE', place, { value: 'the address of a context, or its prefixes' }));
    return outer;
  }
  const terms = new Map(outer.terms);
  for (const [term, meaning] of Object.entries(value)) {
    if (term.startsWith('@')) continue;
    const iri = isObject(meaning) ? meaning['@id'] : meaning;
    if (typeof iri === 'string') terms.set(term, namespaceOf(expanded(iri, terms)));
    else if (meaning === null) terms.delete(term);
    else findings.push(finding('JSON_TYPE', { ...place, path: pointerTo(at.path, term) }, { value: 'an IRI' }));
  }
  return { ...outer, terms };
}

/** The namespace and name of a member; undefined where its prefix is declared nowhere. */
export function nameIn({ terms }: JsonContext, member: string): { readonly namespace: string; readonly name: string } | undefined {
  const colon = member.indexOf(':');
  if (colon < 0) {
    const iri = terms.get(member);
    return iri === undefined || EPCIS_PREFIXES.has(member) ? { namespace: '', name: member } : parted(iri);
  }
  const [prefix, name] = [member.slice(0, colon), member.slice(colon + 1)];
  const namespace = prefix === '' ? '' : terms.get(prefix);
  if (namespace !== undefined) return { namespace, name };
  return prefix === 'urn' || name.startsWith('//') ? parted(member) : undefined;
}

// Terms may be declared by those before them.
function expanded(iri: string, terms: ReadonlyMap<string, string>): string {
  const colon = iri.indexOf(':');
  const namespace = iri.startsWith('//', colon + 1) ? undefined : terms.get(iri.slice(0, colon));
  return namespace === undefined ? iri : namespace + iri.slice(colon + 1);
}

const namespaceOf = (iri: string): string => (iri === `${CBVMDA_NAMESPACE}:` ? CBVMDA_NAMESPACE : iri);

/** An IRI written out: what stands before its last part is the namespace. */
function parted(iri: string): { namespace: string; name: string } {
  const end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/'), iri.lastIndexOf(':')) + 1;
  return { namespace: namespaceOf(iri.slice(0, end)), name: iri.slice(end) };
}
