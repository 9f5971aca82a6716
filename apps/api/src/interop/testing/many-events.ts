import { someEvent } from './spellings.ts';

export type Load = 'observed' | 'mixed';

/** The text of a document of so many events, piece by piece: what was observed, in XML of EPCIS 1.2; or all five types in JSON, and among them one in a thousand the commissioning of ten packages. */
export function* manyEvents(count: number, load: Load, name = ''): Generator<Buffer> {
  const [head, event, separator, tail] = load === 'observed' ? XML : JSON_LD;
  const start = name === '' ? START : EARLIER;
  yield Buffer.from(head.replace('MANY', `MANY${name}`));
  let piece: string[] = [];
  for (let n = 0; n < count; n += 1) {
    piece.push(n === 0 ? '' : separator, event(n, name, start));
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece.join(''));
    piece = [];
  }
  yield Buffer.from(piece.join('') + tail);
}

const PIECE = 400;
const START = Date.parse('2026-05-01T00:00:00Z');
const EARLIER = Date.parse('2026-04-01T00:00:00Z');

type Form = readonly [head: string, event: (n: number, name: string, start: number) => string, separator: string, tail: string];

const XML: Form = [
  '<?xml version="1.0" encoding="UTF-8"?>\n<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" schemaVersion="1.2" creationDate="2026-05-04T08:45:16Z">\n<EPCISBody>\n<EventList>\n',
  (n, _, start) => `<ObjectEvent>
  <eventTime>${new Date(start + n * 100).toISOString()}</eventTime>
  <eventTimeZoneOffset>+00:00</eventTimeZoneOffset>
  <epcList><epc>urn:epc:id:sgtin:0614141.012345.S${n}</epc></epcList>
  <action>OBSERVE</action>
  <bizStep>urn:epcglobal:cbv:bizstep:storing</bizStep>
  <disposition>urn:epcglobal:cbv:disp:in_progress</disposition>
  <readPoint><id>urn:epc:id:sgln:0614141.00001.0</id></readPoint>
</ObjectEvent>
`,
  '',
  '</EventList>\n</EPCISBody>\n</epcis:EPCISDocument>\n',
];

const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
/** The party that sends them, its product, and who it would send them to. */
export const MANY_EVENTS = { gln: '0614141000012', prefix: '0614141', gtin: '00614141123452' } as const;

const commissioned = (n: string, at: object): object => ({
  ...at,
  type: 'ObjectEvent',
  action: 'ADD',
  bizStep: 'commissioning',
  disposition: 'active',
  epcList: Array.from({ length: 10 }, (_, i) => `https://id.gs1.org/01/${MANY_EVENTS.gtin}/21/C${n}.${i}`),
  readPoint: { id: `https://id.gs1.org/414/${MANY_EVENTS.gln}` },
  bizLocation: { id: `https://id.gs1.org/414/${MANY_EVENTS.gln}` },
  ilmd: { 'cbvmda:lotNumber': 'MANY', 'cbvmda:itemExpirationDate': '2028-12-31' },
});

const JSON_LD: Form = [
  `{"@context":["${CONTEXT}"],"type":"EPCISDocument","schemaVersion":"2.0","creationDate":"2026-05-04T08:45:16Z","sender":"urn:epc:id:sgln:0614141.00001.0","receiver":"urn:epc:id:sgln:0614141.00001.0","instanceIdentifier":"MANY","epcisBody":{"eventList":[\n`,
  (n, name, start) => {
    const at = { eventTime: new Date(start + n * 100).toISOString(), eventTimeZoneOffset: '+00:00' };
    return JSON.stringify(n % 1_000 === 999 ? commissioned(`${name}${n}`, at) : someEvent(n, at));
  },
  ',\n',
  '\n]}}\n',
];
