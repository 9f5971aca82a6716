import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { LicenceResolver } from './licence.resolver.ts';
import { Licences } from './licences.ts';
import { MachineTokens } from './machine-tokens.ts';
import { OrganisationResolver } from './organisation.resolver.ts';
import { Organisations } from './organisations.ts';
import { SessionGuard } from './session.guard.ts';
import { SessionResolver } from './session.resolver.ts';
import { Sessions } from './sessions.ts';
import { SignInLimit } from './sign-in-limit.ts';
import { SignIn } from './sign-in.ts';
import { Sites } from './sites.ts';
import { UserResolver } from './user.resolver.ts';
import { Users } from './users.ts';

@Global()
@Module({
  providers: [
    Sessions,
    MachineTokens,
    SignIn,
    SignInLimit,
    Organisations,
    Sites,
    Licences,
    Users,
    SessionResolver,
    OrganisationResolver,
    LicenceResolver,
    UserResolver,
    { provide: APP_GUARD, useClass: SessionGuard },
  ],
  exports: [Organisations, Licences, Sites, Users, Sessions],
})
export class IdentityModule {}
