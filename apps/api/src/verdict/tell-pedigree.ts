import { Injectable } from '@nestjs/common';
import { Completeness } from '../commands/receive/completeness.enum.ts';
import { Database } from '../platform/database.ts';
import { linkOf } from '../documents/unit-link.ts';
import { readable } from '../handoffs/plan/tools.ts';
import type { KnownUnit } from '../read-model/known-unit.ts';
import type { LedgerStep } from '../read-model/pedigree.ts';
import { PlacedUnits } from '../read-model/placed-units.ts';
import { Transactions } from '../read-model/transactions.ts';
import type { PedigreeStep } from './models/pedigree-step.model.ts';

interface DocumentRow {
  readonly doc_hash: string;
  readonly biz_step: string;
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
  constructor(
    private readonly database: Database,
    private readonly transactions: Transactions,
    private readonly placedUnits: PlacedUnits,
  ) {}

  /** The steps up to `upTo` (an index into the unit's steps, inclusive). */
  async tell(unit: KnownUnit, upTo: number): Promise<PedigreeStep[]> {
    const steps = unit.steps.slice(0, upTo + 1);
    const transactions = await this.transactions.byIds(steps.map(({ tx_id: id }) => id));
    const own = await this.#ownDocuments(unit);
    const wanted = new Map(steps.map(({ tx_id: id }) => [id, transactions.get(id)?.docs ?? []]));
    const documents = await this.#documents([...wanted.values()].flat());
    const containers = await this.#containers(unit, steps);
    const names = await this.#names(steps.map(({ by_party: by }) => by), [...documents.values()], unit.placed.issuer);
    return steps.flatMap((step) => {
      const transaction = transactions.get(step.tx_id);
      const stated = step.type === 'commission' && step.shipment !== null;
      // A receipt that leaves a unit under way is the word of the receiver that it was not in its container.
      const absent = step.type === 'receive' && step.state === 'in_transit';
      return (wanted.get(step.tx_id) ?? [])
        .flatMap((hash) => documents.get(hash) ?? [])
        .filter(({ biz_step: bizStep, doc_hash: hash }) => bizStep !== 'transaction_statement' && (step.type !== 'commission' || own.has(hash) || (stated && bizStep === 'shipping')))
        .sort((a, b) => Date.parse(a.event.eventTime) - Date.parse(b.event.eventTime))
        .map(({ biz_step: bizStep, event }) => {
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
            historical: transaction?.historical ?? false,
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
  async #ownDocuments({ placed }: KnownUnit): Promise<Set<string>> {
    const rows = await this.database.query<{ doc: string | null }>(
      `with recursive up as (
         select issuer, key, parent_key, commission_doc, pack_doc, 0 as level from record.unit where issuer = $1 and key = $2
         union all
         select u.issuer, u.key, u.parent_key, null, u.pack_doc, up.level + 1 from up join record.unit u on u.issuer = up.issuer and u.key = up.parent_key where up.level < 5
       )
       select commission_doc as doc from up union select pack_doc from up
       union (select pack_doc from record.unit where issuer = $1 and parent_key = $2 limit 1)`,
      [placed.issuer, placed.key],
    );
    return new Set(rows.flatMap(({ doc }) => doc ?? []));
  }

  /** What is printed on the containers that the unit lay in. */
  async #containers(unit: KnownUnit, steps: readonly LedgerStep[]): Promise<Map<string, string>> {
    const refs = [...new Set(steps.flatMap((step) => containerOf(unit, step) ?? []))];
    return new Map((await this.placedUnits.byRefs(refs)).map((container) => [container.ref, readable(linkOf(container))]));
  }

  /** The events without their lists of EPCs: a pedigree tells one unit's steps, not what else was in them. */
  async #documents(hashes: readonly string[]): Promise<Map<string, DocumentRow>> {
    const rows = await this.database.query<DocumentRow>(
      `select doc_hash, biz_step, event - '{epcList,childEPCs,parentID,extensions,ilmd}'::text[] as event from record.document where doc_hash = any ($1)`,
      [[...new Set(hashes)]],
    );
    return new Map(rows.map((row) => [row.doc_hash, row]));
  }

  async #names(parties: readonly string[], documents: readonly DocumentRow[], statedBy: string) {
    const glns = documents.flatMap(({ event }) => [event.readPoint, event.bizLocation, ...(event.sourceList ?? []), ...(event.destinationList ?? [])].flatMap((place) => place?.gln ?? []));
    const rows = await this.database.query<{ id: string | null; gln: string | null; name: string; weight: number }>(
      `select id, gln, name, 0 as weight from record.organisation where id = any ($1) or gln = any ($2)
       union all select null, gln, name, 1 from record.site where gln = any ($2)
       union all select null, gln, name, 2 from record.stated_place where gln = any ($2) and stated_by = $3
       order by weight`,
      [[...new Set(parties)], [...new Set(glns)], statedBy],
    );
    const byId = new Map(rows.flatMap(({ id, name }) => (id ? [[id, name] as const] : [])));
    // What is registered here outweighs what a file states.
    const byGln = new Map([...rows].reverse().flatMap(({ gln, name }) => (gln ? [[gln, name] as const] : [])));
    return {
      ofParty: (id: string): string | null => byId.get(id) ?? null,
      ofGln: (gln: string | undefined): string | null => (gln === undefined ? null : (byGln.get(gln) ?? null)),
    };
  }
}

/** The container that was handled in its stead, or that it came to lie in, or was in all the time. */
const containerOf = ({ placed }: KnownUnit, { carried, in_after: after, in_before: before, ref }: LedgerStep): string | null => (carried || ref !== placed.ref ? ref : (after ?? before));

function completenessOf({ persistentDisposition }: DocumentRow['event']): Completeness | null {
  const said = persistentDisposition?.set ?? [];
  if (said.includes('completeness_verified')) return Completeness.VERIFIED;
  return said.includes('completeness_inferred') ? Completeness.INFERRED : null;
}
