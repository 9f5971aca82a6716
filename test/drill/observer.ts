import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isCommand, unitKey } from '@packtrail/ledger';
import { Chance } from '../simulation/chance.ts';
import { type History, playHistory, saltOf, type Serialized, shuffled } from './observer-history.ts';
import { type Catalogued, guessByOrder, guesses, hits, see, type Seen } from './observer-program.ts';

const LEAKED = 0.1;
const SHUFFLES = 5;

interface Sight {
  readonly history: History;
  readonly seen: Seen;
  readonly leaked: ReadonlySet<string>;
  /** Keys that the leaked salts give. */
  readonly known: ReadonlyMap<string, Catalogued>;
  readonly truth: ReadonlyMap<string, Serialized>;
  readonly at: (gtin: string, place: number) => Serialized | undefined;
  readonly isLeaked: (of: Catalogued) => boolean;
}

/**
 * An observer with the whole chain, a catalogue of `count` serials and the salts of a tenth of them tries to find out which key is which of the
 * rest: by key, by order, by count of contents. None may be found; the same program given the secrets, or lists in the order of the serials,
 * finds them. What the chain tells by its structure is printed.
 */
export async function observerDrill({ count, print, seed = 1 }: { count: number; print(line: string): void; seed?: number }): Promise<{ passed: number; failed: number }> {
  const chance = new Chance(seed);
  const started = performance.now();
  const sight = await openEyes(count, chance);
  const { history, known, leaked, seen } = sight;
  const rest = history.packages.length - leaked.size;
  const surfaced = history.packages.filter(({ epc, key }) => seen.hashes.has(key) && !leaked.has(epc));
  print(`${history.blocks.length} blocks; ${history.packages.length} serials, the salts of ${leaked.size} handed over; of the other ${rest} packages ${surfaced.length} have a key on the chain`);

  const byKey = attackByKey(sight, print);
  const byOrder = attackByOrder(sight, chance, print);
  const byCount = attackByCount(sight, surfaced, print);
  const secret = hits(history.packages, seen.hashes, ({ epc, gtin }) => unitKey(saltOf(history.secrets.get(gtin) as Buffer, epc), epc));
  const missed = surfaced.filter(({ epc, key }) => secret.get(key)?.epc !== epc).length;
  print(`given the secrets: ${surfaced.length - missed} of ${surfaced.length} re-identified`);
  tellStructure(sight, known, print);
  print(`in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
  const reidentified = byKey + byOrder.found + byCount;
  const failed = reidentified + missed + (byOrder.canFail ? 0 : 1);
  return { passed: rest - reidentified, failed };
}

async function openEyes(count: number, chance: Chance): Promise<Sight> {
  const directory = mkdtempSync(join(tmpdir(), 'packtrail-observer-'));
  try {
    const history = await playHistory(directory, count, chance);
    const { packages } = history;
    const leaked = new Set<string>();
    while (leaked.size < Math.floor(packages.length * LEAKED)) leaked.add(chance.pick(packages).epc);
    const places = new Map<string, Serialized[]>();
    for (const one of packages) {
      const own = places.get(one.gtin) ?? [];
      places.set(one.gtin, own);
      own[one.place] = one;
    }
    return {
      history,
      seen: see(history.blocks),
      leaked,
      known: new Map(packages.filter(({ epc }) => leaked.has(epc)).map((one) => [unitKey(one.salt, one.epc), one])),
      truth: new Map(packages.map((one) => [one.key, one])),
      at: (gtin, place) => places.get(gtin)?.[place],
      isLeaked: ({ epc }) => leaked.has(epc),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function attackByKey({ history, isLeaked, known, seen }: Sight, print: (line: string) => void): number {
  const issuers = [...new Set(seen.commands.filter((command) => isCommand(command, 'commission')).map(({ by }) => by))];
  const leaked = [...known.values()].slice(0, 3).map((one) => (one as Serialized).salt);
  const found = new Set<string>();
  const all = guesses({ issuers, leaked });
  for (const [name, guess] of all) {
    const hit = [...hits(history.packages, seen.hashes, guess).values()].filter((one) => !isLeaked(one));
    if (hit.length > 0) print(`by key, ${name}: ${hit.length} RE-IDENTIFIED`);
    for (const { epc } of hit) found.add(epc);
  }
  print(`by key: ${all.length} ways to make ${history.packages.length} keys, against ${seen.hashes.size} hashes on the chain: ${found.size} re-identified`);
  return found.size;
}

/** Guesses by the place in a list. Right ones beyond what the same lists in random order give are re-identified. */
function attackByOrder({ at, isLeaked, known, seen, truth }: Sight, chance: Chance, print: (line: string) => void): { found: number; canFail: boolean } {
  const contents = [...seen.opened.values()].map(({ surfaced }) => [...surfaced].sort(([, a], [, b]) => a - b).map(([key]) => key));
  const lists = [...seen.lists, ...contents].map((list) => list.filter((key) => truth.has(key))).filter((list) => list.length > 2);
  const rightOf = (some: readonly (readonly string[])[]): number =>
    some.reduce((sum, list) => sum + [...guessByOrder(list, known, at, isLeaked)].filter(([key, { epc }]) => truth.get(key)?.epc === epc).length, 0);
  const right = rightOf(lists);
  const random = Array.from({ length: SHUFFLES }, () => rightOf(lists.map((list) => shuffled(list, chance)))).reduce((a, b) => a + b, 0) / SHUFFLES;
  const most = random + 5 * Math.sqrt(random) + 3;
  const placeOf = (key: string): number => (truth.get(key) as Serialized).place;
  const inOrder = rightOf(lists.map((list) => [...list].sort((a, b) => placeOf(a) - placeOf(b))));
  const z = lists.reduce((sum, list) => sum + correlation(list.map(placeOf)) * Math.sqrt(list.length - 1), 0) / Math.sqrt(Math.max(lists.length, 1));
  const found = Math.max(right > most ? Math.ceil(right - random) : 0, Math.abs(z) > 5 ? lists.flat().length : 0);
  print(
    `by order: ${lists.length} lists of ${lists.flat().length} packages; ${right} guesses right, ${random.toFixed(1)} in random order (at most ${most.toFixed(1)} are chance); ` +
      `place against serial: ${z.toFixed(2)} standard deviations (at most 5 are chance): ${found} re-identified`,
  );
  print(`the same lists in the order of the serials: ${inOrder} guesses right`);
  return { found, canFail: inOrder > most };
}

/** Spearman's rank correlation of a list of distinct numbers with its own order. */
function correlation(values: readonly number[]): number {
  const n = values.length;
  const ranks = new Map([...values].sort((a, b) => a - b).map((value, rank) => [value, rank]));
  const squares = values.reduce((sum, value, i) => sum + ((ranks.get(value) as number) - i) ** 2, 0);
  return 1 - (6 * squares) / (n * (n * n - 1));
}

/** Among how many serials a package hides, when the size of its case tells the product, and known ones from the same case tell where in the numbering it was packed. One alone is re-identified. */
function attackByCount({ at, history, isLeaked, known, leaked, seen }: Sight, surfaced: readonly Serialized[], print: (line: string) => void): number {
  const unknown = new Map([...history.caseSizes.keys()].map((gtin) => [gtin, history.packages.filter((one) => one.gtin === gtin && !leaked.has(one.epc)).length]));
  const products = new Map([...known].flatMap(([key, { gtin }]) => (seen.lotOf.has(key) ? [[seen.lotOf.get(key) as string, gtin]] : [])));
  const hiding: number[] = [];
  const caseOf = new Map([...seen.opened.values()].flatMap((opened) => [...opened.surfaced.keys()].map((key) => [key, opened] as const)));
  for (const { key } of surfaced) {
    const opened = caseOf.get(key);
    const mates = [...(opened?.surfaced.keys() ?? [])].flatMap((mate) => known.get(mate) ?? []);
    const [mate] = mates;
    const lotProduct = products.get(seen.lotOf.get(key) ?? '');
    if (opened && mate) {
      const places = mates.map(({ place }) => place);
      let candidates = 0;
      for (let place = Math.max(...places) - opened.size + 1; place < Math.min(...places) + opened.size; place += 1) {
        const one = at(mate.gtin, place);
        if (one && !isLeaked(one)) candidates += 1;
      }
      hiding.push(candidates);
    } else {
      const possible = lotProduct ? [lotProduct] : [...history.caseSizes].filter(([, size]) => !opened || size === opened.size).map(([gtin]) => gtin);
      hiding.push(possible.reduce((sum, gtin) => sum + (unknown.get(gtin) as number), 0));
    }
  }
  hiding.sort((a, b) => a - b);
  const alone = hiding.filter((candidates) => candidates === 1).length;
  print(`by count of contents: a package hides among at least ${hiding[0]} serials, half of them among ${hiding[hiding.length >> 1]} or more: ${alone} re-identified`);
  return alone;
}

/** What the ledger does not hide, and does not claim to. */
function tellStructure({ history, seen }: Sight, known: ReadonlyMap<string, Catalogued>, print: (line: string) => void): void {
  const ships = seen.commands.filter((command) => isCommand(command, 'ship'));
  const pairs = new Set(ships.map(({ body, by }) => `${by} ${'to' in body ? body.to : ''}`));
  const units = ships.reduce((sum, { body }) => sum + ('units' in body ? body.units.length : 0), 0);
  print('learned by structure:');
  print(`  who and when: ${seen.commands.length} commands of ${new Set(seen.commands.map(({ by }) => by)).size} parties, each with its time; ${pairs.size} pairs of parties ship to one another`);
  print(`  how many: ${ships.length} shipments of ${units} outermost units; ${seen.opened.size} containers out of which something was taken, with how many units each was made`);
  const sizes = [...new Set([...seen.opened.values()].map(({ size }) => size))].sort((a, b) => a - b);
  const telling = sizes.filter((size) => [...history.caseSizes.values()].filter((each) => each === size).length === 1);
  print(`  sizes of these: ${sizes.join(', ')}; ${telling.length > 0 ? `whoever knows how products are packed knows the product by ${telling.join(' and ')}` : 'none tells its product'}`);
  const lots = new Set([...known.keys()].flatMap((key) => seen.lotOf.get(key) ?? []));
  print(`  lots: one package of a lot known, its lot is known of all that surfaced: ${[...seen.lotOf.values()].filter((lot) => lots.has(lot)).length} packages of ${lots.size} lots; and which came out of one container`);
  print(`  former holders: ${[...known.keys()].filter((key) => seen.lotOf.has(key)).length} packages whose salt was handed over can be followed from then on`);
}
