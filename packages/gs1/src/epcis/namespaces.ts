import { CBVMDA_NAMESPACE, DSCSA_NAMESPACE, EPCIS_2_NAMESPACE, EPCIS_NAMESPACE, SBDH_NAMESPACE, XSD_NAMESPACE } from './xml.ts';

/** The context of EPCIS 2.0, at the address that documents name it by. */
export const EPCIS_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
/** Where that context stands too: its newest version, its version 2.0.x, the group's own pages. */
export const isEpcisContext = (address: string): boolean =>
  /^https:\/\/(?:ref\.gs1\.org\/standards\/epcis|gs1\.github\.io\/EPCIS)\/(?:2\.0(?:\.[0-9]+)?\/)?epcis-context\.jsonld$/.test(address);

export const EPCIS_VOCABULARY = 'https://ref.gs1.org/epcis/';

/** What the context of EPCIS 2.0 declares. Its `cbvmda` ends with a colon, XML's does not: here it is one namespace. */
export const EPCIS_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['epcis', EPCIS_VOCABULARY],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', CBVMDA_NAMESPACE],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', XSD_NAMESPACE],
  ['dcterms', 'http://purl.org/dc/terms/'],
]);

const OWN = new Map([...EPCIS_PREFIXES].map(([prefix, namespace]) => [namespace, prefix]));
const CUSTOMARY: Readonly<Record<string, string>> = {
  [SBDH_NAMESPACE]: 'sbdh',
  [DSCSA_NAMESPACE]: 'gs1ushc',
  [EPCIS_NAMESPACE]: 'epcis1',
  [EPCIS_2_NAMESPACE]: 'epcis2',
};

/** The prefixes of a document that is being written: customary ones, then `ns1`, `ns2` ... in the order in which they are asked for. */
export class Namespaces {
  readonly #declared = new Map<string, string>();

  /** A name with its prefix, which is declared from now on. */
  name(namespace: string, name: string): string {
    if (namespace === '') return name;
    const known = OWN.get(namespace) ?? this.#declared.get(namespace);
    if (known !== undefined) return `${known}:${name}`;
    const prefix = CUSTOMARY[namespace] ?? `ns${this.#declared.size + 1}`;
    this.#declared.set(namespace, prefix);
    return `${prefix}:${name}`;
  }

  /** The `@context`. JSON-LD 1.1 takes a term for a prefix by itself only where its IRI ends like one (4.1.5). */
  context(): string | readonly (string | Readonly<Record<string, string | { '@id': string; '@prefix': true }>>)[] {
    if (this.#declared.size === 0) return EPCIS_CONTEXT;
    const entries = [...this.#declared].map(([namespace, prefix]) => {
      const endsLikeOne = /[:/?#[\]@]$/.test(namespace);
      return [prefix, endsLikeOne ? namespace : { '@id': namespace, '@prefix': true as const }] as const;
    });
    return [EPCIS_CONTEXT, Object.fromEntries(entries)];
  }
}
