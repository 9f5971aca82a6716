import type { Body, CommandType, Fact, NamedUnit, PartyFact, PartyId, RefusalCode, ShipmentFact, UnitRef, UnitState } from '@packtrail/ledger';
import { entered, may } from './books.ts';
import { type No, type Seen, type Thing, Things, WORSE } from './things.ts';

/** A command as the model is told it. */
export type Told = { [T in CommandType]: { readonly type: T; readonly at: number; readonly by: PartyId; readonly body: Body<T> } }[CommandType];

const DAY = 86_400_000;
const ROOT_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const SAYS: RefusalCode[] = ['NOT_HELD', 'PARTIALLY_DISPENSED', 'HELD', 'IN_TRANSIT', 'ILLEGITIMATE', 'ALREADY_DISPENSED', 'ALREADY_DECOMMISSIONED'];
/** In which states a unit may be acted on. */
const WHEN: Partial<Record<CommandType, string>> = {
  pack: 'active', unpack: 'active quarantined illegitimate', ship: 'active quarantined illegitimate', quarantine: 'active partially_dispensed', release: 'quarantined',
  dispense: 'active partially_dispensed', decommission: 'active partially_dispensed quarantined illegitimate', declareIllegitimate: 'active partially_dispensed quarantined',
  transferOwnership: 'active in_transit', receive: 'in_transit', cancelShipment: 'in_transit', undo: 'dispensed partially_dispensed decommissioned',
};
const AS: Partial<Record<CommandType, RefusalCode>> = { receive: 'NOT_IN_TRANSIT', cancelShipment: 'NOT_IN_TRANSIT', undo: 'NOTHING_TO_UNDO', release: 'NOT_HELD' };
const issuer = (ref: UnitRef) => ref.split('/')[0];

/** The rules of custody once more, package by package, without proofs, roots or counters: what is right, to compare the ledger with. */
export class Model extends Things {
  readonly parties = new Map<PartyId, PartyFact>();
  readonly lots = new Map<string, { by: PartyId; expires: number; recalls: readonly string[] }>();
  readonly shipments = new Map<string, ShipmentFact>();
  readonly others = new Map<string, Fact>();

  /** The refusals that would be right (none: it must be accepted), and what the command does. */
  judge(c: Told): { wrong: Set<RefusalCode>; act: () => void } {
    const wrong = new Set<RefusalCode>();
    const no: No = (code, when) => void (when && wrong.add(code));
    const roles = this.parties.get(c.by)?.roles;
    no('UNKNOWN_PARTY', !roles);
    no('PARTY_SUSPENDED', this.parties.get(c.by)?.status === 'suspended');
    no('ROLE_MAY_NOT', !roles?.some((role) => may(c).includes(role)));
    const seen = 'units' in c.body && c.type !== 'commission' ? this.#look(c, [...c.body.units, ...('missing' in c.body ? c.body.missing : [])] as NamedUnit[], no) : [];
    const act = this.#rule(c, seen, no);
    return { wrong, act: () => { for (const { thing } of seen) this.know(thing); act(); this.settle(); } };
  }

  /** Every fact that the ledger must hold, command ids aside; of units without the leaf. */
  facts(): Map<string, object> {
    const facts = new Map<string, object>(this.others);
    for (const [id, party] of this.parties) facts.set(`party/${id}`, party);
    for (const [key, lot] of this.lots) facts.set(`lot/${key}`, lot);
    for (const [id, shipment] of this.shipments) facts.set(`shipment/${id}`, shipment);
    for (const [key, fact] of this.unitFacts()) facts.set(key, fact);
    return facts;
  }

  #mandated = (owner: PartyId | null, { at, by }: Told, purpose: string): boolean => {
    const mandate = this.others.get(`mandate/${owner}/${by}`);
    return mandate !== undefined && 'purposes' in mandate && mandate.until > at && mandate.purposes.includes(purpose);
  };
  #stop = (lot: string, { at, body }: Told): RefusalCode | null => {
    const { expires, recalls } = this.lots.get(lot) as { expires: number; recalls: readonly string[] };
    return recalls.length > 0 ? 'RECALLED' : !body.historical && expires <= at ? 'EXPIRED' : null;
  };
  #landed = (lots: readonly string[], state: UnitState, c: Told): UnitState =>
    state === 'active' && lots.length > 0 && lots.every((lot) => this.#stop(lot, c)) ? 'quarantined' : state;

  #look(c: Told, named: readonly NamedUnit[], no: No): Seen[] {
    no('UNIT_TWICE', new Set(named.map(({ unit }) => unit)).size < named.length);
    const seen = named.flatMap((each) => this.find(each, no) ?? []).map((thing) => this.see(thing));
    for (const { holder, state } of seen) {
      no('NOT_HOLDER', holder !== c.by && c.type !== 'receive' && c.type !== 'transferOwnership');
      if (!WHEN[c.type]?.split(' ').includes(state)) no(c.type === 'release' && state === 'in_transit' ? 'IN_TRANSIT' : (AS[c.type] ?? (SAYS[WORSE.indexOf(state)] as RefusalCode)), true);
    }
    return seen;
  }

  #rule(c: Told, seen: readonly Seen[], no: No): () => void {
    const { at, by } = c;
    const take = ({ chain, holder, owner, rest, thing }: Seen, change: Partial<Thing> = {}): void =>
      this.put(thing, at, { in: null, owner, holder, state: rest, shipment: null, resume: chain.length > 0 ? null : thing.resume, ...change });
    const inside = () => no('INSIDE_CONTAINER', seen.some(({ chain }) => chain.length > 0));
    const owned = (purpose: string) => no('NOT_OWNER', seen.some(({ owner }) => owner !== by && !(owner !== null && this.#mandated(owner, c, purpose))));
    const stopped = () => { for (const { thing } of seen) for (const lot of thing.lots) { const code = this.#stop(lot, c); if (code) no(code, true); } };
    const receiver = (to: PartyId) => { no('UNKNOWN_PARTY', !this.parties.has(to)); no('PARTY_SUSPENDED', this.parties.get(to)?.status === 'suspended'); };
    const shipment = 'shipment' in c.body && c.body.shipment !== null ? this.shipments.get(c.body.shipment) : undefined;
    const count = (id: string, by_: number) => { const open = (shipment as ShipmentFact).open + by_; this.shipments.set(id, { ...(shipment as ShipmentFact), open, state: open === 0 ? 'closed' : 'open' }); };
    switch (c.type) {
      case 'commission': {
        const { origin, shipment: id, units } = c.body;
        no('UNIT_TWICE', new Set(units.map(({ unit }) => unit)).size < units.length);
        no('SHIPMENT_EXISTS', shipment !== undefined);
        for (const { lots, unit } of units) {
          no('ALREADY_COMMISSIONED', this.things.get(`${by}/${unit}`)?.known === true);
          for (const lot of lots) { no('UNKNOWN_LOT', !this.lots.has(lot)); no('NOT_YOUR_LOT', this.lots.has(lot) && this.lots.get(lot)?.by !== by); }
        }
        const add = (ref: UnitRef, own: Partial<Thing> & Pick<Thing, 'lots' | 'height' | 'contents'>): void => {
          const thing: Thing = { ref, in: null, known: false, state: 'active', owner: null, holder: null, shipment: null, resume: null, since: at, born: null, proof: null, ...own };
          this.things.set(ref, thing);
          for (const { proof, ref: child } of this.contents.get(ref) ?? []) add(child, { in: thing, born: ref, proof, lots: proof.lots, height: proof.height, contents: proof.contents });
        };
        const start: Partial<Thing> = origin === 'own' ? { known: true, owner: by, holder: by } : { known: true, state: 'in_transit', resume: 'active', shipment: id };
        return () => {
          for (const { contents, height, lots, unit } of units) add(`${by}/${unit}`, { ...start, contents, height, lots });
          if (id !== null) this.shipments.set(id, { from: 'stated', to: by, open: units.length, purpose: 'sale', title: true, custody: true, state: 'open' });
        };
      }
      case 'pack': {
        const { container } = c.body;
        const isNew = container.chain.length === 0 && !this.things.get(container.unit)?.known;
        const target = isNew ? undefined : this.find(container, no);
        const above = target ? [target, ...this.climb(target)] : [];
        if (isNew) no('UNKNOWN_UNIT', issuer(container.unit) !== by);
        if (target) {
          const { holder, owner, state } = this.see(target);
          no('NOT_HOLDER', holder !== by);
          no(SAYS[WORSE.indexOf(state)] as RefusalCode, state !== 'active');
          no('NOT_A_CONTAINER', target.height === 0);
          no('OTHER_OWNER', seen.some((unit) => unit.owner !== owner));
        }
        no('OTHER_OWNER', seen.some(({ owner }) => owner !== seen[0]?.owner));
        no('HELD', seen.some(({ held }) => held > 0));
        no('CYCLE', seen.some(({ thing }) => above.includes(thing)));
        no('TOO_DEEP', seen.some(({ thing }) => thing.height + Math.max(1, above.length) > 5));
        return () => {
          const into: Thing = target ?? { ref: container.unit, in: null, known: true, state: 'active', owner: seen[0]?.owner ?? null, holder: by, shipment: null, resume: null, lots: [], height: 1, contents: ROOT_OF_NOTHING, since: at, born: null, proof: null };
          this.things.set(into.ref, into);
          above.forEach(this.know);
          for (const { rest, thing } of seen) this.put(thing, at, { in: into, owner: null, holder: null, shipment: null, resume: null, state: rest });
        };
      }
      case 'unpack': return () => seen.forEach((each) => take(each));
      case 'ship': {
        const { custody, inNameOf, purpose, shipment: id, title, to } = c.body;
        no('CUSTODY_STAYS', !custody); no('TO_SELF', to === by && purpose !== 'internal'); no('SHIPMENT_EXISTS', shipment !== undefined); receiver(to); inside();
        no('PARTIALLY_DISPENSED', seen.some(({ state, thing }) => state === 'quarantined' && thing.resume === 'partially_dispensed'));
        if (title) no('NOT_OWNER', seen.some(({ owner }) => owner !== (inNameOf ?? by)) || (inNameOf !== null && !this.#mandated(inNameOf, c, purpose)));
        if (purpose === 'sale' || purpose === 'internal') {
          for (const { held, state } of seen) if (state !== 'active' || held > 0) no(state === 'illegitimate' ? 'ILLEGITIMATE' : 'HELD', true);
          stopped();
        }
        return () => {
          for (const { state, thing } of seen) this.put(thing, at, { state: 'in_transit', shipment: id, resume: state });
          this.shipments.set(id, { from: by, to, open: seen.length, purpose, title, custody, state: 'open' });
        };
      }
      case 'cancelShipment':
        no('UNKNOWN_SHIPMENT', !shipment); no('NOT_SENDER', shipment !== undefined && shipment.from !== by);
        no('NOT_ON_SHIPMENT', seen.some((each) => each.shipment !== c.body.shipment || each.chain.length > 0));
        return () => { for (const { rest, thing } of seen) this.put(thing, at, { state: rest, shipment: null, resume: null }); count(c.body.shipment, -seen.length); };
      case 'receive': {
        const { missing, shipment: id, units } = c.body;
        const lost = seen.slice(units.length), arrived = seen.slice(0, units.length);
        const whole = arrived.filter(({ chain }) => chain.length === 0).map(({ thing }) => thing);
        no('UNKNOWN_SHIPMENT', !shipment); no('NOT_ADDRESSEE', shipment !== undefined && shipment.to !== by);
        no('NOT_ON_SHIPMENT', seen.some((each) => each.shipment !== id) || lost.some(({ chain }) => !whole.includes(chain.at(-1) as Thing)));
        return () => {
          for (const each of lost) take(each, { state: 'in_transit', shipment: id, resume: each.rest });
          for (const each of arrived) take(each, { state: this.#landed(each.thing.lots, each.rest, c), owner: shipment?.title ? by : each.owner, holder: by, resume: null });
          count(id, missing.length - whole.length);
        };
      }
      case 'transferOwnership':
        no('TO_SELF', c.body.to === by); receiver(c.body.to); inside(); owned('sale'); stopped();
        no('HELD', seen.some(({ held, rest }) => held > 0 || rest !== 'active'));
        no('IN_TRANSIT', seen.some((each) => each.shipment !== null && this.shipments.get(each.shipment)?.title === true));
        return () => seen.forEach(({ thing }) => this.put(thing, at, { owner: c.body.to }));
      case 'dispense': {
        const state = c.body.remainder === 'some' ? 'partially_dispensed' : 'dispensed';
        no('NOT_A_PACKAGE', seen.some(({ thing }) => thing.height > 0)); owned('dispense'); stopped();
        return () => seen.forEach((each) => take(each, { state, resume: each.rest === state ? each.thing.resume : each.rest }));
      }
      case 'decommission': owned('destruction');
        // An opened bottle in quarantine is an opened bottle.
        return () => seen.forEach((each) => take(each, { state: 'decommissioned', resume: (each.rest === 'quarantined' && each.thing.resume) || each.rest }));
      case 'quarantine': {
        const stays = ({ chain }: Seen) => chain.length > 0 && c.body.place === 'inside';
        return () => {
          for (const { chain } of seen.filter(stays)) chain.forEach(this.know);
          for (const each of seen) if (stays(each)) this.put(each.thing, at, { state: 'quarantined' }); else take(each, { state: 'quarantined', resume: each.state === 'partially_dispensed' ? each.state : null });
        };
      }
      case 'release': no('NOT_HELD', seen.some(({ thing }) => thing.state !== 'quarantined')); return () => seen.forEach(({ thing }) => this.put(thing, at, { state: thing.resume ?? 'active', resume: null }));
      case 'declareIllegitimate': return () => seen.forEach((each) => take(each, { state: 'illegitimate', resume: null }));
      case 'undo':
        no('NOTHING_TO_UNDO', seen.some(({ thing: { state } }) => (c.body.undoes === 'decommission' ? state !== 'decommissioned' : state !== 'dispensed' && state !== 'partially_dispensed')));
        no('TOO_LATE_TO_UNDO', seen.some(({ thing }) => at - thing.since > 10 * DAY));
        return () => seen.forEach(({ thing }) => this.put(thing, at, { state: this.#landed(thing.lots, thing.resume ?? 'active', c), resume: null }));
      default: return entered(this, c, no);
    }
  }
}
