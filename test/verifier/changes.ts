/** One dossier changed in one place: what was done to it, and its text. */
export interface Change {
  readonly what: string;
  readonly text: string;
}
type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Holder = Json[] | { [name: string]: Json };
type Place = readonly (string | number)[];

/**
 * Every kind of value of a dossier changed once in each way that its type allows, every step left out and every two neighbours swapped.
 * Kinds are told by the path without indices; `start` says at which of a list's members the change is made, so that several dossiers are not all changed at their first.
 */
export function changesOf(text: string, start: number): Change[] {
  const dossier = JSON.parse(text) as Json;
  const changes: Change[] = [];
  const same = JSON.stringify(dossier);
  const put = (what: string, place: Place, value: Json | undefined): void => {
    const other = JSON.stringify(replaced(dossier, place, value)) ?? '';
    if (other !== same) changes.push({ what, text: other });
  };
  for (const [kind, places] of kindsIn(dossier)) {
    const place = places[start % places.length] ?? [];
    const value = at(dossier, place);
    for (const [how, other] of otherValues(value)) put(`${kind}: ${how}`, place, other);
    if (place.length > 0) put(`${kind}: left out`, place, undefined);
  }
  const steps = at(dossier, ['steps']);
  if (!Array.isArray(steps)) throw new Error('a dossier without steps');
  steps.forEach((step, index) => {
    put('a step: left out', ['steps'], steps.toSpliced(index, 1));
    const next = steps[index + 1];
    if (next !== undefined)
      put(
        `steps: two neighbours of ${unitsOf(step).some((unit) => unitsOf(next).includes(unit)) ? 'one unit' : 'different units'} swapped`,
        ['steps'],
        steps.toSpliced(index, 2, next, step),
      );
  });
  put('containers: the unit itself', ['containers'], [at(dossier, ['unit'])]);
  const note = at(dossier, ['checkpoint']);
  if (typeof note !== 'string') throw new Error('a dossier without checkpoint');
  for (const [how, other] of otherNotes(note)) put(`checkpoint: ${how}`, ['checkpoint'], other);
  steps.forEach((_, index) => {
    const place = ['steps', index, 'signature'];
    put('signature: the other s', place, otherForm(String(at(dossier, place))));
  });
  return [...changes, ...changesOfText(text)];
}

/** The same members, told otherwise than the page allows, or parts of two dossiers in one. */
export function mixtures(text: string, another: string): Change[] {
  const own = JSON.parse(text) as { [name: string]: Json };
  const other = JSON.parse(another) as { [name: string]: Json };
  return ['unit', 'containers', 'steps', 'contents', 'inclusions'].flatMap((name) => {
    const [mine, foreign] = [own[name], other[name]];
    if (mine === undefined || foreign === undefined) throw new Error(`a dossier without ${name}`);
    if (JSON.stringify(mine) === JSON.stringify(foreign)) return [];
    const changes = [{ what: `${name}: those of another dossier`, text: JSON.stringify({ ...own, [name]: foreign }) }];
    if (Array.isArray(mine) && Array.isArray(foreign)) {
      const shown = new Set(mine.map((one) => JSON.stringify(one)));
      const more = foreign.filter((one) => !shown.has(JSON.stringify(one)));
      if (more.length > 0)
        changes.push({ what: `${name}: those of another dossier added`, text: JSON.stringify({ ...own, [name]: [...mine, ...more] }) });
    }
    return changes;
  });
}

function changesOfText(text: string): Change[] {
  const sizes = { 'a fraction of nothing': '$1.0', 'an exponent': '$1e0', 'a zero before': '0$1', 'a sign': '-$1' };
  return [
    ...Object.entries(sizes).map(([how, other]) => ({
      what: `text: size with ${how}`,
      text: text.replace(/"size":(\d+)/, `"size":${other}`),
    })),
    { what: 'text: written with white space', text: JSON.stringify(JSON.parse(text), null, 2) },
    { what: 'text: a member twice', text: text.replace('{', '{"format":"packtrail/dossier/1",') },
    { what: 'text: a member twice, the first wrong', text: text.replace('{', '{"steps":[],') },
    { what: 'text: a member of a step twice', text: text.replace('{"command"', '{"spki":"","command"') },
    { what: 'text: a byte order mark before it', text: `\uFEFF${text}` },
    { what: 'text: something after it', text: `${text}{}` },
    { what: 'text: cut off', text: text.slice(0, -1) },
    { what: 'text: nothing', text: '' },
    { what: 'text: a prototype as member', text: text.replace('{', '{"__proto__":{},') },
  ];
}

/** Signed notes that say the same, or nearly: more signatures, other line ends, other spelling of numbers and base64. */
function otherNotes(note: string): [string, string][] {
  const [text = '', signatures = ''] = note.split('\n\n');
  const [origin = '', size = '', root = '', block = ''] = text.split('\n');
  const told = (lines: string[]): string => `${lines.join('\n')}\n\n${signatures}`;
  const witness = `— witness.example ${Buffer.alloc(68, 7).toString('base64')}\n`;
  return [
    ['a witness more', `${note}${witness}`],
    ['a witness first', `${text}\n\n${witness}${signatures}`],
    ['signed twice', `${note}${signatures}`],
    ['signed a second time wrongly', note + signatures.replace(/.{8}\n$/, 'AAAAAA==\n')],
    ['a witness with a short line', `${note}— witness.example\n`],
    ['a hyphen for the dash', note.replace('—', '-')],
    ['an empty line after', `${note}\n`],
    ['no newline at its end', note.slice(0, -1)],
    ['lines ended as on Windows', note.replaceAll('\n', '\r\n')],
    ['size with a zero before', told([origin, `0${size}`, root, block])],
    ['size with a sign', told([origin, `+${size}`, root, block])],
    ['another size', told([origin, String(Number(size) + 1), root, block])],
    ['without its block', told([origin, size, root])],
    ['one line more', told([origin, size, root, block, 'more'])],
    ['root without padding', told([origin, size, root.replace('=', ''), block])],
    ['signature without padding', note.replace(/=+\n$/, '\n')],
    ['no signature', `${text}\n\n`],
  ];
}

/** P-256 holds for s and for the group's order less s; only the lower is allowed. */
function otherForm(signature: string): string {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  return signature.slice(0, 64) + (order - BigInt(`0x${signature.slice(64)}`)).toString(16).padStart(64, '0');
}

function kindsIn(dossier: Json): Map<string, Place[]> {
  const kinds = new Map<string, Place[]>();
  const walk = (value: Json, place: Place, kind: string): void => {
    kinds.set(kind, [...(kinds.get(kind) ?? []), place]);
    if (Array.isArray(value)) value.forEach((one, index) => walk(one, [...place, index], `${kind}[]`));
    // What a document says inside is one hash to the dossier: one kind is enough.
    else if (isObject(value) && !kind.endsWith('.head'))
      for (const [name, one] of Object.entries(value)) walk(one, [...place, name], `${kind}.${name}`);
  };
  walk(dossier, [], '');
  return kinds;
}

function otherValues(value: Json): [string, Json][] {
  const types: [string, Json][] = [null, true, 0, '', [], {}]
    .filter((other) => JSON.stringify(other) !== JSON.stringify(value))
    .map((other) => [`is ${JSON.stringify(other)}`, other]);
  if (typeof value === 'string') return [...types, ...otherStrings(value)];
  if (typeof value === 'number')
    return [
      ...types,
      ...[value + 1, value - 1, value + 0.5, 2 ** 53, String(value)].map((other): [string, Json] => [
        `is ${JSON.stringify(other)} for ${value}`,
        other,
      ]),
    ];
  if (Array.isArray(value)) {
    const last = value.at(-1);
    if (last === undefined) return types;
    return [
      ...types,
      ['without its last', value.slice(0, -1)],
      ['without its first', value.slice(1)],
      ['its last twice', [...value, last]],
      ['turned round', value.toReversed()],
      ['one null more', [...value, null]],
    ];
  }
  if (isObject(value)) return [...types, ['one member more', { ...value, more: 1 }], ['in a list', [value]]];
  return [...types, ['is false', false]];
}

function otherStrings(value: string): [string, Json][] {
  const middle = Math.floor(value.length / 2);
  const sign = value.charAt(middle);
  const others: [string, string][] = [
    ['one sign other', value.slice(0, middle) + (sign === '0' ? '1' : '0') + value.slice(middle + 1)],
    ['first sign other', (value.startsWith('a') ? 'b' : 'a') + value.slice(1)],
    ['last sign other', value.slice(0, -1) + (value.endsWith('a') ? 'b' : 'a')],
    ['upper case', value.toUpperCase()],
    ['one sign less', value.slice(1)],
    ['two signs more', `${value}00`],
    ['a blank before', ` ${value}`],
    ['a newline after', `${value}\n`],
    ['a blank within', value.replace(':', ': ')],
    ['in half', value.slice(0, middle)],
    ['half a character after', `${value}\ud800`],
  ];
  return others.filter(([, other]) => other !== value);
}

function replaced(whole: Json, place: Place, value: Json | undefined): Json | undefined {
  const last = place.at(-1);
  if (last === undefined) return value;
  const copy = structuredClone(whole);
  const holder = at(copy, place.slice(0, -1)) as Holder;
  if (value !== undefined) Object.assign(holder, { [last]: value });
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return copy;
}

function unitsOf(step: Json): string[] {
  const entries = at(step, ['entries']);
  return Array.isArray(entries) ? entries.map((one) => String(at(one, ['entry', 'unit']))) : [];
}

function at(whole: Json, place: Place): Json {
  return place.reduce<Json>((value, name) => {
    const inner = value === null || typeof value !== 'object' ? undefined : (value as { [name: string]: Json })[name];
    if (inner === undefined) throw new Error(`nothing at ${place.join('.')}`);
    return inner;
  }, whole);
}

function isObject(value: Json): value is { [name: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
