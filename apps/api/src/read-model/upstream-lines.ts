import { Injectable } from '@nestjs/common';
import { linkOf } from '../documents/unit-link.ts';
import { Database } from '../platform/database.ts';
import { type LedgerStep, orderedSteps, Pedigrees } from './pedigree.ts';
import { PlacedUnits } from './placed-units.ts';
import { Transactions } from './transactions.ts';

/** The links that may be shown of each document, by its hash. */
export type Lines = ReadonlyMap<string, ReadonlySet<string>>;

/** The lines of a unit's history before and up to one's own holding of it: the documents, and of them the unit and the containers it lay in. */
@Injectable()
export class UpstreamLines {
  constructor(
    private readonly database: Database,
    private readonly placed: PlacedUnits,
    private readonly pedigrees: Pedigrees,
    private readonly transactions: Transactions,
  ) {}

  /** Of units by their links; nothing of one that the party never held. */
  async of(party: string, links: readonly string[]): Promise<Lines> {
    const lines = new Map<string, Set<string>>();
    const units = (await Promise.all(links.map((link) => this.placed.byLink(link).then((found) => found.map(({ ref }) => ({ link, ref })))))).flat();
    for (const { link, ref } of units) {
      const loaded = await this.pedigrees.load(ref);
      const steps = orderedSteps(ref, loaded);
      const until = steps.findLastIndex(({ holder, owner }) => holder === party || owner === party);
      const upstream = steps.slice(0, until + 1);
      const [transactions, containers] = await Promise.all([this.transactions.byIds(upstream.map(({ tx_id: id }) => id)), this.#links(containersOf(ref, upstream, loaded.parents))]);
      for (const hash of [...transactions.values()].flatMap(({ docs }) => docs)) {
        const shown = lines.get(hash) ?? new Set<string>();
        for (const one of [link, ...containers]) shown.add(one);
        lines.set(hash, shown);
      }
    }
    return lines;
  }

  async #links(refs: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ gtin: string | null; serial: string | null; sscc: string | null }>(
      `select u.gtin, u.serial, u.sscc from unnest($1::text[]) as asked (ref) join record.unit u on u.issuer = split_part(asked.ref, '/', 1) and u.key = split_part(asked.ref, '/', 2)`,
      [refs],
    );
    return rows.map(linkOf);
  }
}

/** Every container that a unit lay in during these steps. */
function containersOf(ref: string, steps: readonly LedgerStep[], parents: ReadonlyMap<string, string | null>): string[] {
  const found = new Set<string>();
  const add = (container: string | null | undefined): void => {
    if (!container || container === ref || found.has(container)) return;
    found.add(container);
  };
  for (const step of steps) for (const container of [step.ref, step.in_before, step.in_after]) add(container);
  // What it was commissioned in, while it had no fact of its own.
  if (steps.length > 0) for (let at = parents.get(ref); at && !found.has(at); at = parents.get(at)) found.add(at);
  return [...found];
}
