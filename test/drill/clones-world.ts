import type { TimedStep } from '../../apps/api/src/verdict/sightings/life-of.ts';
import type { Place, Sighting } from '../../apps/api/src/verdict/sightings/sighting.ts';
import type { ScanPurpose } from '../../apps/api/src/verdict/rules.ts';
import { Chance } from '../simulation/chance.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How the copy of a code comes to be seen: the three ways of the trade's reports, some with a seller's document, some at another branch of the same chain. */
export type CloneKind = 'before the original arrives' | 'after its dispensing' | 'at a pharmacy that stocks the lot';

/** An act as the record has it: when it happened by its document, and when the record came to know it. */
export interface RecordedStep extends TimedStep {
  readonly issuer: string;
  readonly recordedAt: number;
}

/** One package's road, everything that was scanned under its code, and whether a copy of it was about. */
export interface Road {
  readonly steps: readonly RecordedStep[];
  readonly addressees: ReadonlyMap<string, string>;
  readonly sightings: readonly Sighting[];
  readonly clone: CloneKind | null;
}

interface Party {
  readonly name: string;
  readonly sites: readonly Place[];
}

/** The trading partners of a world: manufacturers, distributors, and pharmacies, a fifth of them chains with branches. */
export interface World {
  readonly makers: readonly Party[];
  readonly distributors: readonly Party[];
  readonly pharmacies: readonly Party[];
  readonly authority: Party;
}

export function makeWorld(seed: number): World {
  const chance = new Chance(seed, 1);
  const party = (name: string, sites: number): Party => ({ name, sites: Array.from({ length: sites }, () => ({ latitude: 27 + 21 * chance.draw(), longitude: -122 + 50 * chance.draw(), withinKm: chance.odds(0.7) ? 1 : 300 })) });
  const some = (kind: string, count: number, sites: () => number): Party[] => Array.from({ length: count }, (_, i) => party(`${kind}${i}`, sites()));
  return {
    makers: some('maker', 5, () => 1),
    distributors: some('distributor', 20, () => 2),
    pharmacies: some('pharmacy', 400, () => (chance.odds(0.2) ? 2 + chance.below(5) : 1)),
    authority: party('authority', 3),
  };
}

/** The i-th package of a world: its road from manufacturer over one or two distributors to a pharmacy, with honest noise; one in a hundred has a copy. */
export function road(world: World, seed: number, i: number): Road {
  const chance = new Chance(seed, 2, i);
  const builder = new RoadBuilder(world, chance);
  const clone = chance.odds(0.01) ? (['before the original arrives', 'after its dispensing', 'at a pharmacy that stocks the lot'] as const)[chance.below(3)] ?? null : null;
  return builder.build(clone);
}

class RoadBuilder {
  readonly #steps: RecordedStep[] = [];
  readonly #addressees = new Map<string, string>();
  readonly #sightings: Sighting[] = [];
  #now: number;
  #scans = 0;

  constructor(
    private readonly world: World,
    private readonly chance: Chance,
  ) {
    this.#now = Date.parse('2026-01-01T00:00:00Z') + chance.draw() * 60 * DAY;
  }

  build(clone: CloneKind | null): Road {
    const { chance, world } = this;
    const maker = chance.pick(world.makers);
    const begun = this.#now;
    this.#act('commission', maker.name, { holder: maker.name, state: 'active' });
    let holder = maker;
    for (let left = chance.odds(0.2) ? 2 : 1; left > 0; left -= 1) {
      const next = chance.pick(world.distributors.filter((each) => each !== holder));
      this.#pass(1 + 12 * chance.draw());
      this.#handOver(holder, next);
      holder = next;
    }
    this.#pass(1 + 25 * chance.draw());
    const pharmacy = chance.pick(world.pharmacies);
    const site = chance.pick(pharmacy.sites);
    this.#handOver(holder, pharmacy, site);
    const arrived = this.#now;
    if (chance.odds(0.01)) this.#returned(pharmacy, holder);
    else this.#atTheCounter(pharmacy, site, clone === 'after its dispensing');
    const ended = this.#now;
    this.#lookUps(maker, holder, begun);
    if (clone) this.#copy(clone, { pharmacy, site, begun, arrived, ended });
    return { steps: this.#steps, addressees: this.#addressees, sightings: this.#sightings.sort((a, b) => a.at - b.at), clone };
  }

  /** Goods go on. One shipment in fifty is recorded late: the goods are there before their data, and its clerk's form says the time of the form. */
  #handOver(from: Party, to: Party, site: Place = this.chance.pick(to.sites)): void {
    const { chance } = this;
    const shipment = `s${this.#addressees.size}`;
    this.#addressees.set(shipment, to.name);
    const left = this.#now;
    const late = chance.odds(0.02) ? -Math.log(1 - chance.draw()) * 14 * HOUR : 0;
    const form = chance.odds(0.7);
    this.#pass(0.5 + 2 * chance.draw());
    const arrived = this.#now;
    const recordedAt = late > 0 ? arrived + late : left;
    this.#act('ship', from.name, { holder: from.name, state: 'in_transit', shipment }, { happened: form ? recordedAt : left, recordedAt });
    // The dock scans what comes, whether or not its data are there.
    if (chance.odds(0.7)) this.#scan(to.name, site, 'RECEIVE', arrived + HOUR * chance.draw());
    this.#now = Math.max(arrived, recordedAt) + 2 * HOUR * chance.draw() + 60_000;
    if (late > 0 && chance.odds(0.5)) this.#scan(to.name, site, 'RECEIVE', this.#now);
    this.#act('receive', to.name, { holder: to.name, state: 'active' });
  }

  #atTheCounter(pharmacy: Party, site: Place, mustEnd: boolean): void {
    const { chance } = this;
    let at = site;
    if (chance.odds(0.1)) this.#scan(pharmacy.name, at, 'CHECK', this.#now + 5 * DAY * chance.draw());
    if (pharmacy.sites.length > 1 && chance.odds(0.1)) {
      // To another branch: no change of hands, and no faster than by road and air freight.
      this.#pass(1 + 3 * chance.draw());
      this.#scan(pharmacy.name, at, 'CHECK', this.#now);
      this.#pass(1);
      at = chance.pick(pharmacy.sites);
      this.#scan(pharmacy.name, at, 'RECEIVE', this.#now);
    }
    // Head office has a look while a branch has it in hand.
    if (chance.odds(0.005)) this.#scan(pharmacy.name, chance.pick(pharmacy.sites), 'CHECK', this.#now + HOUR);
    this.#pass(6 + 30 * chance.draw());
    if (!mustEnd && chance.odds(0.05)) return;
    const times = chance.odds(0.03) ? 2 + chance.below(2) : 1;
    for (let i = 0; i < times; i += 1) this.#scan(pharmacy.name, at, 'DISPENSE', this.#now + i * 20_000);
    this.#pass(0.001);
    this.#act('dispense', pharmacy.name, { holder: pharmacy.name, state: 'dispensed' });
    if (chance.odds(0.003)) {
      // The wrong package: undone, and dispensed some days later.
      this.#pass(0.02);
      this.#act('undo', pharmacy.name, { holder: pharmacy.name, state: 'active' });
      this.#pass(1 + 5 * chance.draw());
      this.#scan(pharmacy.name, at, 'DISPENSE', this.#now);
      this.#pass(0.001);
      this.#act('dispense', pharmacy.name, { holder: pharmacy.name, state: 'dispensed' });
    }
    if (chance.odds(0.02)) this.#scan(pharmacy.name, at, chance.odds(0.5) ? 'RETURN' : 'CHECK', this.#now + 20 * DAY * chance.draw());
  }

  /** Back to the distributor, who sells it no more; now and then before anything is recorded of it. */
  #returned(pharmacy: Party, distributor: Party): void {
    this.#pass(2 + 10 * this.chance.draw());
    this.#handOver(pharmacy, distributor);
    this.#pass(3);
    this.#act('decommission', distributor.name, { holder: distributor.name, state: 'decommissioned' });
  }

  /** Who sold it is asked about it and looks it up; an inspector scans it wherever he is. */
  #lookUps(maker: Party, distributor: Party, begun: number): void {
    const { chance, world } = this;
    const sometime = (): number => begun + (this.#now - begun) * (0.3 + chance.draw());
    if (chance.odds(0.02)) this.#scan(maker.name, chance.pick(maker.sites), 'CHECK', sometime());
    if (chance.odds(0.02)) this.#scan(distributor.name, chance.pick(distributor.sites), 'CHECK', this.#now + 10 * DAY * chance.draw());
    if (chance.odds(0.01)) this.#scan(world.authority.name, chance.pick(world.authority.sites), chance.pick(['CHECK', 'RECEIVE', 'RETURN']), sometime(), true);
  }

  #copy(kind: CloneKind, { arrived, begun, ended, pharmacy, site }: { pharmacy: Party; site: Place; begun: number; arrived: number; ended: number }): void {
    const { chance, world } = this;
    const far = kind === 'at a pharmacy that stocks the lot' && chance.odds(0.1);
    if (far) {
      // At another branch of the same chain, within the hour: only the way tells.
      const there = { latitude: site.latitude > 37 ? site.latitude - 12 : site.latitude + 12, longitude: site.longitude > -97 ? site.longitude - 25 : site.longitude + 25, withinKm: 1 };
      const at = arrived + 5 * DAY * chance.draw();
      this.#scan(pharmacy.name, site, 'RECEIVE', at);
      this.#scan(pharmacy.name, there, 'DISPENSE', at + HOUR * (0.3 + 0.5 * chance.draw()));
      return;
    }
    const [from, to] = kind === 'before the original arrives' ? [begun + HOUR, arrived - HOUR] : kind === 'after its dispensing' ? [ended + 2 * HOUR, ended + 60 * DAY] : [arrived + HOUR, Math.max(arrived + DAY, ended - HOUR)];
    const at = from + (to - from) * chance.draw();
    const others = kind === 'at a pharmacy that stocks the lot' ? world.pharmacies.filter((each) => each !== pharmacy) : world.pharmacies;
    const elsewhere = chance.pick(others);
    const place = chance.pick(elsewhere.sites);
    if (kind !== 'after its dispensing' && elsewhere !== pharmacy && chance.odds(0.1)) {
      // With a document that looks like a seller's: the pharmacy attests to it and holds it by its own word.
      this.#attested(elsewhere, at - HOUR);
      this.#scan(elsewhere.name, place, 'RECEIVE', at);
      this.#scan(elsewhere.name, place, 'CHECK', Math.max(at, arrived) + DAY);
      return;
    }
    this.#scan(elsewhere.name, place, chance.odds(0.8) || elsewhere === pharmacy ? 'RECEIVE' : 'CHECK', at);
    if (chance.odds(0.5)) this.#scan(elsewhere.name, place, 'DISPENSE', at + 5 * DAY * chance.draw());
  }

  #attested(by: Party, at: number): void {
    const shipment = `a${this.#addressees.size}`;
    this.#addressees.set(shipment, by.name);
    const common = { by_party: by.name, issuer: by.name };
    this.#steps.push({ ...common, type: 'commission', state: 'in_transit', holder: null, shipment, happened: at - DAY, recordedAt: at }, { ...common, type: 'receive', state: 'active', holder: by.name, shipment: null, happened: at, recordedAt: at });
  }

  #act(type: string, by: string, { holder, shipment = null, state }: { holder: string; state: string; shipment?: string | null }, times: { happened: number; recordedAt: number } = { happened: this.#now, recordedAt: this.#now }): void {
    this.#steps.push({ issuer: 'maker', type, by_party: by, holder, state, shipment, ...times });
  }

  #scan(organisation: string, place: Place, purpose: ScanPurpose, at: number, oversight = false): void {
    // No two clocks agree to the minute.
    const skew = (this.chance.draw() - 0.5) * 4 * 60_000;
    this.#sightings.push({ id: `${this.#scans}`, at: at + skew, organisation, place, purpose, oversight });
    this.#scans += 1;
  }

  #pass(days: number): void {
    this.#now += days * DAY;
  }
}
