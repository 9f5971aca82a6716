import { EPC_FORMATS } from './negotiation.ts';
import { PARAMETERS, type Parameter } from './parameters.ts';
import { EVENT_RESOURCES } from './resources.ts';

type Schema = Readonly<Record<string, unknown>>;

/** A road of our EPCIS endpoint, for its OpenAPI document and for OPTIONS. */
export interface Road {
  readonly method: 'get' | 'post' | 'delete' | 'options';
  /** With `{name}` for what varies. */
  readonly path: string;
  readonly summary: string;
  readonly parameters?: readonly Schema[];
  readonly body?: Schema;
  readonly answer: readonly [status: number, description: string, schema?: string];
  readonly refusals: readonly number[];
}

const ref = (kind: string, name: string): Schema => ({ $ref: `#/components/${kind}/${name}` });
const PAGED = [ref('parameters', 'perPage'), ref('parameters', 'nextPageToken')];
const SPELLED = [ref('parameters', 'GS1-EPC-Format'), ref('parameters', 'GS1-CBV-XML-Format'), ref('parameters', 'GS1-Extensions'), ref('parameters', 'Packtrail-Reason')];
const fixedNames = PARAMETERS.filter(({ name }) => !/[{[]/.test(name)).map(({ name }) => name);
const CONTROLS = ['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount'];
const QUERY = [...fixedNames, ...CONTROLS, 'otherParameters'].map((name) => ref('parameters', name));
const EVENTS = [200, 'An EPCISQueryDocument; Link with rel="next" where there is more.', 'EPCISQueryDocument'] as const;
const LIST = [200, 'A Collection; Link with rel="next" where there is more.', 'Collection'] as const;

/** Every road, one row each. A test holds them against what the server answers. */
export const ROADS: readonly Road[] = [
  { method: 'get', path: '/', summary: 'What this endpoint has.', answer: [200, 'A Collection.', 'Collection'], refusals: [401] },
  { method: 'get', path: '/openapi.json', summary: 'This document.', answer: [200, 'OpenAPI 3.1.'], refusals: [] },
  { method: 'post', path: '/capture', summary: 'Take a document in.', answer: [202, 'A capture job, at Location.'], refusals: [400, 401, 403, 413, 415, 429] },
  { method: 'get', path: '/capture', summary: 'The capture jobs of the organisation, newest first.', answer: [200, 'A page of capture jobs.'], refusals: [400, 401, 403] },
  { method: 'options', path: '/capture', summary: 'What is taken in, and how much.', answer: [204, 'The limits, in headers.'], refusals: [401] },
  { method: 'get', path: '/capture/{id}', summary: 'What became of a document.', answer: [200, 'The capture job.'], refusals: [401, 403, 404] },
  { method: 'post', path: '/events', summary: 'Take one event in, answered when it is recorded.', answer: [201, 'The event, at Location.'], refusals: [400, 401, 403, 409, 413, 415, 429] },
  { method: 'get', path: '/events', summary: 'Events by a SimpleEventQuery.', parameters: [...PAGED, ...SPELLED, ...QUERY], answer: EVENTS, refusals: [400, 401, 403, 406, 413, 414] },
  { method: 'get', path: '/events/{eventID}', summary: 'One event by its id or its hash id, with its error declarations.', parameters: SPELLED, answer: EVENTS, refusals: [401, 403, 404, 406] },
  { method: 'delete', path: '/nextPageToken/{token}', summary: 'Take a token back.', answer: [204, 'It is over.'], refusals: [401, 404] },
  ...EVENT_RESOURCES.flatMap(({ name, path }): Road[] => [
    { method: 'get', path: `/${path}`, summary: `Values of ${name}.`, parameters: [...PAGED, ref('parameters', 'Packtrail-Reason')], answer: LIST, refusals: [400, 401, 403] },
    { method: 'get', path: `/${path}/{value}`, summary: `What lies under a ${name}.`, parameters: [ref('parameters', 'Packtrail-Reason')], answer: [200, 'A Collection.', 'Collection'], refusals: [400, 401, 403, 404] },
    { method: 'get', path: `/${path}/{value}/events`, summary: `Events of a ${name}.`, parameters: [...PAGED, ...SPELLED, ...QUERY], answer: EVENTS, refusals: [400, 401, 403, 406, 413, 414] },
  ]),
  { method: 'get', path: '/queries', summary: 'Named queries.', parameters: PAGED, answer: [200, 'Names with their queries.'], refusals: [400, 401] },
  { method: 'post', path: '/queries', summary: 'Keep a query under a name.', body: ref('schemas', 'QueryDefinition'), answer: [201, 'The query, at Location.', 'QueryDefinition'], refusals: [400, 401, 409, 413, 415] },
  { method: 'get', path: '/queries/{queryName}', summary: 'A named query.', answer: [200, 'The query.', 'QueryDefinition'], refusals: [401, 404] },
  { method: 'delete', path: '/queries/{queryName}', summary: 'Forget a named query and its subscriptions.', answer: [204, 'It is forgotten.'], refusals: [401, 404] },
  { method: 'get', path: '/queries/{queryName}/subscriptions', summary: 'Subscriptions of a named query.', parameters: PAGED, answer: [200, 'The subscriptions, with how they stand.'], refusals: [400, 401, 404] },
  { method: 'post', path: '/queries/{queryName}/subscriptions', summary: 'Be told by webhook of what a query newly finds: GS1-Signature is the HMAC-SHA-256 of the body with signatureToken, in hexadecimal.', parameters: [ref('parameters', 'GS1-EPC-Format'), ref('parameters', 'Packtrail-Reason')], body: ref('schemas', 'Subscription'), answer: [201, 'The subscription, at Location.'], refusals: [400, 401, 403, 404, 415] },
  { method: 'get', path: '/queries/{queryName}/subscriptions/{subscriptionID}', summary: 'A subscription, with how it stands.', answer: [200, 'The subscription.'], refusals: [401, 404] },
  { method: 'delete', path: '/queries/{queryName}/subscriptions/{subscriptionID}', summary: 'End a subscription.', answer: [204, 'It is over.'], refusals: [401, 404] },
  { method: 'get', path: '/queries/{queryName}/events', summary: 'Events of a named query.', parameters: [...PAGED, ...SPELLED], answer: EVENTS, refusals: [400, 401, 403, 404, 406, 413] },
];

const VALUE: Readonly<Record<Parameter['takes'], Schema>> = {
  texts: { type: 'array', minItems: 1, items: { type: 'string' } },
  'one text': { type: 'string' },
  instant: { type: 'string', format: 'date-time' },
  number: { type: 'number' },
  truth: { type: 'boolean' },
};

const inQuery = (name: string, schema: Schema, more: Schema = {}): Schema => ({ name, in: 'query', schema, ...more });
const inHeader = (name: string, description: string, schema: Schema = { type: 'string' }): Schema => ({ name, in: 'header', description, schema });

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'QueryParameterException, QueryValidationException, SubscriptionControlsException or ValidationException; the detail names the parameter.',
  401: 'SecurityException: no session.',
  403: 'SecurityException: not for this role, or a regulator without a reason.',
  404: 'NoSuchNameException or NoSuchResourceException.',
  406: 'NotAcceptableException.',
  409: 'ResourceAlreadyExistsException.',
  413: 'QueryTooLargeException, QueryTooComplexException or CaptureLimitExceededException.',
  414: 'URITooLongException.',
  415: 'UnsupportedMediaTypeException.',
  429: 'Many files are being recorded.',
};

/** The OpenAPI 3.1 document of our EPCIS endpoint. */
export function openApi(): Schema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const road of ROADS) (paths[road.path] ??= {})[road.method] = operation(road);
  return {
    openapi: '3.1.0',
    info: { title: 'Packtrail EPCIS 2.0', version: '2.0.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/epcis/v2' }],
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
      parameters: {
        perPage: inQuery('perPage', { type: 'integer', minimum: 1, maximum: 1_000, default: 30 }),
        nextPageToken: inQuery('nextPageToken', { type: 'string' }),
        'GS1-EPC-Format': inHeader('GS1-EPC-Format', 'How EPCs are spelled. Keys are kept in one form, so Never_Translates is not acceptable.', { type: 'string', enum: EPC_FORMATS, default: 'Always_GS1_Digital_Link' }),
        'GS1-CBV-XML-Format': inHeader('GS1-CBV-XML-Format', 'How words are spelled in XML.', { type: 'string', enum: ['No_Preference', 'Always_Web_URI', 'Always_URN', 'Never_Translates'], default: 'Always_Web_URI' }),
        'GS1-Extensions': inHeader('GS1-Extensions', 'Prefixes for fields of other namespaces: prefix=namespace, parted by commas.'),
        'Packtrail-Reason': inHeader('Packtrail-Reason', 'Why a regulator reads; the owners of the events see it.'),
        ...Object.fromEntries(
          PARAMETERS.filter(({ name }) => fixedNames.includes(name)).map(({ name, takes }) => [name, inQuery(name, VALUE[takes], takes === 'texts' ? { style: 'pipeDelimited', explode: false } : {})]),
        ),
        orderBy: inQuery('orderBy', { type: 'string' }, { description: 'eventTime, recordTime, or prefix:name of a field of another namespace.' }),
        orderDirection: inQuery('orderDirection', { type: 'string', enum: ['ASC', 'DESC'], default: 'DESC' }),
        eventCountLimit: inQuery('eventCountLimit', { type: 'integer', minimum: 1 }),
        maxEventCount: inQuery('maxEventCount', { type: 'integer', minimum: 1 }),
        otherParameters: inQuery('otherParameters', { type: 'object', additionalProperties: true }, { style: 'form', explode: true, description: `Parameters whose names vary: ${PARAMETERS.flatMap(({ name }) => (fixedNames.includes(name) ? [] : [name])).join(', ')}.` }),
      },
      schemas: {
        Problem: { type: 'object', required: ['type', 'title'], properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } } },
        Collection: { type: 'object', required: ['@context', 'type', 'member'], properties: { '@context': {}, type: { const: 'Collection' }, member: { type: 'array', items: { type: 'string' } } } },
        EPCISQueryDocument: { type: 'object', description: 'As https://ref.gs1.org/standards/epcis/2.0.0/epcis-json-schema.json has it.' },
        Subscription: {
          type: 'object',
          required: ['dest'],
          properties: {
            dest: { type: 'string', format: 'uri', description: 'https, at a host that the operator lists.' },
            signatureToken: { type: 'string', minLength: 16, maxLength: 1_000 },
            reportIfEmpty: { type: 'boolean', default: false },
            initialRecordTime: { type: 'string', format: 'date-time' },
            stream: { const: true },
            schedule: { type: 'object', additionalProperties: false, properties: Object.fromEntries(['second', 'minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'].map((field) => [field, { type: 'string' }])) },
          },
          oneOf: [{ required: ['stream'] }, { required: ['schedule'] }],
        },
        QueryDefinition: { type: 'object', required: ['name', 'query'], properties: { name: { type: 'string', pattern: '^[A-Za-z0-9._~-]{1,100}$' }, query: { type: 'object', description: 'As https://ref.gs1.org/standards/epcis/2.0.0/query-schema.json has it.' } } },
      },
    },
  };
}

function operation({ answer: [status, description, schema], body, parameters = [], path, refusals, summary }: Road): Schema {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const json = (name: string): Schema => ({ content: { 'application/json': { schema: ref('schemas', name) } } });
  return {
    summary,
    parameters: [...inPath, ...parameters],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      [status]: { description, ...(schema ? json(schema) : {}) },
      ...Object.fromEntries(refusals.map((code) => [code, { description: REFUSALS[code], content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } } }])),
    },
  };
}
