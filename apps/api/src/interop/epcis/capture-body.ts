import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CAPTURE_LIMITS } from './document-refusal.ts';
import { type ProblemBody, sendProblem } from './problem.ts';
import type { CaptureFormat } from './read-capture.ts';

export const CAPTURE_PATH = '/epcis/v2/capture';
export const EVENTS_PATH = '/epcis/v2/events';

/** What documents may come as. */
export const CAPTURE_TYPES: Readonly<Record<string, CaptureFormat>> = {
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/json': 'json',
  'application/ld+json': 'json',
};

/** Names of our own for bodies that are handed on as streams: everywhere else in the node JSON is read whole before its road sees it. */
const STREAMED: Readonly<Record<CaptureFormat, string>> = { xml: 'application/x.packtrail-capture+xml', json: 'application/x.packtrail-capture+json' };

/** Lets XML and JSON in on the capture roads, as streams, and XML on no other. */
export function acceptCaptureBodies(fastify: FastifyInstance): void {
  const capturing = ({ method, routeOptions: { url } }: FastifyRequest): boolean => method === 'POST' && (url === CAPTURE_PATH || url === EVENTS_PATH);
  // Before anything of the body is read.
  fastify.addHook('preParsing', async (request, reply, payload) => {
    if (!capturing(request)) return payload;
    const refusal = unreadable(request);
    if (refusal) {
      // What is still coming is not read.
      reply.header('connection', 'close');
      await sendProblem(reply, refusal);
    } else request.headers = { ...request.headers, 'content-type': STREAMED[CAPTURE_TYPES[typeOf(request)] as CaptureFormat] };
    return payload;
  });
  fastify.addContentTypeParser([...Object.values(STREAMED), 'application/xml', 'text/xml'], (request, payload, done) => {
    if (capturing(request)) done(null, payload);
    else done(Object.assign(new Error('XML is only read for capture.'), { statusCode: 415 }));
  });
}

/** The format of a body on a capture road. */
export const formatOf = ({ headers }: FastifyRequest): CaptureFormat => (headers['content-type'] === STREAMED.json ? 'json' : 'xml');

const typeOf = ({ headers }: FastifyRequest): string => (headers['content-type'] ?? '').toLowerCase().split(';')[0]?.trim() ?? '';

function unreadable(request: FastifyRequest): ProblemBody | null {
  const { headers } = request;
  const parameters = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  const unsupported = (rule: string, detail: string): ProblemBody => ({ type: 'UnsupportedMediaTypeException', rule, detail });
  if (!Object.hasOwn(CAPTURE_TYPES, typeOf(request))) return unsupported('MEDIA_TYPE', `Send the document as ${Object.keys(CAPTURE_TYPES).join(', ')}.`);
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'us-ascii') return unsupported('CHARSET', 'Send the document in UTF-8.');
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return unsupported('CONTENT_ENCODING', 'Send the document uncompressed.');
  if (Number(headers['content-length'] ?? 0) > CAPTURE_LIMITS.bytes) return TOO_LARGE;
  return null;
}

export const TOO_LARGE: ProblemBody = {
  type: 'CaptureLimitExceededException',
  rule: 'FILE_TOO_LARGE',
  detail: `A file has at most ${CAPTURE_LIMITS.bytes / 1024 / 1024} MB: send it in parts.`,
};
