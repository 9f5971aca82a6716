import { Inject, Injectable } from '@nestjs/common';
import { CHANCE, type Chance } from '../../platform/chance.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { Database } from '../../platform/database.ts';
import { GtinSecrets } from '../../vault/gtin-secrets.ts';
import { Salts } from '../../vault/salts.ts';
import { type FoundUnit, UnitFinder } from '../find-units.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';

/** What every plan needs to turn events into a command. */
@Injectable()
export class PlanTools {
  constructor(
    readonly database: Database,
    readonly finder: UnitFinder,
    readonly salts: Salts,
    readonly secrets: GtinSecrets,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(CHANCE) readonly chance: Chance,
  ) {}

  /** The organisation of a GLN: its own, or that of one of its sites. */
  async organisationByGln(gln: string): Promise<{ id: string; name: string; gln: string } | undefined> {
    const [found] = await this.database.query<{ id: string; name: string; gln: string }>(
      `select o.id, o.name, o.gln from record.organisation o
        where o.gln = $1 or exists (select 1 from record.site s where s.organisation_id = o.id and s.gln = $1)`,
      [gln],
    );
    return found;
  }

  /** The units of these EPCs that the party most likely means, in the order asked; the first unknown one is refused. */
  async units(party: string, links: readonly string[]): Promise<FoundUnit[] | NodeRefusal> {
    const found = await this.finder.forParty(party, links);
    const unknown = links.find((link) => !found.has(link));
    if (unknown !== undefined) return nodeRefusal('UNKNOWN_UNIT', { unit: readable(unknown) });
    return links.map((link) => found.get(link) as FoundUnit);
  }
}

/** How people read a unit: the brackets of the label. */
export function readable(link: string): string {
  const [, gtin, serial, sscc] = /\/(?:01\/(\d{14})\/21\/([^/?#]+)|00\/(\d{18}))$/.exec(link) ?? [];
  return gtin && serial ? `(01)${gtin}(21)${decodeURIComponent(serial)}` : sscc ? `(00)${sscc}` : link;
}

/** Names for refusals: what the ledger calls by keys, as people read it. */
export const namesOf = (units: readonly FoundUnit[]): Map<string, string> => new Map(units.map(({ link, ref }) => [ref, readable(link)]));

/** The unit key of each EPC among these units. */
export function keysOf(units: readonly FoundUnit[]): (link: string) => string {
  const keys = new Map(units.map(({ link, row }) => [link, row.key]));
  return (link) => {
    const key = keys.get(link);
    if (!key) throw new Error(`${link} is in a document and was not looked up`);
    return key;
  };
}
