import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { failure } from '../platform/failure.ts';
import type { Machine } from './machine.ts';
import { requestOf } from './request.ts';
import type { TradingPartnerKind } from './trading-partner-kind.ts';
import type { UserRole } from './user-role.ts';

/** Who is asking, for whom, and where they stand. */
export interface Current {
  user: { id: string; email: string; name: string; role: UserRole | 'MACHINE' };
  organisation: { id: string; name: string; gln: string; kinds: TradingPartnerKind[]; status: string };
  site: { gln: string; name: string; timeZone: string } | null;
  /** Present where it is not a person who asks but a partner's machine. */
  machine?: Machine;
}

/** The signed-in user of this request. `@Current({ optional: true })` gives null on a public road without a session. */
export const Current = createParamDecorator((options: { optional: true } | undefined, context: ExecutionContext): Current | null => {
  const { current } = requestOf(context);
  if (current) return current;
  if (options?.optional) return null;
  throw failure('UNAUTHENTICATED', 'Sign in first.');
});
