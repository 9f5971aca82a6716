import { unwrapResolverError } from '@apollo/server/errors';
import { HttpException } from '@nestjs/common';
import type { GraphQLFormattedError } from 'graphql';
import { failureCode, type FailureCode, unkeepable } from './failure.ts';

/** What is written to the log when a fault is masked. */
export type ReportFault = (id: string, fault: unknown, path: GraphQLFormattedError['path']) => void;

/**
 * Makes Apollo's formatError: a failure of ours and a malformed request pass with their code; everything else becomes INTERNAL with
 * an id, and only the log tells what it was. Nothing of a stack, a query or a database message reaches the caller.
 */
export function errorFormatter({ newId, report }: { newId: () => string; report: ReportFault }) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const known = recognise(formatted, unwrapResolverError(error));
    if (known) {
      return { message: known.message, locations: formatted.locations, path: formatted.path, extensions: { code: known.code } };
    }
    const id = newId();
    report(id, unwrapResolverError(error), formatted.path);
    const message = `Something went wrong here. If you report it, name ${id}.`;
    return { message, locations: formatted.locations, path: formatted.path, extensions: { code: 'INTERNAL', id } };
  };
}

// What Apollo says of a request before any field is asked: the caller's own text, so it may be told.
const MALFORMED = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

function recognise(formatted: GraphQLFormattedError, cause: unknown): { code: FailureCode | string; message: string } | undefined {
  if (cause instanceof HttpException) return fromHttp(cause);
  const refused = failureCode(cause);
  if (refused && refused !== 'INTERNAL') return { code: refused, message: formatted.message };
  const odd = unkeepable(cause);
  if (odd) return { code: 'BAD_INPUT', message: odd.message };
  const code = formatted.extensions?.['code'];
  if (typeof code === 'string' && MALFORMED.has(code) && formatted.path === undefined) {
    return { code: code === 'BAD_USER_INPUT' || code === 'BAD_REQUEST' ? 'BAD_INPUT' : code, message: formatted.message };
  }
  return undefined;
}

const BY_STATUS: Record<number, FailureCode> = {
  400: 'BAD_INPUT',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
};

function fromHttp(exception: HttpException): { code: FailureCode; message: string } | undefined {
  const code = BY_STATUS[exception.getStatus()];
  if (!code) return undefined;
  const body = exception.getResponse();
  const told = typeof body === 'object' && 'message' in body ? body.message : exception.message;
  // The validation pipe gives one sentence a field.
  return { code, message: Array.isArray(told) ? told.join('; ') : String(told) };
}
