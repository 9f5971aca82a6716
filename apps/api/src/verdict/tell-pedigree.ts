import { Injectable } from '@nestjs/common';
import { Completeness } from '../commands/receive/completeness.enum.ts';
import { Database } from '../platform/database.ts';
import { linkOf } from '../documents/unit-link.ts';
import { readable } from '../handoffs/plan/tools.ts';
import type { KnownUnit } from '../read-model/known-unit.ts';
import type { LedgerStep } from '../read-model/pedigree.ts';
import { Together } from '../platform/together.ts';
import { type DocumentHead, Transactions } from '../read-model/transactions.ts';
import type { PedigreeStep } from './models/pedigree-step.model.ts';

interface ToldDocument {
  readonly hash: string;
  readonly bizStep: string;
  readonly historical: boolean;
  readonly event: DocumentHead;
}

/** Acts that the CBV has no business step for: their documents say `other`, or a step that says less. */
const WITHOUT_BIZ_STEP: Readonly<Record<string, string>> = { undo: 'undone', declareIllegitimate: 'declared_illegitimate' };

/** Turns the acts of the ledger on a unit into the steps that people read, with the parties' names, from the documents behind them. */
@Injectable()
export class PedigreeTeller {
  /** The document that packed what lies in a container, by one of it. */
  readonly #inside = new Together<{ issuer: string; key: string }, string | null>(async (asked) => {
    const rows = await this.database.often<{ i: number; doc: string | null }>(
      `select asked.i::int, inside.doc from unnest($1::text[], $2::text[]) with ordinality as asked (issuer, key, i)
         cross join lateral (select pack_doc as doc from record.unit where issuer = asked.issuer and parent_key = asked.key limit 1) inside`,
      [asked.map(({ issuer }) => issuer), asked.map(({ key }) => key)],
    );
    const found = new Map(rows.map(({ doc, i }) => [i, doc]));
    return asked.map((_, i) => found.get(i + 1) ?? null);
  });

  /** Names of parties and places; `by` is who states one, of those who are not registered here. */
  readonly #named = new Together<{ parties: readonly string[]; glns: readonly string[]; statedBy: string }, { id: string | null; gln: string | null; name: string; by: string | null }[]>(async (asked) => {
    const all = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
    const rows = await this.database.often<{ id: string | null; gln: string | null; name: string; by: string | null }>(
      `select id, gln, name, null as by, 0 as weight from record.organisation where id = any ($1) or gln = any ($2)
       union all select null, gln, name, null, 1 from record.site where gln = any ($2)
       union all select null, gln, name, stated_by, 2 from record.stated_place where gln = any ($2) and stated_by = any ($3)
       order by weight`,
      [all(asked.map(({ parties }) => parties)), all(asked.map(({ glns }) => glns)), all(asked.map(({ statedBy }) => [statedBy]))],
    );
    return asked.map(() => rows);
  });

  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
  ) {}

  /** The steps up to `upTo` (an index into the unit's steps, inclusive). */
  async tell(unit: KnownUnit, upTo: number): Promise<PedigreeStep[]> {
    const steps = unit.steps.slice(0, upTo + 1);
    const own = await this.#ownDocuments(unit);
    const containers = this.#containers(unit, steps);
    const documents = await this.#documents(steps, own);
    const names = await this.#names(steps.map(({ by_party: by }) => by), [...documents.values()].flat(), unit.placed.issuer);
    return steps.flatMap((step) => {
      const stated = isStated(step);
      // A receipt that leaves a unit under way is the word of the receiver that it was not in its container.
      const absent = step.type === 'receive' && step.state === 'in_transit';
      return (documents.get(step.tx_id) ?? [])
        .filter(({ bizStep, hash }) => step.type !== 'commission' || own.has(hash) || (stated && bizStep === 'shipping'))
        .sort((a, b) => Date.parse(a.event.eventTime) - Date.parse(b.event.eventTime))
        .map(({ bizStep, event, historical }) => {
          const gln = event.readPoint?.gln ?? event.bizLocation?.gln;
          const source = event.sourceList?.find(({ type }) => type === 'owning_party')?.gln;
          const destination = event.destinationList?.find(({ type }) => type === 'owning_party')?.gln;
          const organisation = stated ? names.ofGln(source ?? gln) : names.ofParty(step.by_party);
          const other = bizStep === 'receiving' ? source : destination;
          return {
            bizStep: absent ? 'missing' : (WITHOUT_BIZ_STEP[step.type] ?? bizStep),
            eventTime: new Date(event.eventTime),
            eventTimeZoneOffset: event.eventTimeZoneOffset ?? null,
            place: gln ? { gln, name: names.ofGln(gln) } : null,
            organisation: organisation ? { name: organisation } : null,
            counterpart: other ? { name: names.ofGln(other) ?? other } : null,
            stated,
            historical,
            // Its own commissioning and packing name the package itself, also where the ledger has one fact for the whole pallet.
            carried: step.carried && step.type !== 'commission',
            container: containers.get(containerOf(unit, step) ?? '') ?? null,
            completeness: absent ? null : completenessOf(event),
            txId: step.tx_id,
            blockNumber: step.block_number,
          };
        });
    });
  }

  /** The documents that commissioned and packed the unit and its containers at their beginning, out of the many of one `commission`. */
  async #ownDocuments({ births, placed }: KnownUnit): Promise<ReadonlySet<string>> {
    const own = [births.get(placed.ref)?.commissionDoc, placed.kind === 'package' ? null : await this.#inside.of(placed)];
    const seen = new Set<string>();
    for (let ref: string | null = placed.ref; ref !== null && !seen.has(ref); ref = births.get(ref)?.parent ?? null) {
      seen.add(ref);
      own.push(births.get(ref)?.packDoc);
    }
    return new Set(own.flatMap((doc) => doc ?? []));
  }

  /** What is printed on the containers that the unit lay in. */
  #containers(unit: KnownUnit, steps: readonly LedgerStep[]): Map<string, string> {
    const refs = [...new Set(steps.flatMap((step) => containerOf(unit, step) ?? []))];
    return new Map(refs.flatMap((ref) => {
      const birth = unit.births.get(ref);
      return birth ? [[ref, readable(linkOf(birth))] as const] : [];
    }));
  }

  /** The events of each transaction by their heads: a pedigree tells one unit's steps, not what else was in them. */
  async #documents(steps: readonly LedgerStep[], own: ReadonlySet<string>): Promise<Map<string, ToldDocument[]>> {
    const rows = await this.transactions.telling(
      steps.map(({ tx_id: id }) => id),
      { own: [...own], stated: steps.filter(isStated).map(({ tx_id: id }) => id) },
    );
    const documents = new Map<string, ToldDocument[]>();
    for (const { biz_step: bizStep, doc_hash: hash, head, historical, tx_id: id } of rows) {
      const told = documents.get(id) ?? [];
      documents.set(id, told);
      told.push({ hash, bizStep, historical, event: head });
    }
    return documents;
  }

  async #names(parties: readonly string[], documents: readonly ToldDocument[], statedBy: string) {
    const glns = documents.flatMap(({ event }) => [event.readPoint, event.bizLocation, ...(event.sourceList ?? []), ...(event.destinationList ?? [])].flatMap((place) => place?.gln ?? []));
    const all = await this.#named.of({ parties, glns, statedBy });
    const rows = all.filter((row) => row.by === null || row.by === statedBy);
    const byId = new Map(rows.flatMap(({ id, name }) => (id ? [[id, name] as const] : [])));
    // What is registered here outweighs what a file states.
    const byGln = new Map([...rows].reverse().flatMap(({ gln, name }) => (gln ? [[gln, name] as const] : [])));
    return {
      ofParty: (id: string): string | null => byId.get(id) ?? null,
      ofGln: (gln: string | undefined): string | null => (gln === undefined ? null : (byGln.get(gln) ?? null)),
    };
  }
}

/** Whether a step is what a supplier's document states of goods on their way. */
const isStated = ({ shipment, type }: LedgerStep): boolean => type === 'commission' && shipment !== null;

/** The container that was handled in its stead, or that it came to lie in, or was in all the time. */
const containerOf = ({ placed }: KnownUnit, { carried, in_after: after, in_before: before, ref }: LedgerStep): string | null => (carried || ref !== placed.ref ? ref : (after ?? before));

function completenessOf({ persistentDisposition }: DocumentHead): Completeness | null {
  const said = persistentDisposition?.set ?? [];
  if (said.includes('completeness_verified')) return Completeness.VERIFIED;
  return said.includes('completeness_inferred') ? Completeness.INFERRED : null;
}
