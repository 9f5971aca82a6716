import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { matchesPassword, NOBODYS_PASSWORD } from './password.ts';
import { Sessions } from './sessions.ts';
import { SignInLimit } from './sign-in-limit.ts';

/** Turns an address and a password into a session. */
@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly limit: SignInLimit,
  ) {}

  /**
   * Gives the token of a new session; its site is the organisation's only one, or none until it is chosen.
   * Refuses with one and the same sentence for an unknown address, a wrong password and a user switched off.
   */
  async signIn({
    email,
    password,
    address,
  }: {
    email: string;
    password: string;
    address: string;
  }): Promise<{ token: string; expires: Date }> {
    const attempt = { email: email.trim().toLowerCase(), address };
    if (!this.limit.allows(attempt)) throw failure('TOO_MANY_REQUESTS', 'Too many failed sign-ins. Wait a quarter of an hour.');
    this.limit.count(attempt);
    const user = await this.database.prisma.user.findUnique({
      where: { email: attempt.email },
      include: { organisation: { include: { sites: { select: { gln: true }, take: 2 } } } },
    });
    // A password is at most 200 characters; longer ones are not worth the work.
    const matches = await matchesPassword(password.slice(0, 201), user?.passwordHash ?? NOBODYS_PASSWORD);
    if (!user || !matches || !user.active) throw failure('UNAUTHENTICATED', 'Address or password is wrong.');
    this.limit.succeeded(attempt);
    const [only, second] = user.organisation.sites;
    return this.sessions.open(user.id, only && !second ? only.gln : null);
  }
}
