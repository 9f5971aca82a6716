import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { workspaceRoot } from '../../platform/workspace.ts';
import { jsonDocument, someEvent, spellingsOf } from './spellings.ts';

export interface HostileDocument {
  readonly kind: string;
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

/** Below `n`, and one of these. */
export interface Dice {
  below(n: number): number;
  pick<T>(of: readonly T[]): T;
}

/** Makes documents that were changed to do harm. `canary` is an address that nobody may ask. */
export function hostileDocuments(dice: Dice, canary: string): () => HostileDocument {
  const golden = readFileSync(join(workspaceRoot(), 'test', 'golden', 'direct-sale-r13.xml'), 'utf8');
  const { json, xml, xml2 } = spellingsOf(golden);
  const five = jsonDocument([0, 1, 2, 3, 4].map((n) => someEvent(n)));
  const xmls = [xml, xml2];
  const jsons = [json, five];
  const anyXml = (): string => dice.pick(xmls).replace(/^<\?xml.*\?>\n/, '');
  const anyJson = (): string => dice.pick(jsons);
  const serial = (): string => String(dice.below(1e9));
  const member = (text: string): string => anyJson().replace('"eventTime"', `${text}, "eventTime"`);
  const dtd = (inside: string, use: string): string => `<!DOCTYPE x ${inside}>${anyXml().replace('2026', `${use}2026`)}`;

  const XML: Record<string, () => string> = {
    'an entity bomb': () => dtd(`[<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "${i === 0 ? '&a;&a;' : `&a${i - 1};&a${i - 1};`}">`).join('')}]`, '&a29;'),
    'an external entity of a file': () => dtd(`[<!ENTITY f SYSTEM "file:///etc/${dice.pick(['hostname', 'passwd', 'shadow'])}">]`, '&f;'),
    'an external entity of the network': () => dtd(`[<!ENTITY f SYSTEM "${canary}/${serial()}">]`, '&f;'),
    'a parameter entity': () => dtd(`[<!ENTITY % p SYSTEM "${canary}/p.dtd"> %p;]`, ''),
    'an external document type': () => dtd(`SYSTEM "${canary}/x.dtd"`, ''),
    'a style sheet and a schema elsewhere': () => `<?xml-stylesheet href="${canary}/s.xsl"?>${anyXml().replace('schemaVersion', `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a ${canary}/s.xsd" schemaVersion`)}`,
    'an inclusion': () => anyXml().replace('<EventList>', `<EventList><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>`),
    'elements nested deep': () => anyXml().replace('<EventList>', `<EventList>${'<ObjectEvent>'.repeat(2 + dice.below(20_000))}`),
    'attributes without number': () => anyXml().replace('<EventList>', `<EventList><ObjectEvent ${Array.from({ length: 60 + dice.below(2_000) }, (_, i) => `a${i}="1"`).join(' ')}/>`),
    'a long text': () => anyXml().replace('2026', 'x'.repeat(dice.below(200_000))),
    'a character that there is not': () => anyXml().replace('2026', dice.pick(['&#xD800;', '&#0;', '&#xFFFFFFFF;', '&#x110000;', '&#xFFFE;'])),
    'a huge quantity': () => anyXml().replace('</ObjectEvent>', `<extension><quantityList><quantityElement><epcClass>urn:epc:idpat:sgtin:0361414.056789.*</epcClass><quantity>${'9'.repeat(1 + dice.below(5_000))}</quantity></quantityElement></quantityList></extension></ObjectEvent>`),
  };
  const JSON_LD: Record<string, () => string> = {
    'a context elsewhere': () => anyJson().replace('"https://ref.gs1.org/', `"${canary}/context.jsonld", "https://ref.gs1.org/`),
    'nesting': () => member(`"ex:a": ${'['.repeat(1 + dice.below(50_000))}`),
    'nesting that ends': () => {
      const depth = 1 + dice.below(60);
      return member(`"ex:a": ${'{"ex:b":'.repeat(depth)}1${'}'.repeat(depth)}`);
    },
    'a member twice': () => member(`"action": "ADD", "action": "${serial()}"`),
    'the prototype': () => member(`${dice.pick(['"__proto__"', '"\\u005f_proto__"'])}: {"polluted": true}`),
    'names that every object has': () => member(`"constructor": {"prototype": {"polluted": 1}}, "toString": 1, "hasOwnProperty": "${serial()}"`),
    'a huge number': () => member(`"ex:a": ${dice.pick(['1e999', '-1e400', '9'.repeat(1 + dice.below(3_000)), '1e-9999', `0.${'1'.repeat(dice.below(500))}`])}`),
    'half a surrogate': () => member(`"ex:a": "${dice.pick(['\\ud800', '\\udc00\\ud800', 'a\\udfff', '\\u0000'])}"`),
    'a long text': () => member(`"ex:a": "${'x'.repeat(dice.below(200_000))}"`),
    'many values': () => member(`"ex:a": [${'null,'.repeat(dice.below(100_000))}null]`),
    'many members': () => member(`"ex:a": {${Array.from({ length: dice.below(3_000) }, (_, i) => `"m${i}":0`).join()}}`),
    'another kind of value': () => anyJson().replace(/: "[^"]*"/g, (found) => (dice.below(12) === 0 ? dice.pick([': null', ': 5', ': {}', ': []', ': true', ': [[]]']) : found)),
    'no document': () => dice.pick(['null', '[]', '5', '"x"', '{}', '[[[]]]', '{"type":"EPCISDocument","epcisBody":{"eventList":[null,5,[],{}]}}', '{"type":"EPCISDocument","epcisBody":[]}']),
  };
  const BYTES: Record<string, (text: Buffer) => Buffer> = {
    'bytes changed': (text) => {
      const bytes = Buffer.from(text);
      for (let i = 0; i <= dice.below(20); i += 1) bytes[dice.below(bytes.length)] = dice.below(256);
      return bytes;
    },
    'an end cut off': (text) => text.subarray(0, dice.below(text.length)),
    'a part twice': (text) => {
      const [from, length] = [dice.below(text.length), dice.below(2_000)];
      return Buffer.concat([text.subarray(0, from + length), text.subarray(from)]);
    },
    'a part left out': (text) => {
      const from = dice.below(text.length);
      return Buffer.concat([text.subarray(0, from), text.subarray(from + dice.below(500))]);
    },
    'UTF-16': (text) => Buffer.from(`\ufeff${text.toString()}`, 'utf16le'),
    'a mark of its byte order': (text) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), text]),
    'compression nobody tells of': () => gzipSync(Buffer.alloc(1_000_000)),
  };

  return () => {
    const isXml = dice.below(2) === 0;
    const type = isXml ? dice.pick(['application/xml', 'text/xml']) : dice.pick(['application/json', 'application/ld+json']);
    const headers: Record<string, string> = { 'content-type': type, ...(dice.below(2) === 0 ? { 'gs1-capture-error-behaviour': 'proceed' } : {}) };
    if (dice.below(40) === 0) return { kind: 'a compressed bomb', body: gzipSync(Buffer.alloc(5_000_000, ' ')), headers: { ...headers, 'content-encoding': dice.pick(['gzip', 'deflate', 'br', 'gzip, gzip']) } };
    if (dice.below(3) === 0) {
      const kind = dice.pick(Object.keys(BYTES));
      return { kind, body: BYTES[kind]?.(Buffer.from(isXml ? anyXml() : anyJson())) ?? Buffer.alloc(0), headers };
    }
    const makers = isXml ? XML : JSON_LD;
    const kind = dice.pick(Object.keys(makers));
    return { kind, body: Buffer.from(makers[kind]?.() ?? ''), headers };
  };
}
