import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CAPTURE_BYTES_MAX } from './capture-files.ts';
import { sendProblem } from './problem.filter.ts';

export const CAPTURE_PATH = '/epcis/v2/capture';
const XML_TYPES = ['application/xml', 'text/xml'];

/** Lets XML in on the capture road, as a stream, and on no other. */
export function acceptCaptureBodies(fastify: FastifyInstance): void {
  const capturing = (request: FastifyRequest): boolean => request.method === 'POST' && request.routeOptions.url === CAPTURE_PATH;
  // Before anything of the body is read.
  fastify.addHook('preParsing', async (request, reply, payload) => {
    if (!capturing(request)) return payload;
    const refusal = unreadable(request);
    if (refusal) {
      // What is still coming is not read.
      reply.header('connection', 'close');
      await sendProblem(reply, refusal);
    }
    return payload;
  });
  fastify.addContentTypeParser(XML_TYPES, (request, payload, done) => {
    if (capturing(request)) done(null, payload);
    else done(Object.assign(new Error('XML is only read for capture.'), { statusCode: 415 }));
  });
}

function unreadable({ headers }: FastifyRequest): { status: number; type: string; detail: string } | null {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  if (!XML_TYPES.includes(type)) return { status: 415, type: 'MEDIA_TYPE', detail: `Send the document as ${XML_TYPES.join(' or ')}.` };
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'us-ascii') return { status: 415, type: 'CHARSET', detail: 'Send the document in UTF-8.' };
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return { status: 415, type: 'CONTENT_ENCODING', detail: 'Send the document uncompressed.' };
  if (Number(headers['content-length'] ?? 0) > CAPTURE_BYTES_MAX) return { status: 413, type: 'TOO_LARGE', detail: TOO_LARGE };
  return null;
}

export const TOO_LARGE = `A file has at most ${CAPTURE_BYTES_MAX / 1024 / 1024} MB: send it in parts.`;
