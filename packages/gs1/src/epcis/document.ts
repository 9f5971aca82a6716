import type { Gs1Issue } from '../issues.ts';
import type { Result } from '../result.ts';
import type { GcpResolver } from '../spelling/to-epc-urn.ts';
import type { EpcisEvent } from './event.ts';
import { writeHeader, type DocumentHeader } from './header.ts';
import type { MasterData } from './master-data.ts';
import { writeEvent } from './write-event.ts';
import { writeMasterData } from './write-master-data.ts';
import { EPCIS_NAMESPACE, toXml, xml } from './xml.ts';

/** A whole EPCIS document. */
export interface EpcisDocument {
  readonly header: DocumentHeader;
  readonly masterData: MasterData;
  readonly events: readonly EpcisEvent[];
}

/** The XML text of a DSCSA R1.3 document (EPCIS 1.2). Refuses with every key whose company prefix has an unknown length. */
export function writeDocument({ header, masterData, events }: EpcisDocument, gcpLength: GcpResolver): Result<string> {
  const issues: Gs1Issue[] = [];
  const taken = <T>(written: Result<T>): readonly T[] => {
    if (written.ok) return [written.value];
    issues.push(...written.issues);
    return [];
  };
  const [head] = taken(writeHeader(header, gcpLength));
  const named = masterData.products.length + masterData.locations.length > 0;
  const master = named ? taken(writeMasterData(masterData, gcpLength)) : [];
  // A transformation is an extension of EPCIS 1.2's list of events (1.1).
  const eventNodes = events.flatMap((event) =>
    taken(writeEvent(event, gcpLength)).map((node) => (event.type === 'TransformationEvent' ? xml('extension', [node]) : node)),
  );
  if (issues.length > 0 || head === undefined) return { ok: false, issues };
  const root = xml(
    'EPCISDocument',
    [
      xml('EPCISHeader', [head.sbdh, named ? xml('extension', master) : undefined, ...head.statements]),
      xml('EPCISBody', [xml('EventList', eventNodes)]),
    ],
    { namespace: EPCIS_NAMESPACE, attributes: { schemaVersion: '1.2', creationDate: header.creationDate } },
  );
  return { ok: true, value: `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}`, warnings: [] };
}
