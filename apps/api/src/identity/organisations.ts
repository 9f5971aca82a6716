import { Inject, Injectable, Optional } from '@nestjs/common';
import { parseGln } from 'gs1-barcodes';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import type { CreateOrganisationInput } from './create-organisation.input.ts';
import type { Organisation } from './organisation.model.ts';
import { PARTY_REGISTRAR, type PartyRegistrar } from './party-registrar.ts';
import { toOrganisation, withSites } from './rows.ts';

/** The trading partners and regulators of this node. */
@Injectable()
export class Organisations {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
    @Optional() @Inject(PARTY_REGISTRAR) private readonly registrar?: PartyRegistrar,
  ) {}

  /**
   * Writes the organisation here, then on the ledger, then opens it. What was interrupted in between is finished by asking again
   * with the same GLN. On a node that is no registrar it stays registering until another one has signed its card in. Refuses a wrong GLN (BAD_INPUT) and one that an organisation already has (CONFLICT).
   */
  async create(input: CreateOrganisationInput): Promise<Organisation> {
    const gln = readGln(input.gln);
    const { prisma } = this.database;
    const { address, ...said } = input;
    const details = { ...said, ...address, gln, gs1Prefixes: input.gs1Prefixes ?? [] };
    const found = await prisma.organisation.findUnique({ where: { gln } });
    if (found && found.status !== 'registering') throw failure('CONFLICT', `${gln} is the GLN of ${found.name}.`);
    const { id } = found
      ? await prisma.organisation.update({ where: { gln }, data: details })
      : await prisma.organisation.create({
          data: { ...details, id: Buffer.from(this.chance(16)).toString('hex'), status: 'registering', createdAt: this.clock.now() },
        });
    if (!this.registrar) throw new Error('No ledger is connected that could register a trading partner.');
    const registration = await this.registrar.register({ id, name: details.name, gln, kinds: details.kinds, gs1Prefixes: details.gs1Prefixes });
    if (registration === 'asked for') return this.one(id);
    return toOrganisation(await prisma.organisation.update({ where: { id }, data: { status: 'active' }, include: withSites }));
  }

  async all(): Promise<Organisation[]> {
    const rows = await this.database.prisma.organisation.findMany({ include: withSites, orderBy: { name: 'asc' } });
    return rows.map(toOrganisation);
  }

  /** Those that `asker` can ship to: active, not itself, not only a regulator. */
  async partners({ asker, search }: { asker: string; search?: string }): Promise<Organisation[]> {
    const words = search?.trim();
    const rows = await this.database.prisma.organisation.findMany({
      where: {
        id: { not: asker },
        status: 'active',
        NOT: { kinds: { equals: ['REGULATOR'] } },
        ...(words ? { OR: [{ name: { contains: words, mode: 'insensitive' } }, { gln: { startsWith: words } }] } : {}),
      },
      include: withSites,
      orderBy: { name: 'asc' },
      take: 200,
    });
    return rows.map(toOrganisation);
  }

  /** Notes that the ledger has suspended an organisation, or taken it back. */
  async setStatus(id: string, status: 'active' | 'suspended'): Promise<void> {
    await this.database.prisma.organisation.update({ where: { id }, data: { status } });
  }

  async one(id: string): Promise<Organisation> {
    const row = await this.database.prisma.organisation.findUnique({ where: { id }, include: withSites });
    if (!row) throw failure('NOT_FOUND', 'There is no such organisation.');
    return toOrganisation(row);
  }
}

/** Reads a GLN at the door; refuses (BAD_INPUT) with the reason. */
export function readGln(text: string): string {
  const read = parseGln(text);
  if (read.ok) return read.value;
  throw failure('BAD_INPUT', `${text} is not a GLN: ${read.issues.map(({ message }) => message).join(' ')}`);
}
