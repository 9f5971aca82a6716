import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Organisations } from '../identity/organisations.ts';
import { Sites } from '../identity/sites.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Users } from '../identity/users.ts';

export const PASSWORD = 'correct horse battery staple';
const ADDRESS = { street: '1 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' };

/** A GLN with its check digit (GS1 General Specifications 7.9.1) for the n-th party or place of a test. */
export function aGln(n: number): string {
  const body = `0614141${String(n).padStart(5, '0')}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** An organisation with its only site (GLN n + 1) and one user of the given role. */
export async function aParty(
  app: NestFastifyApplication,
  {
    n,
    name,
    kind = TradingPartnerKind.DISPENSER,
    role = UserRole.PHARMACIST,
    prefixes = ['0614141'],
  }: { n: number; name: string; kind?: TradingPartnerKind; role?: UserRole; prefixes?: string[] },
) {
  const organisation = await app
    .get(Organisations)
    .create({ name, gln: aGln(n), kinds: [kind], gs1Prefixes: prefixes, address: ADDRESS });
  const site = await app
    .get(Sites)
    .create({ organisationId: organisation.id, gln: aGln(n + 1), name: `${name}, counter`, timeZone: 'America/Chicago', address: ADDRESS });
  const email = `${role.toLowerCase()}.${n}@example.com`;
  const user = await app
    .get(Users)
    .create({ organisationId: organisation.id, email, name: `The ${role.toLowerCase()}`, role, password: PASSWORD });
  return { organisation, site, user, email };
}
