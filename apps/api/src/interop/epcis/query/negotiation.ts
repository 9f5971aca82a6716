import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '../problem.ts';

export const EPC_FORMATS = ['No_Preference', 'Always_GS1_Digital_Link', 'Always_EPC_URN', 'Never_Translates'] as const;
export type EpcFormat = 'Always_GS1_Digital_Link' | 'Always_EPC_URN';

/** How an answer is to be spelled. */
export interface Wanted {
  readonly media: 'application/json' | 'application/ld+json' | 'application/xml';
  readonly epcs: EpcFormat;
  readonly words: 'urn' | 'web';
}

/** What every answer says of this node (EPCIS 2.0 12.4). */
export const DISCOVERY: Readonly<Record<string, string>> = {
  'GS1-EPCIS-Version': '2.0.0',
  'GS1-EPCIS-Min': '2.0.0',
  'GS1-EPCIS-Max': '2.0.0',
  'GS1-CBV-Version': '2.0.0',
  'GS1-CBV-Min': '2.0.0',
  'GS1-CBV-Max': '2.0.0',
  'GS1-Extensions': 'packtrail=urn:packtrail:epcis:1',
};

/** Reads what a request accepts. Refuses (NotAcceptableException) what this node cannot give. */
export function wantedBy(headers: IncomingHttpHeaders): Wanted {
  const epcFormat = one(headers['gs1-epc-format']) ?? 'Always_GS1_Digital_Link';
  const xmlFormat = one(headers['gs1-cbv-xml-format']) ?? 'No_Preference';
  for (const [name, ours] of [
    ['gs1-epcis-min', 2],
    ['gs1-cbv-min', 2],
  ] as const) {
    const asked = one(headers[name]);
    if (asked !== undefined && Number.parseFloat(asked) > ours) throw notAcceptable(`${name}: this node speaks version 2.0, not ${asked} or later.`);
  }
  for (const name of ['gs1-epcis-max', 'gs1-cbv-max'] as const) {
    const asked = one(headers[name]);
    if (asked !== undefined && Number.parseFloat(asked) < 2) throw notAcceptable(`${name}: this node speaks version 2.0, not ${asked} or before.`);
  }
  return { media: mediaOf(headers.accept), epcs: epcsOf(epcFormat), words: wordsOf(xmlFormat) };
}

function mediaOf(accept: string | undefined): Wanted['media'] {
  const ranges = (accept ?? '*/*').split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
  });
  const best = ranges.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { type } of best) {
    if (type === '*/*' || type === 'application/*' || type === 'application/json') return 'application/json';
    if (type === 'application/ld+json') return 'application/ld+json';
    if (type === 'application/xml' || type === 'text/xml' || type === 'text/*') return 'application/xml';
  }
  throw notAcceptable(`Accept: ${accept ?? ''}; this node answers application/json, application/ld+json or application/xml.`);
}

// Keys are kept in one form whatever they came in, so nothing can be given as it was.
const KEPT_IN_ONE_FORM = 'keys and words are kept in one form, so none is given in the form that it came in; ask for Always_GS1_Digital_Link or Always_EPC_URN';

function epcsOf(format: string): EpcFormat {
  if (format === 'No_Preference' || format === 'Always_GS1_Digital_Link') return 'Always_GS1_Digital_Link';
  if (format === 'Always_EPC_URN') return format;
  if (format === 'Never_Translates') throw notAcceptable(`GS1-EPC-Format: ${KEPT_IN_ONE_FORM}.`);
  throw notAcceptable(`GS1-EPC-Format: ${format} is none of ${EPC_FORMATS.join(', ')}.`);
}

function wordsOf(format: string): 'urn' | 'web' {
  if (format === 'No_Preference' || format === 'Always_Web_URI') return 'web';
  if (format === 'Always_URN') return 'urn';
  throw notAcceptable(`GS1-CBV-XML-Format: ${format}; this node gives Always_Web_URI or Always_URN.`);
}

const one = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);
const notAcceptable = (detail: string): Problem => new Problem('NotAcceptableException', detail);
