import type { Body, CommandType, NamedUnit, Role } from '@packtrail/ledger';
import type { Cast, Line } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Model, Told } from './model.ts';
import type { Thing } from './things.ts';

const DAY = 86_400_000;

/** How often each command is tried. */
export const WEIGHTS: Readonly<Record<CommandType, number>> = {
  commission: 10, pack: 12, unpack: 7, ship: 20, receive: 16, cancelShipment: 4, dispense: 12, quarantine: 8, release: 6, decommission: 4, undo: 6,
  declareIllegitimate: 2, transferOwnership: 5, issueRecall: 4, acknowledgeRecall: 1, closeRecall: 1, grantMandate: 5, revokeMandate: 1,
  grantAccess: 1, revokeAccess: 1, anchorAudit: 1, registerLot: 2, registerParty: 1, updateParty: 2,
};

/** The weights of one seed: some commands come more often and some hardly, so that each seed strays into another corner. */
export function swarm(chance: Chance): Record<CommandType, number> {
  const entries = Object.entries(WEIGHTS).map(([type, weight]) => [type, weight * chance.pick([0.2, 1, 1, 4])] as const);
  return Object.fromEntries(entries) as Record<CommandType, number>;
}

/** The states that a command is mostly tried on; where nothing is said, any. */
const MOSTLY: Partial<Record<CommandType, readonly string[]>> = {
  undo: ['dispensed', 'decommissioned', 'partially_dispensed'],
  release: ['quarantined'],
  pack: ['active'],
  dispense: ['active', 'partially_dispensed'],
  transferOwnership: ['active', 'in_transit'],
};

/** Draws one command, right or wrong: who, what, on which units, named truly or not. */
export function propose(chance: Chance, { at, cast, model, weights }: { at: number; cast: Cast; model: Model; weights: Readonly<Record<CommandType, number>> }): Told {
  return new Proposal(chance, at, cast, model).command(chance.weighed(weights));
}

/** A unit as its keeper names it: its whole chain, and a proof for each level that has no fact. */
export function nameTruly(model: Model, thing: Thing): NamedUnit {
  const climb = [thing, ...model.climb(thing)];
  return { unit: thing.ref, chain: climb.slice(1).map(({ ref }) => ref), proofs: climb.slice(0, -1).map(({ known, proof }) => (known ? null : proof)) };
}

class Proposal {
  constructor(
    readonly chance: Chance,
    readonly at: number,
    readonly cast: Cast,
    readonly model: Model,
  ) {}

  command(type: CommandType): Told {
    const { chance, model } = this;
    const historical = chance.odds(0.08);
    const told = (by: string, body: object): Told => ({ type, at: this.at, by, body: { ...body, historical } }) as unknown as Told;
    switch (type) {
      case 'commission':
        return this.#commission(told);
      case 'registerLot':
        return told(this.#actor('manufacturer', 'repackager', 'wholesale_distributor', 'dispenser'), {
          lot: chance.odds(0.9) ? this.cast.lot(chance) : this.#lot(),
          expires: this.at + chance.below(60) * DAY,
        });
      case 'registerParty':
      case 'updateParty': {
        const actor = chance.pick(this.cast.actors.slice(1));
        const roles = chance.odds(0.9) ? actor.roles : [chance.pick(this.cast.actors).roles[0] as Role];
        const body = { party: actor.id, keys: [{ spki: actor.signer.spki, from: 0, until: null }], roles, msp: null, registration: chance.hex(32) };
        const status = chance.odds(0.35) ? 'suspended' : 'active';
        return told(chance.odds(0.85) ? this.cast.registrar.id : this.#actor(), type === 'updateParty' ? { ...body, status } : body);
      }
      case 'receive':
      case 'cancelShipment':
        return this.#onShipment(type, told);
      case 'issueRecall':
      case 'acknowledgeRecall':
      case 'closeRecall': {
        const lots = [...new Set([this.#lot(), ...(chance.odds(0.3) ? [this.#lot()] : [])])].sort();
        const [by] = lots.map((lot) => model.lots.get(lot)?.by);
        const isNew = type === 'issueRecall' && chance.odds(0.7);
        const recall = isNew ? this.cast.call('recall', chance.hex(16)) : this.#among('recall/');
        const sender = chance.odds(0.4) ? this.#actor('regulator') : chance.odds(0.7) && by ? by : this.#actor();
        if (type === 'issueRecall') return told(sender, { recall, class: chance.pick(['I', 'II', 'III']), lots, joins: chance.odds(isNew ? 0.05 : 0.9) });
        return told(sender, type === 'closeRecall' ? { recall } : { recall, counts: chance.hex(32) });
      }
      case 'grantAccess':
      case 'revokeAccess': {
        const grant = type === 'grantAccess' && chance.odds(0.9) ? this.cast.call('grant', chance.hex(16)) : this.#among('grant/');
        return told(this.#actor(), type === 'revokeAccess' ? { grant } : { grant, to: this.#actor(), terms: chance.hex(32), until: this.at + chance.below(10) * DAY });
      }
      case 'grantMandate':
      case 'revokeMandate': {
        // Mostly between those who need it: the owner of something, and its holder.
        const { holder, owner } = model.see(this.#thing(() => true));
        const [by, to] = owner && holder && owner !== holder && chance.odds(0.8) ? [owner, holder] : [this.#actor(), this.#actor()];
        return told(by, type === 'revokeMandate' ? { to } : { to, purposes: chance.some(['sale', 'return', 'destruction', 'internal', 'dispense'], 4), until: this.at + chance.below(3) * DAY + 3_600_000 });
      }
      case 'anchorAudit':
        return told(this.#actor(), { root: chance.hex(32), size: chance.below(1000) });
      default:
        return this.#onUnits(type, told);
    }
  }

  #commission(told: (by: string, body: object) => Told): Told {
    const { cast, chance } = this;
    const attested = chance.odds(0.25);
    const lots = [...this.model.lots].map(([key, { by }]) => ({ key, by }));
    const lot = chance.pick(lots);
    const by = chance.odds(0.9) ? lot.by : this.#actor();
    const own = lots.filter((each) => each.by === by).map(({ key }) => key);
    const aLot = () => (own.length > 0 && chance.odds(0.95) ? chance.pick(own) : lot.key);
    const packages = (count: number) => Array.from({ length: count }, () => cast.unit(chance, by, [], aLot()));
    const box = () => cast.unit(chance, by, packages(2 + chance.below(3)), '');
    const line = (): Line => {
      const kind = chance.weighed({ package: 4, box: 4, pallet: 2 });
      return kind === 'package' ? (packages(1)[0] as Line) : kind === 'box' ? box() : cast.unit(chance, by, [box(), box()], '');
    };
    const units = Array.from({ length: 1 + chance.below(3) }, line);
    const known = [...this.model.things.values()].filter((thing) => thing.known);
    if (chance.odds(0.05) && known.length > 0) {
      const { contents, height, lots: of, ref } = chance.pick(known);
      units.push({ unit: ref.split('/')[1] as string, contents, height, lots: of });
    }
    return told(by, { origin: attested ? 'attested' : 'own', shipment: attested ? this.cast.call('shipment', chance.hex(16)) : null, units });
  }

  #onShipment(type: 'receive' | 'cancelShipment', told: (by: string, body: object) => Told): Told {
    const { chance, model } = this;
    const all = [...model.shipments];
    const open = all.filter(([, { state }]) => state === 'open');
    const [id, shipment] = all.length > 0 && chance.odds(0.95) ? chance.pick(open.length > 0 && chance.odds(0.9) ? open : all) : ([chance.hex(16), undefined] as const);
    const party = type === 'receive' ? shipment?.to : shipment?.from;
    const by = party && party !== 'stated' && chance.odds(0.88) ? party : this.#actor();
    const aboard = [...model.things.values()].filter((thing) => thing.shipment === id && thing.state === 'in_transit');
    const withinAboard = [...model.things.values()].filter((thing) => model.climb(thing).some((above) => aboard.includes(above)));
    if (aboard.length === 0) aboard.push(this.#thing(() => true));
    const outer = chance.odds(0.5) ? aboard : chance.some(aboard, 2);
    if (type === 'cancelShipment') return told(by, { shipment: id, units: outer.map((thing) => this.#named(thing)) });
    const arrived = new Set(chance.odds(0.25) && withinAboard.length > 0 ? chance.some(withinAboard, 2) : outer);
    if (chance.odds(0.1) && withinAboard.length > 0) arrived.add(chance.pick(withinAboard));
    const missing = chance.odds(0.3) ? chance.some(withinAboard, 2).filter((thing) => !arrived.has(thing) && (chance.odds(0.2) || model.climb(thing).some((above) => arrived.has(above)))) : [];
    return told(by, {
      shipment: id,
      units: [...arrived].map((thing) => this.#named(thing)),
      missing: missing.map((thing) => this.#named(thing)),
      extra: chance.below(2),
      condition: chance.odds(0.9) ? 'intact' : 'damaged',
    });
  }

  #onUnits(type: CommandType, told: (by: string, body: object) => Told): Told {
    const { chance, model } = this;
    const states = chance.odds(0.8) ? MOSTLY[type] : undefined;
    const dispenses = (id: string | null) => this.cast.actors.some((actor) => actor.id === id && actor.roles.includes('dispenser'));
    const fits = (thing: Thing) => (!states || states.includes(model.see(thing).state)) && (type !== 'dispense' || ((thing.height === 0 || chance.odds(0.1)) && (dispenses(model.see(thing).holder) || chance.odds(0.1))));
    const first = this.#thing((thing) => fits(thing) && (type !== 'ship' || !thing.in || chance.odds(0.15)) && (type !== 'unpack' || thing.in !== null || chance.odds(0.1)));
    const { holder, owner } = model.see(first);
    const keeper = type === 'transferOwnership' ? owner : holder;
    const by = keeper && chance.odds(0.9) ? keeper : this.#actor(type === 'dispense' ? 'dispenser' : undefined);
    const alike = [...model.things.values()].filter((thing) => thing !== first && fits(thing) && model.see(thing).holder === holder && (type !== 'ship' || !thing.in));
    const things = [first, ...(chance.odds(0.4) ? chance.some(alike, 2) : [])];
    const units = things.map((thing) => this.#named(thing));
    if (chance.odds(0.02)) units.push(units[0] as NamedUnit);
    switch (type) {
      case 'pack':
        return told(by, { container: this.#target(by, first), units });
      case 'ship': {
        const purpose = chance.pick<Body<'ship'>['purpose']>(['sale', 'sale', 'internal', 'return', 'return', 'destruction', 'correction']);
        const title = owner !== by && chance.odds(0.5) ? false : chance.odds(0.65);
        const inNameOf = owner !== null && owner !== by && chance.odds(0.7) ? owner : null;
        const to = purpose === 'internal' && chance.odds(0.5) ? by : this.#actor(chance.odds(0.4) ? 'dispenser' : undefined);
        return told(by, { shipment: chance.odds(0.97) ? this.cast.call('shipment', chance.hex(16)) : ([...model.shipments.keys()][0] ?? chance.hex(16)), to, purpose, title, custody: chance.odds(0.98), inNameOf, units });
      }
      case 'transferOwnership':
        return told(by, { to: this.#actor(), units });
      case 'dispense':
        return told(by, { units, remainder: chance.odds(0.5) ? 'some' : 'none' });
      case 'decommission':
        return told(by, { units, reason: chance.pick(['exported', 'destroyed', 'sample', 'stolen', 'other']) });
      case 'quarantine':
        return told(by, { units, place: chance.pick(['inside', 'inside', 'out']) });
      case 'undo': {
        const right = model.see(first).state === 'decommissioned' ? 'decommission' : 'dispense';
        return told(by, { units, undoes: chance.odds(0.9) ? right : chance.pick(['dispense', 'decommission']) });
      }
      default:
        return told(by, { units });
    }
  }

  /** Where to pack: a new tote, or a container of the same holder. */
  #target(by: string, first: Thing): NamedUnit {
    const { chance, model } = this;
    if (chance.odds(0.4)) return { unit: this.cast.tote(chance, chance.odds(0.95) ? by : this.#actor()), chain: [], proofs: [] };
    const mine = [...model.things.values()].filter((thing) => thing !== first && (thing.height > 0 || chance.odds(0.02)) && model.see(thing).holder === by);
    return mine.length > 0 ? this.#named(chance.pick(mine), true) : { unit: this.cast.tote(chance, by), chain: [], proofs: [] };
  }

  /** Names a unit, mostly as it is. As a target of `pack` never without its chain: that would make a second copy, which the contract does not promise to refuse. */
  #named(thing: Thing, asTarget = false): NamedUnit {
    const { chance, model } = this;
    const truly = nameTruly(model, thing);
    const kind = chance.weighed({ true: 92, short: 2, elsewhere: 2, unproven: 2, swapped: 2 });
    const other = this.#thing(() => true);
    if (kind === 'short' && !asTarget) return { ...truly, chain: truly.chain.slice(0, -1), proofs: truly.proofs.slice(0, -1) };
    if (kind === 'elsewhere' && truly.chain.length < 5) return { unit: truly.unit, chain: [other.ref, ...truly.chain.slice(1)], proofs: truly.proofs.length > 0 ? truly.proofs : [null] };
    if (kind === 'unproven') return { ...truly, proofs: truly.proofs.map(() => null) };
    if (kind === 'swapped') return { ...truly, proofs: truly.proofs.map((proof) => proof && (other.proof ?? proof)) };
    return truly;
  }

  #thing(fits: (thing: Thing) => boolean): Thing {
    const all = [...this.model.things.values()];
    for (let i = 0; i < 30; i += 1) {
      const recent = this.cast.recent.length > 0 && this.chance.odds(0.4) ? this.model.things.get(this.chance.pick(this.cast.recent)) : undefined;
      const thing = recent ?? this.chance.pick(all);
      if (fits(thing)) return thing;
    }
    return this.chance.pick(all);
  }

  #actor(...roles: (Role | undefined)[]): string {
    const fitting = this.cast.actors.filter((actor) => actor.roles.some((role) => roles.includes(role)));
    return this.chance.pick(fitting.length > 0 && this.chance.odds(0.9) ? fitting : this.cast.actors).id;
  }

  #lot(): string {
    return this.chance.odds(0.97) ? this.chance.pick([...this.model.lots.keys()]) : this.chance.hex(32);
  }

  #among(prefix: string): string {
    const ids = [...this.model.others.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
    return ids.length > 0 && this.chance.odds(0.95) ? this.chance.pick(ids) : this.chance.hex(16);
  }
}
