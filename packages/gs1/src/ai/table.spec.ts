import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { AI_TABLE, type AiEntry } from './lookup.ts';

const dictionary = fileURLToPath(new URL('../../../../../shared/fixtures/gs1-ai/gs1-syntax-dictionary.txt', import.meta.url));

describe('the AI table', () => {
  it('has 541 AIs, none the beginning of another', () => {
    expect(AI_TABLE.size).toBe(541);
    const beginnings = [...AI_TABLE.keys()].flatMap((ai) =>
      [2, 3].filter((length) => length < ai.length).map((length) => ai.slice(0, length)),
    );
    expect(beginnings.filter((beginning) => AI_TABLE.has(beginning))).toEqual([]);
  });

  it('needs and excludes only AIs that there are', () => {
    const lengths = [...AI_TABLE.keys()];
    const exists = (pattern: string) => lengths.some((ai) => new RegExp(`^${pattern.replaceAll('n', '[0-9]')}$`).test(ai));
    for (const entry of AI_TABLE.values())
      for (const pattern of [...entry.needs.flat(), ...entry.excludes]) expect(exists(pattern), pattern).toBe(true);
  });

  it(`agrees with the GS1 Syntax Dictionary row by row${existsSync(dictionary) ? '' : ' (dictionary absent: only our own shape is judged)'}`, () => {
    const theirs = existsSync(dictionary)
      ? readDictionary(readFileSync(dictionary, 'utf8'))
      : new Map([...AI_TABLE].map(([ai, entry]) => [ai, comparable(entry)]));
    expect([...AI_TABLE.keys()].sort()).toEqual([...theirs.keys()].sort());
    for (const [ai, entry] of AI_TABLE) expect({ ai, ...comparable(entry) }).toEqual({ ai, ...theirs.get(ai) });
  });

  it('agrees with the table inside bwip-js about components, keys and attributes', () => {
    const theirs = readBwip();
    expect([...theirs.keys()].sort()).toEqual([...AI_TABLE.keys()].sort());
    const differences = [...AI_TABLE].flatMap(([ai, { components, qualifiers, linkAttribute }]) => {
      const shapes = components.map(
        ({ charset, lengthMin, lengthMax, optional }) => `${charset}${lengthMin}-${lengthMax}${optional ? '?' : ''}`,
      );
      return isDeepStrictEqual({ shapes, qualifiers, linkAttribute }, theirs.get(ai)) ? [] : [ai];
    });
    // Needs and exclusions are not compared: those of bwip-js 4.11.4 are of an earlier release than ours.
    expect(differences).toEqual([]);
  });
});

interface Comparable {
  readonly components: readonly string[];
  readonly needs: readonly string[];
  readonly excludes: readonly string[];
  readonly title: string;
  readonly predefined: boolean;
  readonly key: string | undefined;
  readonly linkAttribute: boolean;
}

// The place of a company prefix inside digits is not judged without a prefix list, so that linter is left out of numeric components.
function comparable(entry: AiEntry): Comparable {
  return {
    components: entry.components.map(({ charset, lengthMin, lengthMax, optional, linters }) =>
      [
        `${charset}${lengthMin === lengthMax ? lengthMax : `..${lengthMax}`}${optional ? '?' : ''}`,
        ...(charset === 'N' ? linters : [...linters].sort()),
      ].join(','),
    ),
    needs: entry.needs.map((all) => all.join('+')),
    excludes: entry.excludes,
    title: entry.title,
    predefined: entry.predefined,
    key: entry.qualifiers?.map((sequence) => sequence.join(',')).join('|'),
    linkAttribute: entry.linkAttribute,
  };
}

function readDictionary(text: string): Map<string, Comparable> {
  const rows = new Map<string, Comparable>();
  for (const line of text.split('\n')) {
    const match = /^([0-9]{2,4})(?:-([0-9]{2,4}))?\s+([*?!"$%&'()+,\-./:;<=>@[\\\]^_`{|}~]*\s)?\s*([NXYZ[][^#]*?)\s*(?:# (.*))?$/.exec(
      line,
    );
    if (match === null) continue;
    const [, first = '', last = first, flags = '', rest = '', title = ''] = match;
    const tokens = rest.split(/\s+/);
    const attribute = (name: string) =>
      tokens.filter((token) => token.startsWith(`${name}=`)).flatMap((token) => token.slice(name.length + 1).split(','));
    const key = tokens.find((token) => token === 'dlpkey' || token.startsWith('dlpkey='));
    const components = tokens
      .filter((token) => /^\[?[NXYZ]/.test(token))
      .map((token) => {
        const [shape = '', ...linters] = token.replaceAll(/[[\]]/g, '').split(',');
        const kept = shape.startsWith('N') ? linters.filter((linter) => !linter.startsWith('gcppos')) : linters.sort();
        return [shape + (token.startsWith('[') ? '?' : ''), ...kept].join(',');
      });
    for (let number = Number(first); number <= Number(last); number++) {
      const ai = String(number).padStart(first.length, '0');
      const row = { components, needs: attribute('req'), excludes: attribute('ex'), title: title.trim(), key: key?.slice(7) };
      rows.set(ai, { ...row, predefined: flags.includes('*'), linkAttribute: flags.includes('?') });
    }
  }
  return rows;
}

interface BwipRow {
  readonly shapes: readonly string[];
  readonly qualifiers: unknown;
  readonly linkAttribute: boolean;
}

/** The table of bwip-js, read off its generated source, since it is not exported: named parts, named entries, then AI to entry. */
function readBwip(): Map<string, BwipRow> {
  const folder = dirname(createRequire(import.meta.url).resolve('bwip-js'));
  const source = readFileSync(join(folder, 'bwipp.mjs'), 'utf8');
  const start = source.indexOf('function bwipp_gs1process()');
  // Its variable names begin anew in every function.
  const text = source.slice(start, source.indexOf('\n        ]);', source.indexOf('["00", _', start)) + 20);
  const blocks = new Map([...text.matchAll(/var (_\w+) = new Map\(\[([^]*?)\n\s*\]\);/g)].map(([, name = '', body = '']) => [name, body]));
  const list = (body: string, name: string): unknown => {
    const found = new RegExp(`\\["${name}", (\\$a\\(.*\\))\\],?$`, 'm').exec(body)?.[1];
    return found === undefined ? undefined : JSON.parse(found.replaceAll('$a(', '').replaceAll(')', ''));
  };
  const shapeOf = (name: string) => {
    const body = blocks.get(name) ?? '';
    const field = (key: string) => new RegExp(`"${key}", '?(\\w+)`).exec(body)?.[1] ?? '';
    return `${field('cset')}${field('min')}-${field('max')}${field('opt') === 'true' ? '?' : ''}`;
  };
  const rows = [...blocks.values()].find((body) => body.includes('["00", _')) ?? '';
  return new Map(
    [...rows.matchAll(/\["([0-9]+)", (_\w+)\]/g)].map(([, ai = '', name = '']) => {
      const body = blocks.get(name) ?? '';
      const parts = /"parts", \$a\(\[([^\]]*)/.exec(body)?.[1]?.split(', ') ?? [];
      const qualifiers = list(body, 'dlpkey');
      return [
        ai,
        {
          shapes: parts.map(shapeOf),
          qualifiers: Array.isArray(qualifiers) && qualifiers.length === 0 ? [[]] : qualifiers,
          linkAttribute: !body.includes('["dlattr", false]'),
        },
      ];
    }),
  );
}
