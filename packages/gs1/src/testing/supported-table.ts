import { AI_TABLE } from '../ai/lookup.ts';
import { LINTERS } from '../ai/linters.ts';
import { AI_ROWS } from '../ai/table.ts';
import { ISSUES } from '../issues.ts';
import { carriageOf } from '../scan/symbology.ts';
import { SCHEMES } from '../spelling/epc-scheme.ts';
import { SYMBOLOGIES } from './print-run.ts';

/** What the package knows, as the table of its README: read off the code, so that it cannot say more or less. */
export function supportedTable(): string {
  const keys = [...AI_TABLE.values()].filter(({ qualifiers }) => qualifiers !== undefined).map(({ ai, title }) => `(${ai}) ${title}`);
  const linters = Object.keys(LINTERS);
  const aims = [...'ACEFGILQdehJz']
    .flatMap((letter) => [...'0123456789'].map((digit) => `]${letter}${digit}`))
    .filter((aim) => !['plain', 'unsupported'].includes(carriageOf(aim)));
  const codes = Object.values(ISSUES);
  const rows = [
    ['application identifiers', AI_TABLE.size, `${AI_ROWS.length} rows of the General Specifications, release of January 2026`],
    ['linters', linters.length, linters.join(' ')],
    ['keys of Digital Links', keys.length, keys.join(', ')],
    ['EPC URN schemes, both ways', SCHEMES.length, SCHEMES.map(({ id }) => id).join(' ')],
    ['symbology identifiers read as GS1 data', aims.length, aims.join(' ')],
    ['symbols printed', SYMBOLOGIES.length, SYMBOLOGIES.join(' ')],
    [
      'issues',
      codes.length,
      `${codes.filter(([severity]) => severity === 'warning').length} of them warnings; each with its code, place and one sentence`,
    ],
  ];
  return [
    '| what | how many | which |',
    '| --- | --- | --- |',
    ...rows.map(([what, count, which]) => `| ${what} | ${count} | ${which} |`),
  ].join('\n');
}
