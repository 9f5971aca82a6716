import type { FastifyInstance } from 'fastify';
import { DISCOVERY } from './negotiation.ts';
import { ROADS } from './open-api.ts';

export const EPCIS_PATH = '/epcis/v2';
const CAPTURE = `${EPCIS_PATH}/capture`;
const URL_MAX = 8_000;

/** What holds for every road of EPCIS: its versions on every answer, OPTIONS, and how long an address may be. */
export function discloseEpcis(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    if (path !== EPCIS_PATH && !path.startsWith(`${EPCIS_PATH}/`)) return;
    reply.headers(DISCOVERY);
    if (request.url.length > URL_MAX) {
      const problem = { type: 'epcisException:URITooLongException', title: 'URI too long', status: 414, detail: `An address has at most ${URL_MAX} characters: keep the query under a name by POST /queries.` };
      return reply.status(414).type('application/problem+json').send(JSON.stringify(problem));
    }
    // What can be captured is said by the capture road itself.
    if (request.method !== 'OPTIONS' || path.startsWith(CAPTURE)) return;
    const methods = methodsOf(path.slice(EPCIS_PATH.length));
    if (methods.length === 0) return;
    return reply
      .status(204)
      .header('allow', ['OPTIONS', ...methods].join(', '))
      .header('gs1-epc-format', 'Always_GS1_Digital_Link, Always_EPC_URN')
      .header('gs1-cbv-xml-format', 'Always_Web_URI, Always_URN')
      .send();
  });
}

function methodsOf(path: string): string[] {
  return ROADS.filter(({ path: template }) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path || '/')).map(({ method }) => method.toUpperCase());
}
