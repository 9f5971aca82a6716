import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorFormatter, type ReportFault } from './format-error.ts';
import { requestLimits } from './limits.ts';

/** Apollo's options: code first, limited, guarded against foreign pages, silent about the inside. */
export function graphqlOptions({ report, introspection }: { report: ReportFault; introspection: boolean }): ApolloDriverConfig {
  return {
    ...requestLimits(),
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    introspection,
    graphiql: false,
    // A request that a browser sends without asking first (a form, an image) is refused.
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    autoTransformHttpErrors: false,
    // Without hints for caches Apollo need not wrap every field of every answer.
    plugins: [ApolloServerPluginCacheControlDisabled(), neverStored],
    formatError: errorFormatter({ newId: randomUUID, report }),
    context: (req: FastifyRequest, res: FastifyReply) => ({ req, res }),
  };
}

/** No answer is kept on its way: the next one may be another. */
const neverStored: ApolloServerPlugin = {
  requestDidStart: () => Promise.resolve({ willSendResponse: ({ response }) => Promise.resolve(void response.http.headers.set('cache-control', 'no-store')) }),
};
