import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NodeUnderTest, startNode } from '../support/node-under-test';
import { missingForPython, type PythonAnswer, verifyByPython } from './by-python';
import { type Change, changesOf, mixtures } from './changes';
import { HARMLESS, OPEN } from './expected';
import { type TrueDossier, trueDossiers } from './true-dossiers';

const missing = missingForPython();

/** Their steps are those of several units, so that which was first is seldom told by one chain alone. */
const REPACKED: ReadonlySet<string> = new Set(['REPACKED', 'NEW CONTAINER', 'FILLED CASE']);

if (missing.length > 0) {
  describe('a verifier written from the page alone', () => {
    it(`is NOT RUN: there is no ${missing.join(' and no ')} here`, () => {
      expect(missing).not.toEqual([]);
    });
  });
} else {
  describe('a verifier written from the page alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packtrail-verifier-'));
    let node: NodeUnderTest;
    let key: string;
    let found: TrueDossier[];
    beforeAll(async () => {
      node = await startNode();
      const token = await node.signIn('regulator@demo.example');
      key = (await node.ask<{ ledger: { logKey: string } }>('{ ledger { logKey } }', {}, token)).ledger.logKey;
      found = await trueDossiers(node, { everyNth: 12 });
    }, 180_000);
    afterAll(async () => {
      await node?.end();
      rmSync(folder, { recursive: true, force: true });
    });

    const byPython = (texts: readonly string[], log = key): PythonAnswer[] => verifyByPython(texts, log);
    // What it throws is told apart from what it refuses: a file from a stranger is no fault of the program.
    const byOurs = async (texts: readonly string[]): Promise<string[]> => {
      const told: string[] = [];
      for (const text of texts)
        told.push(
          await verifyDossier(text, key).then(
            ({ good }) => (good ? 'accepts' : 'refuses'),
            () => 'throws',
          ),
        );
      return told;
    };

    it('accepts every dossier that a node makes, as ours does', { timeout: 120_000 }, async () => {
      const texts = found.map(({ text }) => text);
      expect(texts.length).toBeGreaterThan(200);
      expect(new Set(found.map(({ who }) => who))).toEqual(new Set(['manufacturer', 'distributor', 'pharmacist', 'regulator']));
      expect(new Set(byPython(texts).map(({ good, why }) => (good ? 'accepts' : why)))).toEqual(new Set(['accepts']));
      expect(new Set(await byOurs(texts))).toEqual(new Set(['accepts']));
      console.info(`${texts.length} true dossiers, accepted by both`);
    });

    it('refuses a dossier of another log', () => {
      const [dossier] = found;
      const other = 'other.example/log+f86201f0+AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g';
      expect(byPython([dossier?.text ?? ''], other)).toMatchObject([{ good: false, why: 'the checkpoint is of another log' }]);
    });

    it('names the step that was changed', () => {
      const text = found.find(({ text }) => (JSON.parse(text) as { steps: unknown[] }).steps.length === 5)?.text ?? '';
      const dossier = JSON.parse(text) as { steps: { signature: string }[] };
      const third = dossier.steps[2];
      if (third) third.signature = third.signature.replace(/^./, (sign) => (sign === '0' ? '1' : '0'));
      const file = join(folder, 'third.json');
      writeFileSync(file, JSON.stringify(dossier));
      const { status, stdout } = spawnSync('python3', ['-B', fileURLToPath(new URL('verify.py', import.meta.url)), file, '--log', key], { encoding: 'utf8' });
      expect({ status, stdout }).toEqual({
        status: 1,
        stdout: 'REFUSED step 3 from the newest: the signature of the step does not hold\n',
      });
    });

    it('agrees with ours on every change to a dossier, but for the kinds that are listed as open', { timeout: 300_000 }, async () => {
      const chosen = differentShapes(found);
      const changes: Change[] = chosen.flatMap(({ text }, index) => [
        ...changesOf(text, index * 7),
        ...chosen.filter((other) => other.text !== text).flatMap((other) => mixtures(text, other.text)),
      ]);
      for (const { who, kind, text } of found) {
        if (who !== 'regulator' || !REPACKED.has(kind)) continue;
        changes.push(...changesOf(text, 0).filter(({ what }) => what.startsWith('steps:')));
      }
      const texts = changes.map(({ text }) => text);
      const [python, ours] = [byPython(texts), await byOurs(texts)];
      // Both forms of a signature hold by the curve's arithmetic: the rule of the lower s is what refuses one.
      const otherForms = python.filter((_, index) => changes[index]?.what === 'signature: the other s').map(({ why }) => why);
      expect(new Set(otherForms)).toEqual(new Set(['the signature of the step does not hold']));
      const accepted = new Set<string>();
      const open = new Map<string, Set<string>>();
      let refused = 0;
      changes.forEach(({ what }, index) => {
        const [told, answer] = [ours[index] ?? '', python[index]];
        if (answer?.good) accepted.add(what);
        const reason = answer?.good ? `accepted: ${what}` : (answer?.why ?? 'no answer');
        if (told !== (answer?.good ? 'accepts' : 'refuses')) open.set(reason, (open.get(reason) ?? new Set()).add(told));
        else if (!answer?.good) refused += 1;
      });
      console.info(`${changes.length} changed dossiers of ${chosen.length}: ${refused} refused by both`);
      expect([...accepted].filter((what) => !HARMLESS.has(what))).toEqual([]);
      expect(Object.fromEntries([...open].map(([reason, told]) => [reason, [...told].sort()]))).toEqual(OPEN);
      expect(refused).toBeGreaterThan(1000);
    });
  });
}

/** A repacked package, a package of a pharmacy out of a case of a pallet, and one that nobody touched: few, and of different histories. */
function differentShapes(found: readonly TrueDossier[]): TrueDossier[] {
  const longest = (who: string, kind: string): TrueDossier => {
    const [first] = found
      .filter((one) => one.who === who && one.kind === kind)
      .sort((a, b) => JSON.parse(b.text).steps.length - JSON.parse(a.text).steps.length);
    if (!first) throw new Error(`${who} has no dossier of a ${kind}`);
    return first;
  };
  return [longest('manufacturer', 'REPACKED'), longest('pharmacist', 'PACKAGE'), longest('distributor', 'CASE')];
}
