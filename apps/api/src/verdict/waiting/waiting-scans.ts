import { Inject, Injectable } from '@nestjs/common';
import type { Current } from '../../identity/current.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { ScanPurposeEnum } from '../models/scan-purpose.enum.ts';
import { VerdictEnum } from '../models/verdict.enum.ts';
import { mayChange, Scans } from '../scans.ts';
import { type WaitingRow, WaitingRows } from './waiting-rows.ts';
import type { WaitingScan } from './waiting-scan.model.ts';

const AT_ONCE = 20;

/** Scans that were answered before their data were there: judged again when data arrive, so that their user is told and need not ask. */
@Injectable()
export class WaitingScans {
  constructor(
    private readonly rows: WaitingRows,
    private readonly scans: Scans,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Those of the asker, after what has arrived since. Nothing is judged again while nothing has arrived. */
  async of(current: Current): Promise<WaitingScan[]> {
    const now = this.clock.now();
    const asked = { most: AT_ONCE, now };
    const rows = await this.rows.of(current.user.id, asked);
    if (rows.length === 0) return [];
    const asOf = await this.rows.asOf(current.organisation.id);
    const stale = rows.filter(({ judgedAsOf, waits }) => waits && judgedAsOf !== asOf);
    for (const row of stale) await this.#judgeAgain(current, row, asOf);
    return (stale.length > 0 ? await this.rows.of(current.user.id, asked) : rows).map(shown);
  }

  async see({ user }: Current, id: string): Promise<boolean> {
    return this.rows.see(user.id, id, this.clock.now());
  }

  async #judgeAgain(current: Current, row: WaitingRow, asOf: string): Promise<void> {
    const { codes, ownAct, verdict } = await this.scans.judgeAgain(current, row);
    // That it is known by now and still nobody's who scanned it is no news; that it is on its way to him is.
    const open = codes.filter((code) => code !== 'NOT_RECEIVED_YET' || row.codes.includes(code));
    if (verdict === row.verdict && mayChange(verdict, open)) return this.rows.stillWaits(row.id, asOf);
    // What somebody of one's own did is no news.
    return this.rows.settle(row.id, { at: this.clock.now(), verdict, codes, told: ownAct });
  }
}

const shown = ({ at, id, laterAt, laterVerdict, productName, purpose, text, verdict }: WaitingRow): WaitingScan => ({
  ...{ at, id, laterAt, productName, text },
  purpose: ScanPurposeEnum[purpose],
  verdict: VerdictEnum[verdict],
  laterVerdict: laterVerdict === null ? null : VerdictEnum[laterVerdict],
});
