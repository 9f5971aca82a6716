import type { ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Current } from './current.ts';

/** What the guard leaves on a request, under this name and nowhere else. */
export interface AskedRequest extends FastifyRequest {
  current?: Current | null;
  /** The one look-up of a request that asks for several root fields. */
  currentSought?: Promise<Current | null>;
}

/** The context that every resolver is given. */
export interface GraphqlContext {
  req: AskedRequest;
  res: FastifyReply;
}

/** The HTTP request behind a resolver or a controller. */
export function requestOf(context: ExecutionContext): AskedRequest {
  if (context.getType<GqlContextType>() === 'graphql') return GqlExecutionContext.create(context).getContext<GraphqlContext>().req;
  return context.switchToHttp().getRequest<AskedRequest>();
}
