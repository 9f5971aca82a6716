import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Chance } from '../platform/chance.ts';

export const SESSION_COOKIE = 'packtrail_session';

export interface FoundToken {
  token: string;
  /** A browser sends a cookie by itself, also for a page of another site; a bearer token is sent on purpose. */
  from: 'cookie' | 'bearer';
}

/** The token of a request: the Authorization header if there is one, else the cookie. */
export function findToken(request: FastifyRequest): FoundToken | undefined {
  const [, bearer] = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.headers.authorization ?? '') ?? [];
  if (bearer) return { token: bearer, from: 'bearer' };
  const cookie = request.cookies[SESSION_COOKIE];
  return cookie ? { token: cookie, from: 'cookie' } : undefined;
}

export function newToken(chance: Chance): string {
  return Buffer.from(chance(32)).toString('base64url');
}

/** What is stored: the token has 256 random bits, so a plain hash cannot be guessed back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function setSessionCookie(reply: FastifyReply, token: string, { expires, secure }: { expires: Date; secure: boolean }): void {
  void reply.setCookie(SESSION_COOKIE, token, { httpOnly: true, sameSite: 'lax', path: '/', secure, expires });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, { path: '/' });
}
