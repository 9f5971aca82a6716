import { Injectable } from '@nestjs/common';
import { linkOf } from '../../documents/unit-link.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Current } from '../../identity/current.ts';
import { Users } from '../../identity/users.ts';
import { type HeldUnitRow, HeldUnits } from '../../read-model/held-units.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import type { HeldUnit } from './models/held-unit.model.ts';
import type { QuarantineShelf } from './models/quarantine-shelf.model.ts';

/** The quarantine shelf of an organisation. */
@Injectable()
export class QuarantineBook {
  constructor(
    private readonly held: HeldUnits,
    private readonly lots: LotRows,
    private readonly users: Users,
  ) {}

  async shelf(current: Current, first: number): Promise<QuarantineShelf> {
    const [{ rows, total }, colleagues] = await Promise.all([this.held.of(current.organisation.id, first), this.users.of(current.organisation.id)]);
    const lots = new Map((await this.lots.byKeys([...new Set(rows.flatMap((row) => row.lots))])).map((lot) => [lot.key, lot]));
    return {
      items: rows.map((row) => shown(row, current.user.id, lots)),
      total,
      others: colleagues.filter(({ id }) => id !== current.user.id).map(({ name }) => name),
    };
  }
}

function shown(row: HeldUnitRow, asker: string, lots: ReadonlyMap<string, LotRow>): HeldUnit {
  const own = row.lots.flatMap((key) => lots.get(key) ?? []);
  const products = [...new Set(own.map(({ product }) => product))];
  return {
    epc: readable(linkOf(row)),
    kind: row.kind === 'package' ? 'PACKAGE' : 'CONTAINER',
    product: products.length === 0 ? null : products.join(', '),
    lots: own.map(({ number }) => number).sort(),
    expiry: own.map(({ expires_on: expiry }) => expiry).sort()[0] ?? null,
    recalled: own.some(({ recalls }) => recalls.length > 0),
    reason: row.reason,
    heldBy: row.held_by_name,
    heldByYou: row.held_by === asker,
    since: row.since,
    caseId: row.case_id,
  };
}
