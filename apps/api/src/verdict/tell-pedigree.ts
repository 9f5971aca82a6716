import { Injectable } from '@nestjs/common';
import { Completeness } from '../commands/receive/completeness.enum.ts';
import { Database } from '../platform/database.ts';
import { linkOf } from '../documents/unit-link.ts';
import { readable } from '../handoffs/plan/tools.ts';
import type { KnownUnit } from '../read-model/known-unit.ts';
import type { LedgerStep } from '../read-model/pedigree.ts';
import { grouped, Together } from '../platform/together.ts';
import { Transactions } from '../read-model/transactions.ts';
import type { PedigreeStep } from './models/pedigree-step.model.ts';

interface ToldDocument {
  readonly hash: string;
  readonly bizStep: string;
  readonly historical: boolean;
  readonly event: {
    readonly eventTime: string;
    readonly eventTimeZoneOffset?: string;
    readonly readPoint?: { gln: string };
    readonly bizLocation?: { gln: string };
    readonly sourceList?: readonly { type: string; gln: string }[];
    readonly destinationList?: readonly { type: string; gln: string }[];
    readonly persistentDisposition?: { set?: readonly string[] };
  };
}

/** Acts that the CBV has no business step for: their documents say `other`, or a step that says less. */
const WITHOUT_BIZ_STEP: Readonly<Record<string, string>> = { undo: 'undone', declareIllegitimate: 'declared_illegitimate' };

/** Turns the acts of the ledger on a unit into the steps that people read, with the parties' names, from the documents behind them. */
@Injectable()
export class PedigreeTeller {
  readonly #own = new Together<{ issuer: string; key: string }, ReadonlySet<string>>(async (asked) => {
    const rows = await this.database.query<{ key: string; doc: string | null }>(
      `with recursive up as (
         select asked.issuer || '/' || asked.key as of, u.issuer, u.key, u.parent_key, u.commission_doc, u.pack_doc, 0 as level
           from (select distinct * from unnest($1::text[], $2::text[]) as given (issuer, key)) asked join record.unit u on u.issuer = asked.issuer and u.key = asked.key
         union all
         select up.of, u.issuer, u.key, u.parent_key, null, u.pack_doc, up.level + 1 from up join record.unit u on u.issuer = up.issuer and u.key = up.parent_key where up.level < 5
       )
       select of as key, commission_doc as doc from up union select of, pack_doc from up
       union select up.of, inside.pack_doc from up cross join lateral (select pack_doc from record.unit where issuer = up.issuer and parent_key = up.key limit 1) inside where up.level = 0`,
      [asked.map(({ issuer }) => issuer), asked.map(({ key }) => key)],
    );
    const found = grouped(rows, ({ key }) => key);
    return asked.map(({ issuer, key }) => new Set((found.get(`${issuer}/${key}`) ?? []).flatMap(({ doc }) => doc ?? [])));
  });

  readonly #printed = new Together<string, string | null>(async (refs) => {
    const split = [...new Set(refs)].map((ref) => ref.split('/'));
    const rows = await this.database.query<{ ref: string; gtin: string | null; serial: string | null; sscc: string | null }>(
      `select u.issuer || '/' || u.key as ref, u.gtin, u.serial, u.sscc from unnest($1::text[], $2::text[]) as asked (i, k) join record.unit u on u.issuer = asked.i and u.key = asked.k`,
      [split.map(([issuer]) => issuer), split.map(([, key]) => key)],
    );
    const found = new Map(rows.map((row) => [row.ref, readable(linkOf(row))]));
    return refs.map((ref) => found.get(ref) ?? null);
  });

  /** Names of parties and places; `by` is who states one, of those who are not registered here. */
  readonly #named = new Together<{ parties: readonly string[]; glns: readonly string[]; statedBy: string }, { id: string | null; gln: string | null; name: string; by: string | null }[]>(async (asked) => {
    const all = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())];
    const rows = await this.database.query<{ id: string | null; gln: string | null; name: string; by: string | null }>(
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
    const [own, containers] = await Promise.all([this.#ownDocuments(unit), this.#containers(unit, steps)]);
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
  #ownDocuments({ placed }: KnownUnit): Promise<ReadonlySet<string>> {
    return this.#own.of(placed);
  }

  /** What is printed on the containers that the unit lay in. */
  async #containers(unit: KnownUnit, steps: readonly LedgerStep[]): Promise<Map<string, string>> {
    const refs = [...new Set(steps.flatMap((step) => containerOf(unit, step) ?? []))];
    const printed = await Promise.all(refs.map((ref) => this.#printed.of(ref)));
    return new Map(refs.flatMap((ref, i) => (printed[i] ? [[ref, printed[i]] as const] : [])));
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
      told.push({ hash, bizStep, historical, event: JSON.parse(head) as ToldDocument['event'] });
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

function completenessOf({ persistentDisposition }: ToldDocument['event']): Completeness | null {
  const said = persistentDisposition?.set ?? [];
  if (said.includes('completeness_verified')) return Completeness.VERIFIED;
  return said.includes('completeness_inferred') ? Completeness.INFERRED : null;
}
