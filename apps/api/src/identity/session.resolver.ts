import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CONFIG, type Config } from '../platform/config.ts';
import { failure } from '../platform/failure.ts';
import { Current } from './current.ts';
import { Public } from './public.ts';
import type { GraphqlContext } from './request.ts';
import { clearSessionCookie, findToken, setSessionCookie } from './session-token.ts';
import { Session } from './session.model.ts';
import { Sessions } from './sessions.ts';
import { SignIn } from './sign-in.ts';
import { Users } from './users.ts';

@Resolver(() => Session)
export class SessionResolver {
  constructor(
    private readonly door: SignIn,
    private readonly sessions: Sessions,
    private readonly users: Users,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Query(() => Session, { nullable: true, description: 'Who is signed in; null when nobody is.' })
  me(@Current({ optional: true }) current: Current | null): Promise<Session> | null {
    return current && this.#show(current);
  }

  @Public()
  @Mutation(() => Session)
  async signIn(
    @Args('email', { type: () => String }) email: string,
    @Args('password', { type: () => String }) password: string,
    @Context() { req, res }: GraphqlContext,
  ): Promise<Session> {
    const { token, expires } = await this.door.signIn({ email, password, address: req.ip });
    setSessionCookie(res, token, { expires, secure: this.config.tls !== undefined });
    return { ...(await this.#showToken(token)), token };
  }

  @Mutation(() => Boolean)
  async signOut(@Context() { req, res }: GraphqlContext): Promise<boolean> {
    const found = findToken(req);
    if (found) await this.sessions.close(found.token);
    clearSessionCookie(res);
    return found !== undefined;
  }

  @Mutation(() => Session)
  async chooseSite(@Args('gln', { type: () => String }) gln: string, @Context() { req }: GraphqlContext): Promise<Session> {
    const found = findToken(req);
    if (!found || !(await this.sessions.choose(found.token, gln))) throw failure('NOT_FOUND', 'Your organisation has no such site.');
    return this.#showToken(found.token);
  }

  async #showToken(token: string): Promise<Session> {
    const current = await this.sessions.find(token);
    if (!current) throw failure('UNAUTHENTICATED', 'Sign in first.');
    return this.#show(current);
  }

  async #show({ user: { id }, site }: Current): Promise<Session> {
    const user = await this.users.one(id);
    const { organisation } = user;
    const here = organisation.sites.find(({ gln }) => gln === site?.gln) ?? null;
    return { user, organisation, site: here, demo: this.config.mode === 'demo' };
  }
}
