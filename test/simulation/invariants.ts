import { issuerOf, type LotFact, type UnitFact } from '@packtrail/ledger';
import type { Told } from './model.ts';
import type { Contents } from './things.ts';

type Facts = ReadonlyMap<string, unknown>;

/**
 * What must hold of the facts alone, whatever the commands were; told from the facts and the issuers' lists, by neither the contract nor the
 * model. Gives the first that does not.
 */
export function brokenInvariant(facts: Facts, contents: Contents, packages: number): string | null {
  const units = new Map<string, UnitFact>();
  for (const [key, fact] of facts) if (key.startsWith('unit/')) units.set(key.slice('unit/'.length), fact as UnitFact);
  const listed = new Map<string, { parent: string; lots: readonly string[]; height: number }>();
  const list = (parent: string): void => {
    for (const { proof, ref } of contents.get(parent) ?? []) {
      listed.set(ref, { parent, lots: proof.lots, height: proof.height });
      list(ref);
    }
  };
  for (const [ref, { born }] of units) if (born === null) list(ref);
  const all = new Set([...units.keys(), ...listed.keys()]);
  const parentOf = (ref: string): string | null => {
    const fact = units.get(ref);
    return fact ? fact.in : (listed.get(ref)?.parent ?? null);
  };
  const held = new Map<string, number>();
  let counted = 0;
  for (const ref of all) {
    const fact = units.get(ref);
    const { height, lots } = fact ?? (listed.get(ref) as { lots: readonly string[]; height: number });
    if (height === 0) counted += 1;
    if (height === 0 && lots.length !== 1) return `${ref} is a package of ${lots.length} lots`;
    let above = parentOf(ref);
    for (let depth = 1; above !== null; depth += 1, above = parentOf(above)) {
      if (depth > 5) return `${ref} lies more than 5 deep, or within itself`;
      const container = units.get(above) ?? listed.get(above);
      if (!container) return `${ref} is in ${above}, which is not there`;
      if (container.height <= height) return `${ref} of height ${height} is in ${above} of height ${container.height}`;
      const astray = lots.find((lot) => !container.lots.includes(lot));
      if (astray) return `${above} holds the lot ${astray} in ${ref} and does not say so`;
      if (fact?.state === 'quarantined') held.set(above, (held.get(above) ?? 0) + 1);
    }
    if (!fact) continue;
    const stated = fact.state === 'in_transit' && fact.owner === null && fact.holder === null;
    if (fact.in === null && !stated && (!fact.owner || !fact.holder)) return `${ref} is loose and has no owner or no holder`;
    if (fact.in !== null && (fact.owner !== null || fact.holder !== null)) return `${ref} is in ${fact.in} and has a holder beside it`;
    if (fact.in !== null && !units.has(fact.in)) return `${ref} is in ${fact.in}, which has no fact`;
    if ((fact.state === 'in_transit') !== (fact.shipment !== null)) return `${ref} is ${fact.state} with the shipment ${fact.shipment}`;
    if (fact.in !== null && fact.state !== 'active' && fact.state !== 'quarantined') return `${ref} is ${fact.state} inside a container`;
    if (fact.born !== null && issuerOf(fact.born) !== issuerOf(ref)) return `${ref} surfaced from a container of another issuer`;
  }
  for (const [ref, fact] of units) if (fact.held !== (held.get(ref) ?? 0)) return `${ref} says that ${fact.held} units in it are held, and ${held.get(ref) ?? 0} are`;
  if (counted !== packages) return `${packages} packages were commissioned, and ${counted} are somewhere`;
  const aboard = new Map<string, number>();
  for (const { shipment } of units.values()) if (shipment !== null) aboard.set(shipment, (aboard.get(shipment) ?? 0) + 1);
  for (const [key, fact] of facts) {
    if (!key.startsWith('shipment/')) continue;
    const { open } = fact as { open: number };
    if (open !== (aboard.get(key.slice('shipment/'.length)) ?? 0)) return `${key} says that ${open} units are under way, and ${aboard.get(key.slice('shipment/'.length)) ?? 0} are`;
  }
  return null;
}

const FINISHED = ['dispensed', 'decommissioned'];

/** What one accepted command must not have done. */
export function brokenStep(command: Told, before: Facts, written: readonly (readonly [string, unknown])[]): string | null {
  for (const [key, fact] of written) {
    if (!key.startsWith('unit/')) continue;
    const [was, is] = [before.get(key) as UnitFact | undefined, fact as UnitFact];
    if (was && FINISHED.includes(was.state) && was.state !== is.state && command.type !== 'undo') return `${key} left ${was.state} by ${command.type}`;
    if (was && (was.height === 0) !== (is.height === 0)) return `${key} has turned from a package into a container, or back`;
    if (was && was.lots.some((lot) => !is.lots.includes(lot))) return `${key} has lost a lot`;
    if (was && was.born !== is.born) return `${key} surfaced twice`;
    if (command.type !== 'dispense' || is.height > 0) continue;
    const recalled = is.lots.find((lot) => (before.get(`lot/${lot}`) as LotFact).recalls.length > 0);
    if (recalled) return `${key} was dispensed after the recall of ${recalled}`;
  }
  return null;
}

/** An opened bottle never becomes a whole one again but by an undo of what opened it. */
export class OpenedBottles {
  readonly #opened = new Set<string>();

  /** Null, or the unit that was made whole. */
  broken(command: Told, written: readonly (readonly [string, unknown])[]): string | null {
    for (const [key, fact] of written) {
      if (!key.startsWith('unit/')) continue;
      const { resume, state } = fact as UnitFact;
      if (state === 'partially_dispensed') this.#opened.add(key);
      // Recalled meanwhile it lands in quarantine, and is whole there.
      const isClosed = command.type === 'undo' && command.body.undoes === 'dispense' && state !== 'partially_dispensed' && resume !== 'partially_dispensed';
      if (isClosed) this.#opened.delete(key);
      else if (this.#opened.has(key) && state === 'active') return `${key} was opened, and is whole again by ${command.type}`;
    }
    return null;
  }
}
