import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from '../ai/code-lists.ts';
import { checkPair } from '../ai/linters.ts';
import { AI_TABLE, aiEntry, type AiComponent, type AiEntry } from '../ai/lookup.ts';
import type { AiValue } from '../ai/message.ts';
import { appendCheckDigit } from '../keys/check-digit.ts';
import { drawn, oneOf, type Chance } from './chance.ts';

export interface RandomMessageOptions {
  /** How often a component is made wrong, 0 to 1. */
  readonly faults: number;
  /** How often what a field needs is put beside it. */
  readonly company: number;
  readonly fieldsMax: number;
  /** Characters that no value shall hold, where the receiver's spelling could not carry them. */
  readonly without?: RegExp;
}

/** Random fields of the whole AI table, most of them right: a key, what it needs, and whatever else. */
export function randomMessage(chance: Chance, options: RandomMessageOptions): readonly AiValue[] {
  const ais = new Set<string>([chance() < 0.6 ? oneOf(chance, KEYS) : oneOf(chance, ALL).ai]);
  const more = drawn(chance, options.fieldsMax);
  for (let number = 0; number < more; number++) ais.add(chance() < 0.5 ? oneOf(chance, COMMON) : oneOf(chance, ALL).ai);
  for (const ai of [...ais]) if (chance() < options.company) satisfy(ai, ais, chance);
  return [...ais].flatMap((ai) => {
    const entry = aiEntry(ai);
    return entry === undefined ? [] : [{ ai, value: randomValue(chance, entry, options) }];
  });
}

/** A random value of an AI: its components one after the other, the optional ones left out at times. */
export function randomValue(chance: Chance, entry: AiEntry, { faults, without }: Pick<RandomMessageOptions, 'faults' | 'without'>): string {
  let value = '';
  for (const component of entry.components) {
    if (component.optional && chance() < 0.4) break;
    const right = rightText(chance, component);
    const text = without === undefined ? right : right.replace(without, '0');
    value += chance() < faults ? spoiled(chance, text) : text;
  }
  return value;
}

const ALL = [...AI_TABLE.values()];
const KEYS = ALL.filter(({ qualifiers }) => qualifiers !== undefined).map(({ ai }) => ai);
const COMMON = [
  '01',
  '02',
  '10',
  '11',
  '15',
  '17',
  '21',
  '30',
  '37',
  '00',
  '235',
  '240',
  '3103',
  '3922',
  '400',
  '414',
  '710',
  '715',
  '8110',
  '8112',
  '8200',
  '91',
];

function satisfy(ai: string, ais: Set<string>, chance: Chance): void {
  const needs = aiEntry(ai)?.needs ?? [];
  if (needs.length === 0) return;
  for (const pattern of oneOf(chance, needs)) {
    const needed = pattern.endsWith('n')
      ? oneOf(
          chance,
          ALL.filter((entry) => entry.ai.startsWith(pattern.replaceAll('n', ''))),
        ).ai
      : pattern;
    if (ais.has(needed)) continue;
    ais.add(needed);
    satisfy(needed, ais, chance);
  }
}

const CHARACTERS: Readonly<Record<AiComponent['charset'], string>> = {
  N: '0123456789',
  X: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!"%&\'()*+,-./:;<=>?_',
  Y: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ#-/',
  Z: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_',
};

function letters(chance: Chance, characters: string, length: number): string {
  let text = '';
  for (let index = 0; index < length; index++) text += characters.charAt(drawn(chance, characters.length));
  return text;
}

function rightText(chance: Chance, component: AiComponent): string {
  const { charset, lengthMin, lengthMax, linters } = component;
  const length = lengthMin + drawn(chance, lengthMax - lengthMin + 1);
  const free = letters(chance, CHARACTERS[charset], length);
  return linters.reduceRight((text, linter) => RIGHT[linter]?.(text, chance) ?? text, free);
}

const two = (chance: Chance, from: number, to: number) => String(from + drawn(chance, to - from + 1)).padStart(2, '0');
const monthAndDay = (chance: Chance, dayMin: number) => two(chance, 1, 12) + two(chance, dayMin, 28);

/** For each linter, a text of the same length that it accepts. */
const RIGHT: Readonly<Record<string, (text: string, chance: Chance) => string>> = {
  csum: (text) => appendCheckDigit(text.slice(0, -1)) ?? text,
  csumalpha: (text) => (text.length < 3 ? '1987654Ad4X4bL5ttr2310c2K' : text.slice(0, -2) + (checkPair(text.slice(0, -2)) ?? '')),
  gcppos1: (text, chance) => letters(chance, CHARACTERS.N, 12) + text.slice(12),
  yymmd0: (_, chance) => two(chance, 0, 99) + monthAndDay(chance, 0),
  yymmdd: (_, chance) => two(chance, 0, 99) + monthAndDay(chance, 1),
  yyyymmdd: (_, chance) => oneOf(chance, ['19', '20']) + two(chance, 0, 99) + monthAndDay(chance, 1),
  hhmi: (_, chance) => two(chance, 0, 23) + two(chance, 0, 59),
  hh: (_, chance) => two(chance, 0, 23),
  mi: (_, chance) => two(chance, 0, 59),
  ss: (_, chance) => two(chance, 0, 59),
  iso3166: (_, chance) => oneOf(chance, [...COUNTRY_NUMBERS]),
  iso3166999: (_, chance) => oneOf(chance, ['999', ...COUNTRY_NUMBERS]),
  iso3166alpha2: (_, chance) => oneOf(chance, [...COUNTRY_LETTERS]),
  iso4217: (_, chance) => oneOf(chance, [...CURRENCY_NUMBERS]),
  iso5218: (_, chance) => oneOf(chance, [...'0129']),
  mediatype: (_, chance) => oneOf(chance, ['01', '10', '80', '99']),
  packagetype: (_, chance) =>
    oneOf(
      chance,
      [...PACKAGE_TYPES].filter((code) => !code.includes('/')),
    ),
  pcenc: (text) => text.replaceAll('%', '0'),
  yesno: (_, chance) => oneOf(chance, ['0', '1']),
  latitude: (text) => `1${text.slice(1).replace(/^[8-9]/, '7')}`,
  longitude: (text) => `2${text.slice(1)}`,
  hyphen: () => '-',
  importeridx: (text) => (/[-0-9A-Z_a-z]/.test(text) ? text : 'A'),
  nonzero: (text) => text.slice(0, -1) + '1',
  zero: (text) => '0'.repeat(text.length),
  nozeroprefix: (text) => text.replace(/^0/, '1'),
  winding: (_, chance) => oneOf(chance, ['0', '1', '9']),
  pieceoftotal: (_, chance) => two(chance, 1, 9) + two(chance, 9, 99),
  posinseqslash: (_, chance) => `${1 + drawn(chance, 3)}/${4 + drawn(chance, 6)}`,
  iban: (_, chance) => oneOf(chance, ['GB82WEST12345698765432', 'DE89370400440532013000']),
  couponcode: (_, chance) => {
    const digits = (length: number) => letters(chance, CHARACTERS.N, length);
    const counted = (from: number, to: number, plus = 0) => {
      const count = from + drawn(chance, to - from + 1);
      return `${count}${digits(count + plus)}`;
    };
    const requirement = () => counted(1, 5) + oneOf(chance, [...'012349']) + digits(3);
    const optional = [
      () => `1${drawn(chance, 4)}${requirement()}9`,
      () => `2${requirement()}${counted(0, 6, 6)}`,
      () => `3${two(chance, 20, 40)}${monthAndDay(chance, 1)}`,
      () => `4${two(chance, 20, 40)}${monthAndDay(chance, 1)}`,
      () => `5${counted(0, 9, 6)}`,
      () => `6${counted(1, 7, 6)}`,
      () => `9${oneOf(chance, [...'01256'])}${drawn(chance, 3)}${drawn(chance, 10)}${drawn(chance, 2)}`,
    ].filter(() => chance() < 0.2);
    return `${counted(0, 6, 6)}${digits(6)}${counted(1, 5)}${requirement()}${optional.map((make) => make()).join('')}`.slice(0, 70);
  },
  couponposoffer: (_, chance) => {
    const digits = (length: number) => letters(chance, CHARACTERS.N, length);
    const [funder, serial] = [drawn(chance, 7), drawn(chance, 10)];
    return `${drawn(chance, 2)}${funder}${digits(funder + 6)}${digits(6)}${serial}${digits(serial + 6)}`;
  },
  hasnondigit: (text) => (/[^0-9]/.test(text) ? text : `${text.slice(0, -1)}A`),
};

function spoiled(chance: Chance, text: string): string {
  const place = drawn(chance, text.length);
  switch (drawn(chance, 7)) {
    case 0:
      return text.slice(0, place) + text.slice(place + 1);
    case 1:
      return text.slice(0, place) + oneOf(chance, [...'0123456789']) + text.slice(place);
    case 2:
      return text.slice(0, place) + oneOf(chance, [...'0123456789']) + text.slice(place + 1);
    case 3:
      return text.slice(0, place) + oneOf(chance, [...'Aa#~$@/%!']) + text.slice(place + 1);
    case 4:
      return '0'.repeat(text.length);
    case 5:
      return '9'.repeat(text.length);
    default:
      return text.slice(0, place) + (text[place + 1] ?? '') + (text[place] ?? '') + text.slice(place + 2);
  }
}
