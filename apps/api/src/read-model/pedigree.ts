import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { grouped, Together } from '../platform/together.ts';

/** One act of the ledger on a unit, or on a container while the unit lay in it. */
export interface LedgerStep {
  readonly ref: string;
  readonly position: number;
  readonly tx_id: string;
  readonly block_number: number;
  readonly type: string;
  readonly at: Date;
  readonly by_party: string;
  readonly in_before: string | null;
  readonly in_after: string | null;
  readonly state: string;
  readonly owner: string | null;
  readonly holder: string | null;
  readonly shipment: string | null;
  /** Done to a container while the unit was inside. */
  readonly carried: boolean;
}

/** How a unit came into being, as its record has it. */
export interface Birth {
  /** The container it was commissioned in. */
  readonly parent: string | null;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lotKey: string | null;
  readonly commissionDoc: string | null;
  readonly packDoc: string | null;
}

export interface LoadedSteps {
  readonly steps: ReadonlyMap<string, readonly LedgerStep[]>;
  readonly parents: ReadonlyMap<string, string | null>;
  readonly births: ReadonlyMap<string, Birth>;
}

interface Stay {
  readonly container: string;
  /** Log positions; null where the stay has no such end. */
  readonly from: number | null;
  readonly to: number | null;
}

const NESTING_MAX = 5;

/** The ordered acts on a unit: its own, and those of each container during its stay in it. Order is that of the log, never that of clocks. */
@Injectable()
export class Pedigrees {
  /** A unit's own steps, and how it came into being; undefined: it is not on record here. */
  readonly #told = new Together<string, { steps: LedgerStep[]; birth: Birth | undefined }>(async (asked) => {
    const refs = [...new Set(asked)];
    const [rows, born] = await Promise.all([
      this.database.query<LedgerStep>('select * from readmodel.step where ref = any ($1) order by position', [refs]),
      this.database.query<Birth & { ref: string }>(
        `select u.issuer || '/' || u.key as ref, u.issuer || '/' || u.parent_key as parent, u.kind, u.gtin, u.serial, u.sscc, u.lot_key as "lotKey", u.commission_doc as "commissionDoc", u.pack_doc as "packDoc"
           from unnest($1::text[]) as asked (ref) join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2)`,
        [refs],
      ),
    ]);
    const steps = grouped(rows, ({ ref }) => ref);
    const births = new Map(born.map(({ ref, ...birth }) => [ref, birth]));
    return asked.map((ref) => ({ steps: steps.get(ref) ?? [], birth: births.get(ref) }));
  });

  constructor(private readonly database: Database) {}

  async of(ref: string): Promise<LedgerStep[]> {
    return orderedSteps(ref, await this.load(ref));
  }

  /** All steps of a unit and of every container it ever lay in, and for each the container it was commissioned in. */
  async load(ref: string): Promise<LoadedSteps> {
    const loaded = { steps: new Map<string, LedgerStep[]>(), parents: new Map<string, string | null>(), births: new Map<string, Birth>() };
    await this.#load([ref], loaded, 0);
    return loaded;
  }

  /** Loads the steps of units and, round by round, of every container they ever lay in. */
  async #load(refs: readonly string[], loaded: { steps: Map<string, LedgerStep[]>; parents: Map<string, string | null>; births: Map<string, Birth> }, depth: number): Promise<void> {
    const told = await Promise.all(refs.map((ref) => this.#told.of(ref)));
    const rows = told.flatMap((each) => each.steps);
    for (const [i, { birth, steps: own }] of told.entries()) {
      loaded.steps.set(refs[i] as string, own);
      if (!birth) continue;
      loaded.parents.set(refs[i] as string, birth.parent);
      loaded.births.set(refs[i] as string, birth);
    }
    const containers = [...rows.flatMap(({ in_after: after, in_before: before }) => [after, before]), ...told.map(({ birth }) => birth?.parent ?? null)];
    const next = [...new Set(containers)].filter((ref): ref is string => ref !== null && !loaded.steps.has(ref));
    if (next.length > 0 && depth <= NESTING_MAX) await this.#load(next, loaded, depth + 1);
  }
}

/** The acts on a unit, its own and those of its containers during its stays, in the order of the log. Pure. */
export function orderedSteps(ref: string, { parents, steps }: Pick<LoadedSteps, 'parents' | 'steps'>): LedgerStep[] {
  const seen = new Map<number, LedgerStep>();
  collect(ref, { from: null, to: null }, steps, parents, seen, 0);
  return [...seen.values()].sort((a, b) => a.position - b.position);
}

/** Adds the steps of a unit within a span, and for each stay of it in a container the steps of that container within the stay. */
function collect(ref: string, span: Omit<Stay, 'container'>, steps: ReadonlyMap<string, readonly LedgerStep[]>, parents: ReadonlyMap<string, string | null>, seen: Map<number, LedgerStep>, depth: number): void {
  const own = steps.get(ref) ?? [];
  for (const [i, step] of own.entries()) {
    const within = (span.from === null || step.position >= span.from) && (span.to === null || step.position < span.to);
    if (depth > 0 && !concernsContents(step, own[i - 1])) continue;
    // What was done to the unit itself outranks what the same transaction did to its container.
    if (within && (depth === 0 || !seen.has(step.position))) seen.set(step.position, { ...step, carried: depth > 0 });
  }
  if (depth > NESTING_MAX) return;
  for (const stay of staysOf(ref, own, parents)) {
    const from = laterOf(stay.from, span.from);
    const to = earlierOf(stay.to, span.to);
    if (from === null || to === null || from < to) collect(stay.container, { from, to }, steps, parents, seen, depth + 1);
  }
}

/**
 * Whether what was done to a container was done to all that lies in it. The ledger writes a container's fact also when something inside is held or
 * released, or brings a lot that was not there: those are acts on that, and no step of its neighbours.
 */
function concernsContents(step: LedgerStep, before: LedgerStep | undefined): boolean {
  if (step.type === 'commission' || step.in_before !== step.in_after) return true;
  if (!before) return step.state !== 'active';
  return step.state !== before.state || step.holder !== before.holder || step.owner !== before.owner || step.shipment !== before.shipment;
}

/** The stays of a unit: before its first own step in the container it was commissioned in, between steps in the one it was put into. */
function staysOf(ref: string, own: readonly LedgerStep[], parents: ReadonlyMap<string, string | null>): Stay[] {
  const [first] = own;
  const stays: Stay[] = [];
  const initial = first ? first.in_before : (parents.get(ref) ?? null);
  if (initial !== null) stays.push({ container: initial, from: null, to: first?.position ?? null });
  own.forEach((step, i) => {
    if (step.in_after !== null) stays.push({ container: step.in_after, from: step.position, to: own[i + 1]?.position ?? null });
  });
  return stays;
}

const laterOf = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));
const earlierOf = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));
