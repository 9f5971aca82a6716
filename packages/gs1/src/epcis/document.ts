import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import type { GcpResolver } from '../spelling/to-epc-urn.ts';
import type { EpcisEvent } from './event.ts';
import { writeHeader, type DocumentHeader } from './header.ts';
import type { MasterData } from './master-data.ts';
import { writeEvent, type Spelling } from './write-event.ts';
import { writeMasterData } from './write-master-data.ts';
import { EPCIS_2_NAMESPACE, EPCIS_NAMESPACE, toXml, xml, type XmlNode } from './xml.ts';

/** A whole EPCIS document. */
export interface EpcisDocument {
  readonly header: DocumentHeader;
  readonly masterData: MasterData;
  readonly events: readonly EpcisEvent[];
}

/**
 * The XML text of a document: of DSCSA R1.3 (EPCIS 1.2) where only a resolver is given, else of the version that the spelling names. Refuses
 * with every key whose company prefix has an unknown length.
 */
export function writeDocument(document: EpcisDocument, spelling: GcpResolver | Spelling): Result<string> {
  const { gcpLength, version }: Spelling = typeof spelling === 'function' ? { version: '1.2', gcpLength: spelling } : spelling;
  const { header, masterData, events } = document;
  const issues: Gs1Issue[] = [];
  const taken = <T>(written: Result<T>): readonly T[] => {
    if (written.ok) return [written.value];
    issues.push(...written.issues);
    return [];
  };
  const [head] = taken(writeHeader(header, gcpLength));
  const named = masterData.products.length + masterData.locations.length > 0;
  const master = named ? taken(writeMasterData(masterData, gcpLength)) : [];
  const eventNodes = events.flatMap((event) => taken(writeEvent(event, spelling)));
  if (issues.length > 0 || head === undefined) return { ok: false, issues };
  const is2 = version === '2.0';
  // The header of EPCIS 2.0 has no place for fields of others; the document has, behind its body.
  const [inHeader, behind] = is2 ? [[], head.statements] : [head.statements, []];
  const root = xml(
    'EPCISDocument',
    [
      xml('EPCISHeader', [head.sbdh, named ? xml('extension', master) : undefined, ...inHeader]),
      xml('EPCISBody', [xml('EventList', is2 ? eventNodes : eventNodes.map(inList))]),
      ...behind,
    ],
    {
      namespace: is2 ? EPCIS_2_NAMESPACE : EPCIS_NAMESPACE,
      attributes: { schemaVersion: version, creationDate: header.creationDate },
    },
  );
  return { ok: true, value: `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}`, warnings: [] };
}

// A transformation is an extension of EPCIS 1.2's list of events (since 1.1), and what came later an extension of that extension.
function inList(event: XmlNode): XmlNode {
  if (event.name === 'TransformationEvent') return xml('extension', [event]);
  return event.name === 'AssociationEvent' ? xml('extension', [xml('extension', [event])]) : event;
}
