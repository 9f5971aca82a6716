import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { xsdErrors } from '../../../../test/support/xsd-errors.ts';
import { parseGln } from '../keys/gln.ts';
import { randomEvent, randomPrefix } from '../testing/random-event.ts';
import { writeDocument, writeJsonDocument, writeJsonEvent, writeJsonQueryDocument, writeQueryDocument, type EpcisDocument, type Spelling } from './index.ts';
import { isTime } from './time.ts';

const fixture = (path: string) => fileURLToPath(new URL(`../../../../../shared/fixtures/${path}`, import.meta.url));
const jsonSchema = fixture('epcis-2.0/EPCIS-JSON-Schema.json');
const querySchema = fixture('epcis-2.0/xsd/EPCglobal-epcis-query-2_0.xsd');
const SCHEMAS = { '1.2': fixture('epcis-1.2/xsd/EPCglobal-epcis-1_2.xsd'), '2.0': fixture('epcis-2.0/xsd/EPCglobal-epcis-2_0.xsd') };

/** What a test says of itself where it cannot check. */
const unless = (...needs: readonly (readonly [there: boolean, said: string])[]): string => {
  const lacking = needs.flatMap(([there, said]) => (there ? [] : [said]));
  return lacking.length === 0 ? '' : ` (not checked: ${lacking.join(', ')})`;
};

const gln = parseGln('0614141000012');
if (!gln.ok) throw new Error('no GLN');
const place = { gln: gln.value };
const document: EpcisDocument = {
  header: {
    sender: place,
    receiver: { ...place, extension: 'DOCK' },
    instanceIdentifier: 'EX-1',
    creationDate: '2026-05-01T09:00:00Z',
    guidelineVersion: 'GS1 US DSCSA R1.3',
    transactionStatement: { affirmed: true, legalNotice: 'Seller has complied with each applicable subsection.' },
  },
  masterData: { products: [], locations: [{ ...place, name: 'Example Distribution', city: 'Springfield' }] },
  events: fc.sample(randomEvent, { numRuns: 300, seed: 7 }),
};

describe('what is written is valid by the official schema', { timeout: 60_000 }, () => {
  const ajv = new Ajv({ strict: false, allErrors: true, formats: { uri: /^[A-Za-z][A-Za-z0-9+.-]*:\S*$/, 'date-time': isTime } });
  const jsonErrors = (value: object): readonly string[] => {
    const validate =
      ajv.getSchema('https://gs1.github.io/EPCIS/EPCIS-JSON-Schema.json') ??
      ajv.compile(JSON.parse(readFileSync(jsonSchema, 'utf8')) as object);
    return validate(value)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message, schemaPath }) => `${instancePath} ${message ?? ''} ${schemaPath}`);
  };

  it.each([
    ['Digital Links', {}],
    ['EPC URNs', { gcpLength: randomPrefix }],
  ])(
    `of JSON, with %s: a document of 300 events, and each event by itself${unless([existsSync(jsonSchema), 'the schema is absent'])}`,
    (_, spelling) => {
      const { creationDate } = document.header;
      const whole = writeJsonDocument({ ...document, creationDate }, spelling);
      const bare = writeJsonDocument({ creationDate, events: [] }, spelling);
      if (!whole.ok || !bare.ok) throw new Error('not written');
      if (!existsSync(jsonSchema)) return;
      expect(jsonErrors(whole.value)).toEqual([]);
      expect(jsonErrors(bare.value)).toEqual([]);
      for (const event of document.events.slice(0, 100)) {
        const alone = writeJsonEvent(event, spelling);
        expect(alone.ok && jsonErrors(alone.value)).toEqual([]);
      }
      expect(jsonErrors({ ...whole.value, schemaVersion: 'two' })).not.toEqual([]);
    },
  );

  it.each([
    ['Digital Links', {}],
    ['EPC URNs', { gcpLength: randomPrefix }],
    ['EPC URNs and words as web URIs', { gcpLength: randomPrefix, words: 'web' }],
  ] as const)(`of what a query found, with %s, in JSON and XML${unless([existsSync(querySchema), 'the schemas are absent'])}`, async (_, spelling) => {
    const found = { creationDate: '2026-05-01T09:00:00Z', queryName: 'SimpleEventQuery', subscriptionID: 'S1', events: document.events.slice(0, 100) };
    const [json, text] = [writeJsonQueryDocument(found, spelling), writeQueryDocument(found, spelling)];
    if (!json.ok || !text.ok) throw new Error('not written');
    if (!existsSync(querySchema)) return;
    expect(jsonErrors(json.value)).toEqual([]);
    expect(await xsdErrors(text.value, querySchema)).toEqual([]);
    expect(await xsdErrors(text.value.replace('<queryName>SimpleEventQuery</queryName>', ''), querySchema)).not.toEqual([]);
  });

  it.each([
    ['EPCIS 1.2', { version: '1.2', gcpLength: randomPrefix }],
    ['EPCIS 2.0 with EPC URNs', { version: '2.0', gcpLength: randomPrefix }],
    ['EPCIS 2.0 with Digital Links', { version: '2.0' }],
  ] as const satisfies readonly (readonly [string, Spelling])[])(
    `of %s in XML: a document of 300 events${unless([existsSync(SCHEMAS['2.0']), 'the schemas are absent'])}`,
    async (_, spelling) => {
      const written = writeDocument(document, spelling);
      if (!written.ok) throw new Error(written.issues[0]?.message);
      if (!existsSync(SCHEMAS[spelling.version])) return;
      expect(await xsdErrors(written.value, SCHEMAS[spelling.version])).toEqual([]);
      expect(await xsdErrors(written.value.replaceAll('<action>', '<action>X'), SCHEMAS[spelling.version])).not.toEqual([]);
    },
  );
});
