import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

// Addresses of the API: one that is not found there is answered with 404, never with a page.
const NOT_PAGES = ['/graphql', '/epcis', '/verify', '/documents', '/statements', '/recalls.csv', '/health', '/metrics', '/assets', '/pedigree.pdf', '/00', '/01'];

/**
 * Serves the built portal from `folder`, with `index.html` for every page address.
 * Gives false, and a sentence at `/`, when it has not been built.
 */
export async function servePortal(fastify: FastifyInstance, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'index.html'))) {
    fastify.get('/', (_request, reply) => reply.status(503).type('text/plain').send('The portal has not been built: npm run build.\n'));
    return false;
  }
  const setHeaders = (reply: FastifyReply, file: string) => void reply.header('cache-control', cacheRule(folder, file));
  await fastify.register(fastifyStatic, { root: folder, wildcard: false, index: false, cacheControl: false, setHeaders });
  fastify.get('/*', (request, reply) => {
    const [path = '/'] = request.url.split('?');
    if (NOT_PAGES.some((prefix) => path === prefix || path.startsWith(`${prefix}/`))) {
      return reply.status(404).send({ code: 'NOT_FOUND', message: 'There is nothing at this address.' });
    }
    return reply.sendFile('index.html');
  });
  return true;
}

/** Files under assets/ have their hash in the name and never change; all others are asked for again, and mostly answered with 304. */
function cacheRule(folder: string, file: string): string {
  const hashed = relative(folder, file).startsWith(`assets${sep}`);
  return hashed ? 'public, max-age=31536000, immutable' : 'no-cache';
}
