import type { EpcisEvent, Extension } from './event.ts';
import { DSCSA_NAMESPACE } from './xml.ts';

/** The text of an event's first extension field of a name; of the DSCSA guideline's namespace unless another is given. */
export function extensionText(event: EpcisEvent, name: string, namespace: string = DSCSA_NAMESPACE): string | undefined {
  return event.extensions?.find((field) => field.name === name && field.namespace === namespace)?.text;
}

/** An extension field of the DSCSA guideline, such as `dropShipment`. */
export function dscsaField(name: string, text: string): Extension {
  return { namespace: DSCSA_NAMESPACE, name, text };
}

/** The GLN and number of a business transaction `urn:epcglobal:cbv:bt:GLN:NUMBER` (CBV 8.5.2); undefined when it is spelled otherwise. */
export function bizTransactionParts(uri: string): { readonly gln: string; readonly number: string } | undefined {
  const match = /^urn:epcglobal:cbv:bt:([0-9]{13}):(.+)$/.exec(uri);
  return match === null ? undefined : { gln: match[1] ?? '', number: match[2] ?? '' };
}

/** The URI of a business transaction of the party that gave the number. */
export function bizTransactionUri({ gln, number }: { readonly gln: string; readonly number: string }): string {
  return `urn:epcglobal:cbv:bt:${gln}:${number}`;
}
