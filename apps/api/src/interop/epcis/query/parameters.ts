import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, cbvWord, DISPOSITIONS, ERROR_REASONS, SOURCE_DESTINATION_TYPES } from 'gs1-barcodes/epcis';
import {
  attributeTerm,
  FIELD_AREAS,
  type FieldArea,
  type FieldName,
  fieldTerm,
  instantIn,
  instantTerm,
  numberIn,
  partyText,
  quantityTerm,
  reportTerm,
  SENSOR_AMOUNTS,
  SENSOR_INSTANTS,
  SENSOR_TEXTS,
  sensorText,
  term,
} from '../../../documents/event-terms.ts';
import { badParameter } from '../problem.ts';
import { fieldNames, type Prefixes } from './field-names.ts';
import { classPattern, instant, type LinkPattern, number, placeText, truth, unitPattern, uri, word } from './spellings.ts';
import { all, any, type Condition, type Sql } from './sql.ts';

/** What a parameter was given: its whole name, what its pattern caught, its values (one or more) and the prefixes in force. */
export interface Given {
  readonly name: string;
  readonly caught: readonly string[];
  readonly values: readonly string[];
  readonly prefixes: Prefixes;
}

/** A parameter of SimpleEventQuery (EPCIS 2.0, 8.2.7.1). */
export interface Parameter {
  /** Its name, or for people the shape of its name. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly takes: 'texts' | 'one text' | 'instant' | 'number' | 'truth';
  /** Whether it asks of nothing but what is left of an event of others that is shown to whom one of its units concerns. */
  readonly shown: boolean;
  readonly read: (given: Given) => Condition;
}

const COMPARED = { EQ: '=', GT: '>', GE: '>=', LT: '<', LE: '<=' } as const;
type Compared = keyof typeof COMPARED;

const fixed = (name: string, takes: Parameter['takes'], read: Parameter['read'], { shown = true, spelled = name } = {}): Parameter => ({ name, pattern: new RegExp(`^${spelled}$`), takes, shown, read });
const shaped = (name: string, pattern: RegExp, takes: Parameter['takes'], read: Parameter['read']): Parameter => ({ name, pattern, takes, shown: false, read });
const first = ({ values }: Given): string => values[0] ?? '';
const each = <T>({ name, values }: Given, read: (name: string, text: string) => T): T[] => values.map((text) => read(name, text));

/** A column that holds one of the values. */
const isOneOf =
  (column: string, read: (name: string, text: string) => string) =>
  (given: Given): Condition => {
    const wanted = each(given, read);
    return (sql) => `e.${column} = any (${sql.bind(wanted, 'text[]')})`;
  };

const atTime =
  (column: string, compared: Compared) =>
  (given: Given): Condition => {
    const time = instant(given.name, first(given));
    return (sql) => `e.${column} ${COMPARED[compared]} ${sql.bind(time, 'timestamptz')}`;
  };

const hasTerm = (terms: readonly string[]): Condition => (sql) => `e.terms && ${sql.bind(terms, 'text[]')}`;
const not = (condition: Condition): Condition => (sql, units) => `not (${condition(sql, units)})`;

/** An amount under one of these terms. The index finds the term, the list says the amount. */
const hasAmount = (terms: readonly string[], compared: Compared, amount: number): Condition => (sql) => {
  const of = sql.bind(terms, 'text[]');
  return `e.amount_terms && ${of} and exists (select from unnest(e.amount_terms, e.amounts) as a (term, amount) where a.term = any (${of}) and a.amount ${COMPARED[compared]} ${sql.bind(amount, 'float8')})`;
};

const amountOf = (terms: (given: Given) => readonly string[], compared: Compared) => (given: Given): Condition => hasAmount(terms(given), compared, number(given.name, first(given)));
const instantAmount = (terms: (given: Given) => readonly string[], compared: Compared) => (given: Given): Condition => hasAmount(terms(given), compared, Date.parse(instant(given.name, first(given))));

/** Where the units of a role stand, and the word under which the classes of its instances are terms. */
const ROLES = { epc: 'epcs', parent: 'parent', input: 'inputs', output: 'outputs' } as const;
type Role = keyof typeof ROLES;

const matchUnits =
  (...roles: readonly Role[]) =>
  (given: Given): Condition => {
    const patterns = each(given, unitPattern);
    const links = patterns.flatMap((one) => ('link' in one ? [one.link] : []));
    const classes = patterns.flatMap((one) => ('ofClass' in one ? [one.ofClass] : []));
    const shapes = patterns.flatMap((one) => ('shape' in one ? [one.shape] : []));
    return (sql, units) => {
      const wanted = units(links);
      return any([
        ...roles.map((role) => (role === 'parent' ? `e.parent = any (${wanted})` : `e.${ROLES[role]} && ${wanted}`)),
        ...(classes.length === 0 ? [] : [`e.terms && ${sql.bind(roles.flatMap((role) => classes.map((one) => term(`${role} of class`, one))), 'text[]')}`]),
        ...(shapes.length === 0 ? [] : roles.map((role) => someLike(role === 'parent' ? 'array[e.parent]' : `e.${ROLES[role]}`, shapes, sql))),
      ]);
    };
  };

const matchClasses =
  (...columns: readonly ('classes' | 'input_classes' | 'output_classes')[]) =>
  (given: Given): Condition => {
    const patterns: readonly LinkPattern[] = each(given, classPattern);
    const links = patterns.flatMap((one) => ('link' in one ? [one.link] : []));
    const shapes = patterns.flatMap((one) => ('shape' in one ? [one.shape] : []));
    return (sql) =>
      any([
        ...(links.length === 0 ? [] : columns.map((column) => `e.${column} && ${sql.bind(links, 'text[]')}`)),
        ...(shapes.length === 0 ? [] : columns.map((column) => someLike(`e.${column}`, shapes, sql))),
      ]);
  };

const someLike = (list: string, shapes: readonly string[], sql: Sql): string => `exists (select from unnest(${list}) as l (link) where l.link ~ any (${sql.bind(shapes, 'text[]')}))`;

/** A place, or (`WD`) one that lies within it: a GLN's extensions, and the sites of an organisation's GLN. */
const within =
  (column: 'read_point' | 'biz_location', label: string) =>
  (given: Given): Condition => {
    const places = each(given, placeText);
    const links = places.map(({ link }) => link);
    const glns = places.flatMap(({ extension, gln }) => (extension === undefined && gln !== '' ? [gln] : []));
    return (sql) =>
      any([
        `e.${column} = any (${sql.bind(links, 'text[]')})`,
        `e.terms && ${sql.bind(glns.map((gln) => term(label, gln)), 'text[]')}`,
        `e.terms && array(select ${sql.bind(`${label}=`, 'text')} || s.gln from record.site s join record.organisation o on o.id = s.organisation_id where o.gln = any (${sql.bind(glns, 'text[]')}))`,
      ]);
  };

const typeWord = (given: Given, vocabulary: Parameters<typeof cbvWord>[0]): string => {
  const [text = ''] = given.caught;
  const found = cbvWord(vocabulary, text);
  if (found === undefined) throw badParameter(given.name, `${text} is no type of the Core Business Vocabulary 2.0, and no URI of another.`);
  return found;
};

const partyOf = (role: 'source' | 'destination') => (given: Given): Condition => {
  const type = typeWord(given, SOURCE_DESTINATION_TYPES);
  return hasTerm(each(given, placeText).map((place) => term(`${role}:${type}`, place.gln === '' ? place.link : partyText(place))));
};

/** `INNER_`, an area and a field in the name of a parameter. */
const AREA = `(INNER_)?(?:(${FIELD_AREAS.filter((area) => area !== '').join('|')})_)?`;
const FIELD = '((?!ATTR_)[^_].*[:/#].+)';

const fieldsOf = ({ caught: [inner, area = '', text = ''], name, prefixes }: Given): FieldName[] => fieldNames(name, text, prefixes).map((field) => ({ area: area as FieldArea, inner: inner !== undefined && inner !== '', name: field }));

const compareField = (compared: Compared) => (given: Given): Condition => {
  const fields = fieldsOf(given);
  const amount = numberIn(first(given));
  if (amount !== undefined) return hasAmount(fields.map((field) => fieldTerm(field)), compared, amount);
  if (instantIn(first(given).replace(/ (?=\d{2}:\d{2}$)/, '+')) === undefined) throw badParameter(given.name, `${first(given)} is neither a number nor a date and time with its zone.`);
  return hasAmount(fields.map(instantTerm), compared, Date.parse(instant(given.name, first(given))));
};

const EXISTS = (condition: (given: Given) => Condition) => (given: Given): Condition => (truth(given.name, first(given)) ? condition(given) : not(condition(given)));
const ORDERED = ['GT', 'GE', 'LT', 'LE'] as const;
const COMPARISONS = ['EQ', ...ORDERED] as const;

/** An attribute of a field; a name may itself hold `_`, so every place where it could end is tried. */
const attributesOf = ({ caught: [text = ''], name, prefixes, values }: Given): string[] => {
  const ends = [...text.matchAll(/_/g)].map(({ index }) => index).filter((at) => at > 0 && at < text.length - 1 && /[:/#][^:/#]+$/.test(text.slice(0, at)));
  if (ends.length === 0) throw badParameter(name, 'write EQ_ATTR_prefix:field_attribute.');
  return ends.flatMap((at) => fieldNames(name, text.slice(0, at), prefixes).flatMap((field) => attributeNames(text.slice(at + 1), prefixes).flatMap((attribute) => values.map((value) => attributeTerm(field, attribute, value)))));
};

const attributeNames = (text: string, prefixes: Prefixes): readonly string[] => (/[:/#]/.test(text) ? fieldNames('attribute', text, prefixes) : [text]);

/** Every parameter, one row each. `EQ_errorDeclaration_Time` is as the query schema spells it, the other as the OpenAPI does: both are published. */
export const PARAMETERS: readonly Parameter[] = [
  fixed('eventType', 'texts', isOneOf('type', (name, text) => eventType(name, text))),
  fixed('GE_eventTime', 'instant', atTime('event_time', 'GE')),
  fixed('LT_eventTime', 'instant', atTime('event_time', 'LT')),
  fixed('GE_recordTime', 'instant', atTime('record_time', 'GE')),
  fixed('LT_recordTime', 'instant', atTime('record_time', 'LT')),
  fixed('EQ_action', 'texts', isOneOf('action', (name, text) => oneWord(name, text, ['ADD', 'OBSERVE', 'DELETE']))),
  fixed('EQ_bizStep', 'texts', isOneOf('biz_step', word(BIZ_STEPS))),
  fixed('EQ_disposition', 'texts', isOneOf('disposition', word(DISPOSITIONS))),
  fixed('EQ_persistentDisposition_set', 'texts', (given) => hasTerm(each(given, word(DISPOSITIONS)).map((one) => term('set', one))), { shown: false }),
  fixed('EQ_persistentDisposition_unset', 'texts', (given) => hasTerm(each(given, word(DISPOSITIONS)).map((one) => term('unset', one))), { shown: false }),
  fixed('EQ_readPoint', 'texts', isOneOf('read_point', (name, text) => placeText(name, text).link)),
  fixed('WD_readPoint', 'texts', within('read_point', 'read point within')),
  fixed('EQ_bizLocation', 'texts', isOneOf('biz_location', (name, text) => placeText(name, text).link)),
  fixed('WD_bizLocation', 'texts', within('biz_location', 'location within')),
  fixed('EQ_transformationID', 'texts', (given) => hasTerm(each(given, uri).map((one) => term('transformation', one))), { shown: false }),
  fixed('MATCH_epc', 'texts', matchUnits('epc')),
  fixed('MATCH_parentID', 'texts', matchUnits('parent')),
  fixed('MATCH_inputEPC', 'texts', matchUnits('input')),
  fixed('MATCH_outputEPC', 'texts', matchUnits('output')),
  fixed('MATCH_anyEPC', 'texts', matchUnits('epc', 'parent', 'input', 'output')),
  fixed('MATCH_epcClass', 'texts', matchClasses('classes'), { shown: false }),
  fixed('MATCH_inputEPCClass', 'texts', matchClasses('input_classes'), { shown: false }),
  fixed('MATCH_outputEPCClass', 'texts', matchClasses('output_classes'), { shown: false }),
  fixed('MATCH_anyEPCClass', 'texts', matchClasses('classes', 'input_classes', 'output_classes'), { shown: false }),
  fixed('EQ_eventID', 'texts', (given) => (sql) => `e.event_id = any (${sql.bind(given.values, 'text[]')}) or e.hash_id = any (${sql.bind(given.values, 'text[]')})`),
  fixed('EXISTS_errorDeclaration', 'truth', EXISTS(() => () => 'e.in_error')),
  fixed('GE_errorDeclarationTime', 'instant', atTime('error_time', 'GE'), { spelled: 'GE_errorDeclaration_?Time' }),
  fixed('LT_errorDeclarationTime', 'instant', atTime('error_time', 'LT'), { spelled: 'LT_errorDeclaration_?Time' }),
  fixed('EQ_errorReason', 'texts', isOneOf('error_reason', word(ERROR_REASONS))),
  fixed('EQ_correctiveEventID', 'texts', (given) => hasTerm(given.values.map((one) => term('corrected by', one))), { shown: false }),
  fixed('EXISTS_sensorElementList', 'truth', EXISTS(() => hasTerm(['sensors'])), { shown: false }),
  ...SENSOR_INSTANTS.flatMap((field) => (['GE', 'LT'] as const).map((compared) => fixed(`${compared}_${field}`, 'instant', instantAmount(() => [reportTerm(field)], compared), { shown: false }))),
  ...SENSOR_TEXTS.map((field) =>
    fixed(`EQ_${field}`, 'texts', (given) => hasTerm(given.values.map((text) => term(`report:${field}`, sensorText(field, measured(field, text))))), { shown: false }),
  ),
  ...COMPARISONS.flatMap((compared) => [
    fixed(`${compared}_quantity`, 'number', amountOf(() => [quantityTerm()], compared), { shown: false }),
    shaped(`${compared}_quantity_{uom}`, new RegExp(`^${compared}_quantity_([A-Z0-9]{2,4})$`), 'number', amountOf(({ caught: [uom] }) => [quantityTerm(uom)], compared)),
    ...SENSOR_AMOUNTS.map((field) => shaped(`${compared}_${field}_{uom}`, new RegExp(`^${compared}_${field}_([A-Z0-9]{2,4})$`), 'number', amountOf(({ caught: [uom] }) => [reportTerm(field, uom)], compared))),
    fixed(`${compared}_percRank`, 'number', amountOf(() => [reportTerm('percRank')], compared), { shown: false }),
  ]),
  shaped('EQ_bizTransaction_{type}', /^EQ_bizTransaction_(.+)$/, 'texts', (given) => {
    const type = typeWord(given, BIZ_TRANSACTION_TYPES);
    return hasTerm(each(given, uri).map((one) => term(`transaction:${type}`, one)));
  }),
  shaped('EQ_source_{type}', /^EQ_source_(.+)$/, 'texts', partyOf('source')),
  shaped('EQ_destination_{type}', /^EQ_destination_(.+)$/, 'texts', partyOf('destination')),
  shaped('EQ_ATTR_{field}_{attribute}', /^EQ_ATTR_(.+)$/, 'texts', (given) => hasTerm(attributesOf(given))),
  shaped('HASATTR_{field}', /^HASATTR_(.+)$/, 'texts', (given) => {
    const fields = fieldNames(given.name, given.caught[0] ?? '', given.prefixes);
    const names = given.values.flatMap((text) => attributeNames(text, given.prefixes));
    return hasTerm(fields.flatMap((field) => names.map((attribute) => attributeTerm(field, attribute))));
  }),
  shaped('EXISTS_[INNER_][area_]{field}', new RegExp(`^EXISTS_${AREA}${FIELD}$`), 'truth', EXISTS((given) => hasTerm(fieldsOf(given).map((field) => fieldTerm(field))))),
  shaped('EQ_[INNER_][area_]{field}', new RegExp(`^EQ_${AREA}${FIELD}$`), 'texts', (given) => hasTerm(fieldsOf(given).flatMap((field) => given.values.map((text) => fieldTerm(field, text))))),
  ...ORDERED.map((compared) => shaped(`${compared}_[INNER_][area_]{field}`, new RegExp(`^${compared}_${AREA}${FIELD}$`), 'one text', compareField(compared))),
];

/** A parameter by the name it was given; null where the standard knows none. */
export function parameterNamed(name: string): { readonly parameter: Parameter; readonly caught: readonly string[] } | null {
  for (const parameter of PARAMETERS) {
    const match = parameter.pattern.exec(name);
    if (match) return { parameter, caught: match.slice(1) };
  }
  return null;
}

/** The condition of a parameter; refuses more values than it takes. */
export function conditionOf(name: string, values: readonly string[], prefixes: Prefixes): { readonly condition: Condition; readonly shown: boolean } {
  const named = parameterNamed(name);
  if (!named) throw badParameter(name, 'SimpleEventQuery has no such parameter.');
  const { caught, parameter } = named;
  if (values.length === 0) throw badParameter(name, 'it needs a value.');
  if (values.length > VALUES_MAX) throw badParameter(name, `it has ${values.length} values; at most ${VALUES_MAX} are taken.`);
  if (parameter.takes !== 'texts' && values.length > 1) throw badParameter(name, 'it takes one value alone.');
  const condition = parameter.read({ name, caught: caught.map((text) => text ?? ''), values, prefixes });
  return { condition: (sql, units) => all([condition(sql, units)]), shown: parameter.shown };
}

const VALUES_MAX = 1_000;

function oneWord(name: string, text: string, words: readonly string[]): string {
  if (!words.includes(text)) throw badParameter(name, `${text} is none of ${words.join(', ')}.`);
  return text;
}

export const EVENT_TYPES = ['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'] as const;
/** A type of event, bare or as a URI. */
export const eventType = (name: string, text: string): string => oneWord(name, text.replace(/^(?:epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, ''), EVENT_TYPES);

/** Words of the GS1 Web Vocabulary in any spelling. */
const measured = (field: string, text: string): string => (field === 'type' ? text.replace(/^(?:gs1:|https?:\/\/(?:www\.)?gs1\.org\/voc\/)/, '') : text);
