import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { PASSWORD_COST, type PasswordCost } from '../platform/password-cost.ts';
import type { CreateUserInput } from './create-user.input.ts';
import { hashPassword } from './password.ts';
import { toUser, withOrganisation } from './rows.ts';
import type { User } from './user.model.ts';

/** The people of this node. */
@Injectable()
export class Users {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
    @Inject(PASSWORD_COST) private readonly passwordCost: PasswordCost,
  ) {}

  /** Refuses an unknown organisation (NOT_FOUND) and an address that someone already has (CONFLICT). */
  async create({ organisationId, name, role, password, ...input }: CreateUserInput): Promise<User> {
    const email = input.email.trim().toLowerCase();
    const { prisma } = this.database;
    const organisation = await prisma.organisation.findUnique({ where: { id: organisationId } });
    if (!organisation) throw failure('NOT_FOUND', 'There is no such organisation.');
    if (organisation.hostedAt !== null) throw failure('CONFLICT', `${organisation.name} is hosted at ${organisation.hostedAt}: its people sign in there.`);
    const passwordHash = await hashPassword(password, this.chance(16), this.passwordCost);
    const data = { id: uuidv7(), organisationId, email, name, role, passwordHash, createdAt: this.clock.now() };
    const { count } = await prisma.user.createMany({ data: [data], skipDuplicates: true });
    if (count === 0) throw failure('CONFLICT', `${email} already has a sign-in.`);
    return this.one(data.id);
  }

  /** The people of an organisation who can sign in. */
  of(organisationId: string): Promise<{ id: string; name: string }[]> {
    return this.database.prisma.user.findMany({ where: { organisationId, active: true }, select: { id: true, name: true }, orderBy: { name: 'asc' } });
  }

  async all(): Promise<User[]> {
    const rows = await this.database.prisma.user.findMany({ include: withOrganisation, orderBy: { email: 'asc' } });
    return rows.map(toUser);
  }

  async one(id: string): Promise<User> {
    const row = await this.database.prisma.user.findUnique({ where: { id }, include: withOrganisation });
    if (!row) throw failure('NOT_FOUND', 'There is no such user.');
    return toUser(row);
  }
}
