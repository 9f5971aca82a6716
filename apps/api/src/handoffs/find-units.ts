import { Inject, Injectable } from '@nestjs/common';
import { type ContentTree, contentTree, factKey, type Ledger, type NamedUnit, type UnitFact, type UnitState, unitRef } from '@packtrail/ledger';
import { identityOf, linkOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';
import { LEDGER } from '../platform/ledger.module.ts';

/** What this node knows of a unit's identity. */
export interface UnitRow {
  readonly issuer: string;
  readonly key: string;
  readonly kind: 'package' | 'case' | 'logistic';
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot_key: string | null;
  readonly parent_key: string | null;
  readonly height: number;
  readonly lots: string[];
  readonly contents: string;
}

/** A unit found: its identity, and where the ledger has it. `chain` is inside out; `facts` are those of the unit and its chain, in that order. */
export interface FoundUnit {
  readonly row: UnitRow;
  readonly ref: string;
  readonly link: string;
  readonly chain: readonly string[];
  readonly facts: readonly (UnitFact | undefined)[];
  readonly owner: string | null;
  readonly holder: string | null;
  readonly shipment: string | null;
  readonly state: UnitState;
}

const COLUMNS = 'issuer, key, kind, gtin, serial, sscc, lot_key, parent_key, height, lots, contents';
const NESTING_MAX = 5;

/** Finds units by their EPC, asks the ledger where they are, and proves what has no fact yet. */
@Injectable()
export class UnitFinder {
  constructor(
    private readonly database: Database,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** All units that carry one of these EPCs: an SSCC may have been used before, and two issuers may claim one serial. */
  async all(links: readonly string[]): Promise<Map<string, FoundUnit[]>> {
    const identities = [...new Set(links)].flatMap((link) => identityOf(link) ?? []);
    const rows = await this.database.query<UnitRow>(
      `select ${COLUMNS} from record.unit u join unnest($1::text[], $2::text[]) as asked (g, s) on u.gtin = asked.g and u.serial = asked.s
       union all select ${COLUMNS} from record.unit where sscc = any ($3::text[])`,
      [
        identities.flatMap(({ gtin }) => gtin ?? []),
        identities.flatMap(({ serial }) => serial ?? []),
        identities.flatMap(({ sscc }) => sscc ?? []),
      ],
    );
    const found = new Map<string, FoundUnit[]>();
    for (const unit of await this.locate(rows)) found.set(unit.link, [...(found.get(unit.link) ?? []), unit]);
    return found;
  }

  /** For each EPC the unit that the party most likely means: the one it holds, else one under way, else one that is not finished. */
  async forParty(party: string, links: readonly string[]): Promise<Map<string, FoundUnit>> {
    const best = new Map<string, FoundUnit>();
    for (const [link, units] of await this.all(links)) {
      const [first] = [...units].sort((a, b) => rank(b, party) - rank(a, party));
      if (first) best.set(link, first);
    }
    return best;
  }

  /** Identities of units by their references. */
  async rows(refs: readonly string[]): Promise<UnitRow[]> {
    const split = refs.map((ref) => ref.split('/'));
    return this.database.query<UnitRow>(
      `select ${COLUMNS} from record.unit u join unnest($1::text[], $2::text[]) as asked (i, k) on u.issuer = asked.i and u.key = asked.k`,
      [split.map(([issuer]) => issuer), split.map(([, key]) => key)],
    );
  }

  /** Where the ledger has these units: climbs from each to its outermost container, all of them a level at a time. */
  async locate(rows: readonly UnitRow[]): Promise<FoundUnit[]> {
    const known = new Map(rows.map((row) => [refOf(row), row]));
    const facts = new Map<string, UnitFact | undefined>();
    const climbs = rows.map((row) => [refOf(row)]);
    for (let level = 0, open = climbs; open.length > 0 && level <= NESTING_MAX; level += 1) {
      const tops = [...new Set(open.map((climb) => climb.at(-1) as string))];
      const missing = tops.filter((ref) => !known.has(ref));
      if (missing.length > 0) for (const row of await this.rows(missing)) known.set(refOf(row), row);
      const unread = tops.filter((ref) => !facts.has(ref));
      for (const [key, fact] of await this.ledger.facts(unread.map(factKey.unit))) facts.set(key.slice('unit/'.length), fact as UnitFact | undefined);
      open = open.filter((climb) => {
        const top = climb.at(-1) as string;
        const fact = facts.get(top);
        const row = known.get(top);
        const parent = fact ? fact.in : row?.parent_key ? unitRef(row.issuer, row.parent_key) : null;
        if (parent !== null) climb.push(parent);
        return parent !== null;
      });
    }
    return climbs.map((refs, i) => {
      const row = rows[i] as UnitRow;
      const own = refs.map((ref) => facts.get(ref));
      const top = own.at(-1);
      const states = own.flatMap((fact) => fact?.state ?? []);
      return {
        row,
        ref: refs[0] as string,
        link: linkOf(row),
        chain: refs.slice(1),
        facts: own,
        owner: top?.owner ?? null,
        holder: top?.holder ?? null,
        shipment: top?.shipment ?? null,
        state: RESTRICTIVE.find((state) => states.includes(state)) ?? 'active',
      };
    });
  }

  /** The units as commands name them: with the path for every level that has no fact. */
  async name(units: readonly FoundUnit[]): Promise<NamedUnit[]> {
    const trees = new Map<string, Promise<ContentTree>>();
    const treeOf = (container: string): Promise<ContentTree> => {
      const tree = trees.get(container) ?? this.contents(container);
      trees.set(container, tree);
      return tree;
    };
    return Promise.all(
      units.map(async ({ chain, facts, ref }) => {
        const refs = [ref, ...chain];
        const proofs = await Promise.all(
          chain.map(async (container, level) => (facts[level] ? null : (await treeOf(container)).proofOf((refs[level] as string).split('/')[1] as string))),
        );
        return { unit: ref, chain, proofs };
      }),
    );
  }

  /** What a container was commissioned with, as the tree that its fact commits to. */
  async contents(container: string): Promise<ContentTree> {
    const [issuer, key] = container.split('/');
    const rows = await this.database.query<UnitRow>(`select ${COLUMNS} from record.unit where issuer = $1 and parent_key = $2`, [issuer, key]);
    // Of goods that came from another node: what had left the container before.
    const gaps = await this.database.query<{ index: number; size: number; hash: string }>('select position as index, size, hash from record.content_gap where issuer = $1 and container_key = $2 order by position', [issuer, key]);
    return contentTree(rows.map((row) => ({ unit: row.key, height: row.height, lots: row.lots, contents: row.contents })), gaps);
  }
}

export const refOf = ({ issuer, key }: Pick<UnitRow, 'issuer' | 'key'>): string => unitRef(issuer, key);

/** Of the states on a climb the first of these holds. */
const RESTRICTIVE: readonly UnitState[] = ['decommissioned', 'dispensed', 'illegitimate', 'in_transit', 'quarantined', 'partially_dispensed', 'active'];

function rank({ holder, state }: FoundUnit, party: string): number {
  const finished = state === 'dispensed' || state === 'decommissioned';
  if (holder === party) return finished ? 3 : 4;
  if (state === 'in_transit') return 2;
  return finished ? 0 : 1;
}
