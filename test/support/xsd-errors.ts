import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { memoryPages, validateXML } from 'xmllint-wasm';

/** What an XML schema says against a document, line by line; empty when it is valid. `schema`: path of an .xsd whose imports lie beside it. */
export async function xsdErrors(text: string, schema: string): Promise<readonly string[]> {
  const folder = dirname(schema);
  const files = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
  const contents = (name: string) => ({ fileName: name, contents: readFileSync(join(folder, name), 'utf8') });
  const { errors, rawOutput, valid } = await validateXML({
    xml: [{ fileName: 'document.xml', contents: text }],
    schema: [contents(basename(schema))],
    preload: files.filter((name) => name !== basename(schema)).map(contents),
    maxMemoryPages: 8 * memoryPages.defaultMaxMemoryPages,
  });
  return valid ? [] : [...errors.map(({ loc, message }) => `${loc?.lineNumber ?? 0}: ${message}`), rawOutput.slice(0, 2_000)];
}
