// By its file: what resolves like a bundler (Vitest) would else load a second copy of graphql, beside the one that Nest and Apollo use.
import { GraphQLError } from 'graphql/index.js';

/** The codes that cross the wire in `extensions.code`. Sentences are for people, codes for programs. */
export const FAILURES = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_INPUT: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  INTERNAL: 500,
} as const;

export type FailureCode = keyof typeof FAILURES;

/**
 * An answer that is no, with its code; thrown, since GraphQL has no other way to say it beside a union.
 * The message reaches the user: it never carries another party's data.
 */
export function failure(code: FailureCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The code of a failure, whoever made it; undefined for everything that is none. By name, not by class: see above. */
export function failureCode(error: unknown): FailureCode | undefined {
  if (!(error instanceof Error) || error.name !== 'GraphQLError' || !('extensions' in error)) return undefined;
  const { code } = error.extensions as { code?: unknown };
  return typeof code === 'string' && Object.hasOwn(FAILURES, code) ? (code as FailureCode) : undefined;
}

/** The database keeps every letter but U+0000, which no person types and no label bears. */
const UNKEEPABLE = /invalid byte sequence for encoding "UTF8": 0x00|unsupported Unicode escape sequence/;

/** The caller's own mistake that only the database notices; undefined for everything else. */
export function unkeepable(error: unknown): GraphQLError | undefined {
  return error instanceof Error && UNKEEPABLE.test(error.message) ? failure('BAD_INPUT', 'A text holds the letter U+0000, which cannot be kept. Leave it out, then send again.') : undefined;
}
