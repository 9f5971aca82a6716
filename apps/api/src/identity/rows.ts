import type { Prisma } from '../generated/prisma/client.ts';
import type { Organisation } from './organisation.model.ts';
import type { Site } from './site.model.ts';
import type { TradingPartnerKind } from './trading-partner-kind.ts';
import type { UserRole } from './user-role.ts';
import type { User } from './user.model.ts';

export const withSites = { sites: { orderBy: { gln: 'asc' } } } as const satisfies Prisma.OrganisationInclude;
export const withOrganisation = { organisation: { include: withSites } } as const satisfies Prisma.UserInclude;

export type OrganisationRow = Prisma.OrganisationGetPayload<{ include: typeof withSites }>;
export type UserRow = Prisma.UserGetPayload<{ include: typeof withOrganisation }>;

/** A stored organisation as the API shows it. */
export function toOrganisation(row: OrganisationRow): Organisation {
  const { id, name, gln, status } = row;
  return { id, name, gln, status, kinds: row.kinds as TradingPartnerKind[], sites: row.sites.map(toSite), address: toAddress(row) };
}

export function toSite(row: OrganisationRow['sites'][number]): Site {
  return { gln: row.gln, name: row.name, timeZone: row.timeZone, latitude: row.latitude, longitude: row.longitude, address: toAddress(row) };
}

/** A stored user as the API shows it: never with the password's hash. */
export function toUser(row: UserRow): User {
  const { id, email, name, active } = row;
  return { id, email, name, active, role: row.role as UserRole, organisation: toOrganisation(row.organisation) };
}

function toAddress({
  street,
  city,
  state,
  postalCode,
  country,
}: {
  street: string;
  city: string;
  state: string;
  postalCode: string;
  country: string;
}) {
  return { street, city, state, postalCode, country };
}
