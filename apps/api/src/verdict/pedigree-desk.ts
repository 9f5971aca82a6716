import { Injectable } from '@nestjs/common';
import { AccessLog } from '../access/access-log.ts';
import { readsAllTrade } from '../access/policy.ts';
import type { Current } from '../identity/current.ts';
import { type KnownUnit, KnownUnits, lastInvolved } from '../read-model/known-unit.ts';
import type { PedigreeStep } from './models/pedigree-step.model.ts';
import { PedigreeTeller } from './tell-pedigree.ts';

/** The history of one unit as far as somebody may see it. */
export interface SeenPedigree {
  readonly unit: KnownUnit;
  readonly steps: PedigreeStep[];
  /** Whether what came after is not shown, because the goods have been handed on. */
  readonly laterHidden: boolean;
}

/** Hands out histories by the one rule: a party sees a unit up to its own last part in it, the regulator all of it. */
@Injectable()
export class PedigreeDesk {
  constructor(
    private readonly known: KnownUnits,
    private readonly teller: PedigreeTeller,
    private readonly accessLog: AccessLog,
  ) {}

  /** Null when there is none that the asker may have. Each owner of a step that is shown finds a line in his access log. */
  async of(current: Current, link: string, purpose: string): Promise<SeenPedigree | null> {
    const found = await this.known.find(link, current.organisation.id);
    if (!found) return null;
    const { unit } = found;
    const upTo = seenUpTo(current, unit);
    if (upTo < 0) return null;
    await this.noteReads(current, unit, { upTo, purpose });
    return { unit, steps: await this.teller.tell(unit, upTo), laterHidden: isLaterHidden(current, unit) };
  }

  async noteReads({ organisation, user }: Current, unit: KnownUnit, { purpose, upTo }: { purpose: string; upTo: number }): Promise<void> {
    const owners = new Set(unit.steps.slice(0, upTo + 1).map(({ by_party: by }) => by));
    await Promise.all([...owners].map((owner) => this.accessLog.recordRead({ readerOrganisation: organisation.id, readerUser: user.id, ownerOrganisation: owner, subject: unit.link, purpose })));
  }
}

/** The index of the last step of a unit that somebody may see; -1: none. */
export const seenUpTo = (current: Current, unit: KnownUnit): number => (readsAllTrade(current) ? unit.steps.length - 1 : lastInvolved(unit, current.organisation.id));

/** Said to everybody who neither holds it nor awaits it, whether there is something later or not: that alone would tell. */
export function isLaterHidden(current: Current, { placed, shipments }: KnownUnit): boolean {
  const party = current.organisation.id;
  const awaited = placed.shipment !== null && shipments.get(placed.shipment)?.to_party === party;
  return !readsAllTrade(current) && placed.holder !== party && !awaited;
}
