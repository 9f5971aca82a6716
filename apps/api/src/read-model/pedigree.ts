import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { Together } from '../platform/together.ts';

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

interface Told {
  /** Null: it is not on record here. */
  readonly birth: Birth | null;
  readonly steps: readonly LedgerStep[];
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
  /** Of units and the containers in which they were commissioned, up to the outermost: how each came into being, and its own steps. */
  readonly #told = new Together<string, ReadonlyMap<string, Told>>(async (refs) => {
    const rows = await this.database.often<{ ref: string; birth: Birth | null; steps: (Omit<LedgerStep, 'at'> & { at: string })[] | null }>(TOLD, [[...new Set(refs)]]);
    const told = new Map(rows.map(({ birth, ref, steps }) => [ref, { birth, steps: (steps ?? []).map((step) => ({ ...step, at: new Date(step.at) })) }]));
    return refs.map(() => told);
  });

  constructor(private readonly database: Database) {}

  async of(ref: string): Promise<LedgerStep[]> {
    return orderedSteps(ref, await this.load(ref));
  }

  /** All steps of a unit and of every container it ever lay in, and for each the container it was commissioned in. */
  async load(ref: string): Promise<LoadedSteps> {
    const loaded = { steps: new Map<string, readonly LedgerStep[]>(), parents: new Map<string, string | null>(), births: new Map<string, Birth>() };
    // Where it was commissioned comes in one question; what else it was put into, one question a level.
    for (let next = [ref], level = 0; next.length > 0 && level <= NESTING_MAX; level += 1) {
      const told = await Promise.all(next.map((each) => this.#told.of(each)));
      const containers = next.flatMap((each, i) => [...take(each, told[i] as ReadonlyMap<string, Told>, loaded)]);
      next = [...new Set(containers)].filter((each) => !loaded.steps.has(each));
    }
    return loaded;
  }
}

/** Adds a unit and the containers it was commissioned in to what is loaded; gives the containers that their steps name. */
function* take(ref: string, told: ReadonlyMap<string, Told>, { births, parents, steps }: { steps: Map<string, readonly LedgerStep[]>; parents: Map<string, string | null>; births: Map<string, Birth> }): Generator<string> {
  for (let at: string | null = ref; at !== null && !steps.has(at); at = births.get(at)?.parent ?? null) {
    const { birth = null, steps: own = [] } = told.get(at) ?? {};
    steps.set(at, own);
    if (birth) {
      births.set(at, birth);
      parents.set(at, birth.parent);
    }
    for (const { in_after: after, in_before: before } of own) {
      if (before !== null) yield before;
      if (after !== null) yield after;
    }
  }
}

/** Upwards there is one row a level. */
const TOLD = `
  with recursive climb (ref) as (
    select unnest($1::text[])
    union
    select u.issuer || '/' || u.parent_key from climb c join record.unit u on u.issuer = split_part(c.ref, '/', 1) and u.key = split_part(c.ref, '/', 2) where u.parent_key is not null
  )
  select c.ref,
         case when u.key is not null then json_build_object(
           'parent', u.issuer || '/' || u.parent_key, 'kind', u.kind, 'gtin', u.gtin, 'serial', u.serial, 'sscc', u.sscc, 'lotKey', u.lot_key, 'commissionDoc', u.commission_doc, 'packDoc', u.pack_doc) end as birth,
         (select json_agg(s order by s.position) from readmodel.step s where s.ref = c.ref) as steps
    from climb c left join record.unit u on u.issuer = split_part(c.ref, '/', 1) and u.key = split_part(c.ref, '/', 2)`;

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
