import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { failure } from '../platform/failure.ts';
import type { Current } from './current.ts';
import { MACHINES } from './machine.ts';
import { MachineTokens } from './machine-tokens.ts';
import { PUBLIC } from './public.ts';
import { requestOf, type AskedRequest } from './request.ts';
import { ROLES } from './roles.ts';
import { findToken } from './session-token.ts';
import { Sessions } from './sessions.ts';
import type { UserRole } from './user-role.ts';

/** Stands before every root field and every controller: a session unless `@Public()`, and the role where `@Roles()` names some. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly machines: MachineTokens,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    request.currentSought ??= this.#seek(request);
    request.current = await request.currentSought;
    const places = [context.getHandler(), context.getClass()];
    const letsMachinesIn = this.reflector.getAllAndOverride<boolean | undefined>(MACHINES, places) ?? false;
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) {
      // Where nobody need sign in, a machine is nobody.
      if (request.current?.machine && !letsMachinesIn) request.current = null;
      return true;
    }
    if (!request.current) throw failure('UNAUTHENTICATED', 'Sign in first.');
    if (request.current.machine) {
      if (letsMachinesIn) return true;
      throw failure('FORBIDDEN', 'A system may capture, query and fetch documents, nothing else.');
    }
    const { role } = request.current.user;
    const roles = this.reflector.getAllAndOverride<UserRole[] | undefined>(ROLES, places);
    if (roles && !roles.some((each) => each === role)) throw failure('FORBIDDEN', 'Your role may not do this.');
    return true;
  }

  async #seek(request: AskedRequest): Promise<Current | null> {
    const found = findToken(request);
    if (!found) return null;
    // SameSite=Lax stops other sites; this also stops another port of the same host, which is the same site.
    if (found.from === 'cookie' && request.method !== 'GET' && isForeign(request)) return null;
    const person = await this.sessions.find(found.token);
    return person ?? (found.from === 'bearer' ? this.machines.find(found.token) : null);
  }
}

function isForeign(request: AskedRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
}
