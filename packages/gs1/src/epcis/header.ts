import type { Sgln } from '../keys/sgln.ts';
import type { Result } from '../result.ts';
import type { GcpResolver } from '../spelling/to-epc-urn.ts';
import { causeOf, placeOf, spellPlace } from './epc.ts';
import { concludeEpcis, finding, type EpcisIssue, type EpcisResult } from './finding.ts';
import { isTime } from './time.ts';
import { childOf, DSCSA_NAMESPACE, SBDH_NAMESPACE, textOf, xml, type XmlElement, type XmlNode } from './xml.ts';

/** Who sends a document to whom, and what its sender states. */
export interface DocumentHeader {
  readonly sender: Sgln;
  readonly receiver: Sgln;
  readonly instanceIdentifier: string;
  /** A date and time with its zone. */
  readonly creationDate: string;
  /** `GS1 US DSCSA R1.3`; absent in R1.2. */
  readonly guidelineVersion?: string;
  readonly transactionStatement?: { readonly affirmed: boolean; readonly legalNotice: string };
}

/** What R1.3 documents say of themselves. */
export const GUIDELINE_R13 = 'GS1 US DSCSA R1.3';

/** A header, and the company prefixes that its URNs showed. */
export interface ReadHeader {
  readonly header: DocumentHeader;
  readonly companyPrefixes: readonly string[];
}

/** Reads the EPCISHeader: its standard business document header, guideline version and transaction statement. Its master data: `readMasterData`. */
export function readHeader(element: XmlElement): EpcisResult<ReadHeader> {
  const found: EpcisIssue[] = [];
  const prefixes = new Set<string>();
  const sbdh = childOf(element, 'StandardBusinessDocumentHeader');
  if (sbdh === undefined)
    return concludeEpcis<ReadHeader>([finding('HEADER_MISSING', element, { field: 'StandardBusinessDocumentHeader' })], undefined);
  const party = (name: 'Sender' | 'Receiver'): Sgln | undefined => {
    const parent = childOf(sbdh, name);
    const text = parent && textOf(parent, 'Identifier');
    if (text === undefined) {
      found.push(finding('HEADER_MISSING', parent ?? sbdh, { field: name }));
      return undefined;
    }
    const read = placeOf(text);
    if (!read.ok) {
      found.push(finding('PLACE_INVALID', parent ?? sbdh, { value: text, ...causeOf(read) }));
      return undefined;
    }
    if (read.value.gcp !== undefined) prefixes.add(read.value.gcp);
    return read.value.key;
  };
  const [sender, receiver] = [party('Sender'), party('Receiver')];
  const identification = childOf(sbdh, 'DocumentIdentification') ?? sbdh;
  const required = (name: string): string => {
    const text = textOf(identification, name);
    if (text === undefined || text === '') found.push(finding('HEADER_MISSING', identification, { field: name }));
    return text ?? '';
  };
  const instanceIdentifier = required('InstanceIdentifier');
  const creationDate = required('CreationDateAndTime');
  if (creationDate !== '' && !isTime(creationDate)) found.push(finding('EVENT_TIME', identification, { value: creationDate }));
  const guidelineVersion = textOf(element, 'guidelineVersion');
  const transactionStatement = statement(element, found);
  if (sender === undefined || receiver === undefined) return concludeEpcis<ReadHeader>(found, undefined);
  const header: DocumentHeader = {
    sender,
    receiver,
    instanceIdentifier,
    creationDate,
    ...(guidelineVersion === undefined ? {} : { guidelineVersion }),
    ...(transactionStatement === undefined ? {} : { transactionStatement }),
  };
  return concludeEpcis(found, { header, companyPrefixes: [...prefixes] });
}

/**
 * The parts of an EPCISHeader, in the order of the R1.3 sample: the SBDH first, the statement last. Master data goes between them. Keys are
 * SGLN URNs where there is a resolver, else Digital Links.
 */
export function writeHeader(
  header: DocumentHeader,
  gcpLength?: GcpResolver,
): Result<{ readonly sbdh: XmlNode; readonly statements: readonly XmlNode[] }> {
  const [sender, receiver] = [spellPlace(header.sender, gcpLength), spellPlace(header.receiver, gcpLength)];
  if (!sender.ok) return sender;
  if (!receiver.ok) return receiver;
  const own = (name: string, content: string | readonly XmlNode[], attributes: Record<string, string> = {}) =>
    xml(name, content, { namespace: SBDH_NAMESPACE, attributes });
  const party = (name: string, urn: string) => own(name, [own('Identifier', urn, { Authority: 'GS1' })]);
  const sbdh = own('StandardBusinessDocumentHeader', [
    own('HeaderVersion', '1.0'),
    party('Sender', sender.value),
    party('Receiver', receiver.value),
    own('DocumentIdentification', [
      own('Standard', 'EPCglobal'),
      own('TypeVersion', '1.0'),
      own('InstanceIdentifier', header.instanceIdentifier),
      own('Type', 'Events'),
      own('CreationDateAndTime', header.creationDate),
    ]),
  ]);
  return { ok: true, value: { sbdh, statements: statementNodes(header) }, warnings: [] };
}

function statement(element: XmlElement, found: EpcisIssue[]): DocumentHeader['transactionStatement'] {
  const parent = childOf(element, 'dscsaTransactionStatement');
  if (parent === undefined) return undefined;
  const affirmed = textOf(parent, 'affirmTransactionStatement') ?? '';
  if (!/^(?:true|false|0|1)$/.test(affirmed)) found.push(finding('BOOLEAN_INVALID', parent, { value: affirmed }));
  return { affirmed: affirmed === 'true' || affirmed === '1', legalNotice: textOf(parent, 'legalNotice') ?? '' };
}

/** The guideline version and the transaction statement, as fields of the DSCSA guideline. */
export function statementNodes({ guidelineVersion, transactionStatement }: DocumentHeader): readonly XmlNode[] {
  const own = (name: string, content: string | readonly XmlNode[]) => xml(name, content, { namespace: DSCSA_NAMESPACE });
  const version = guidelineVersion === undefined ? [] : [own('guidelineVersion', guidelineVersion)];
  if (transactionStatement === undefined) return version;
  const { affirmed, legalNotice } = transactionStatement;
  return [
    ...version,
    own('dscsaTransactionStatement', [own('affirmTransactionStatement', String(affirmed)), own('legalNotice', legalNotice)]),
  ];
}
