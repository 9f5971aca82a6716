import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database.ts';
import { type LedgerStep, Pedigrees } from './pedigree.ts';
import { PlacedUnits } from './placed-units.ts';

/** What one issuer has on record of a package, each step with when it happened and where, as its document says. */
export interface UnitLife {
  readonly issuer: string;
  readonly steps: readonly (LedgerStep & { readonly happened: number; readonly gln: string | null })[];
  /** Shipment to addressee. */
  readonly addressees: ReadonlyMap<string, string>;
  readonly lot: { readonly number: string; readonly expiry: string } | null;
}

/** The whole lives of the packages that carry an EPC. */
@Injectable()
export class UnitLives {
  constructor(
    private readonly database: Database,
    private readonly placed: PlacedUnits,
    private readonly pedigrees: Pedigrees,
  ) {}

  async byLink(link: string): Promise<UnitLife[]> {
    const units = (await this.placed.byLink(link)).filter(({ kind, top }) => kind === 'package' && top !== null);
    return Promise.all(
      units.map(async ({ issuer, lot_key: lotKey, ref }) => {
        const steps = await this.pedigrees.of(ref);
        const [times, shipments, [lot]] = await Promise.all([
          this.#times(steps.map(({ tx_id: id }) => id)),
          this.database.query<{ id: string; to_party: string }>('select id, to_party from readmodel.shipment where id = any ($1)', [[...new Set(steps.flatMap(({ shipment }) => shipment ?? []))]]),
          this.database.query<{ number: string; expiry: string }>('select number, expires_on as expiry from record.lot where key = $1', [lotKey]),
        ]);
        return {
          issuer,
          steps: steps.map((step) => ({ ...step, happened: (times.get(step.tx_id)?.at ?? step.at).getTime(), gln: times.get(step.tx_id)?.gln ?? null })),
          addressees: new Map(shipments.map(({ id, to_party: to }) => [id, to])),
          lot: lot ?? null,
        };
      }),
    );
  }

  /** When and where transactions happened, by the last event among their documents: a file may be recorded long after. */
  async #times(ids: readonly string[]): Promise<Map<string, { at: Date; gln: string | null }>> {
    const rows = await this.database.query<{ tx_id: string; at: Date; gln: string | null }>(
      `select distinct on (t.tx_id) t.tx_id, d.event_time as at, d.event #>> '{readPoint,gln}' as gln
         from readmodel.transaction t join record.document d on d.doc_hash = any (t.docs)
        where t.tx_id = any ($1) and d.biz_step <> 'transaction_statement' order by t.tx_id, d.event_time desc`,
      [ids],
    );
    return new Map(rows.map(({ at, gln, tx_id: id }) => [id, { at, gln }]));
  }
}
