import type { IncomingMessage } from 'node:http';
import { REQUEST_BYTES_MAX } from './request.ts';

/** The body as text; null when it is longer than any request is. One that does not say its length beforehand is cut off then, unanswered. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > REQUEST_BYTES_MAX) return null;
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > REQUEST_BYTES_MAX) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
