import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dossierMisfit } from '../../packages/ledger/src/format/dossier.ts';
import { fiveHandoffs } from '../drill/five-handoffs.ts';
import { changesOf } from '../verifier/changes.ts';

/** What the schema cannot say, and says so itself: members of a list that share one value, and texts with half a surrogate pair. */
const BEYOND_A_SCHEMA: ReadonlySet<string> = new Set(['something not listed before', 'a value with a canonical text']);
/** At which of a list's members a change is made. */
const STARTS = [0, 3];

describe('the JSON schema of a dossier', () => {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-schema-'));
  const schema = JSON.parse(readFileSync(fileURLToPath(new URL('../../packages/ledger/dossier.schema.json', import.meta.url)), 'utf8')) as object;
  const fits = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);
  let texts: string[];
  beforeAll(async () => {
    const { afterTakenOut, sibling, text } = await fiveHandoffs(directory, { entries: 100 });
    const { checkpoint, ...rest } = JSON.parse(text) as { checkpoint: string };
    texts = [text, sibling, afterTakenOut, JSON.stringify({ ...rest, checkpoint, handovers: [checkpoint, checkpoint] })];
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('fits every true dossier', () => {
    for (const text of texts) expect([fits(JSON.parse(text)), fits.errors]).toEqual([true, null]);
  });

  it('finds every misfit in form that the verifier finds, and no other', { timeout: 60_000 }, () => {
    const differing: string[] = [];
    let [misfits, good] = [0, 0];
    for (const text of texts) {
      for (const start of STARTS) {
        for (const change of changesOf(text, start)) {
          const value = parsed(change.text);
          if (value === undefined) continue;
          const misfit = dossierMisfit(value);
          if (fits(value) !== (misfit === null) && !BEYOND_A_SCHEMA.has(misfit?.rule ?? '')) differing.push(`${change.what}: ${misfit?.rule ?? JSON.stringify(fits.errors)}`);
          if (misfit) misfits += 1;
          else good += 1;
        }
      }
    }
    console.info(`${misfits} changes of form found by both, ${good} of content by neither`);
    expect(differing).toEqual([]);
    expect(misfits).toBeGreaterThan(1_000);
    expect(good).toBeGreaterThan(500);
  });

  it('leaves to the verifier what it says that it cannot find', () => {
    const alike = ['containers', 'documents', 'contents', 'inclusions'].map((list) => {
      const dossier = JSON.parse(texts[0] as string) as Record<string, object[]> & { steps: Record<string, object[]>[] };
      const holder = (list === 'documents' ? dossier.steps[0] : dossier) as Record<string, object[]>;
      const [first] = holder[list] as [object];
      const other = { containers: { salt: '0'.repeat(32) }, documents: { head: {} }, contents: { height: 9 }, inclusions: { index: 9 } }[list];
      holder[list]?.push({ ...first, ...other });
      return dossier;
    });
    const halved = JSON.parse(texts[0] as string) as { steps: { documents: { head: object }[] }[] };
    Object.assign(halved.steps[0]?.documents[0] ?? {}, { head: { half: '\ud800' } });
    for (const value of [...alike, halved]) expect([BEYOND_A_SCHEMA.has(dossierMisfit(value)?.rule ?? ''), fits(value)]).toEqual([true, true]);
  });

  it('holds every list and text to the length that the page gives', () => {
    const [text = ''] = texts;
    const longer: [string, (dossier: Record<string, unknown[]>) => void][] = [
      ['steps', (dossier) => (dossier['steps'] = Array(2_001).fill(dossier['steps']?.[0]) as unknown[])],
      ['inclusions', (dossier) => (dossier['inclusions'] = Array.from({ length: 21 }, (_, i) => ({ ...(dossier['inclusions']?.[0] as object), index: i })))],
      ['no inclusions', (dossier) => (dossier['inclusions'] = [])],
      ['no steps', (dossier) => (dossier['steps'] = [])],
      ['handovers', (dossier) => (dossier['handovers'] = Array(101).fill('note') as unknown[])],
      ['no handovers', (dossier) => (dossier['handovers'] = [])],
      ['a note', (dossier) => (dossier['handovers'] = ['𝕏'.repeat(20_001)])],
      ['a command', (dossier) => ((dossier['steps'] as { command: string }[])[0]!.command = `{${'x'.repeat(2_000_001)}`)],
    ];
    for (const [what, change] of longer) {
      const dossier = JSON.parse(text) as Record<string, unknown[]>;
      change(dossier);
      expect([dossierMisfit(dossier) === null, fits(dossier)], what).toEqual([false, false]);
    }
    const longest = { ...(JSON.parse(text) as object), handovers: Array(100).fill('𝕏'.repeat(20_000)) as unknown[] };
    expect([dossierMisfit(longest), fits(longest)]).toEqual([null, true]);
  });
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
