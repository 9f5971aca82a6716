import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { LOGGER } from '../../platform/logging.ts';
import { UnitLives } from '../../read-model/unit-lives.ts';
import { Notices } from '../notices/notices.ts';
import { readBarcode } from '../read-barcode.ts';
import { judgeSighting } from './judge-sighting.ts';
import { lifeOf } from './life-of.ts';
import type { Sighting } from './sighting.ts';
import { type DueSighting, SightingRows } from './sighting-rows.ts';

const ROUND_MS = 5_000;
const LENT_MS = 600_000;
const AT_ONCE = 50;
/** How often what is told and open is compared again with data that came since. */
const AGAIN_MS = 15 * 60_000;

/**
 * Compares scans with the record, behind their answers, and tells both hands when one code is in two; and takes that back when data explain it that came later.
 * What it has not done at a stop is due at the next start.
 */
@Injectable()
export class SightingWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #working: Promise<void> | undefined;

  constructor(
    private readonly rows: SightingRows,
    private readonly lives: UnitLives,
    private readonly notices: Notices,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#working = this.#work();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#working;
  }

  /** Judges what is due now. One that fails for a reason of ours does not keep the others: it is due again after a while. */
  async round(): Promise<void> {
    const now = this.clock.now();
    for (const due of await this.rows.lend(now, new Date(now.getTime() + LENT_MS), AT_ONCE)) {
      try {
        await this.#judge(due, now);
      } catch (error) {
        this.logger.error({ err: error }, 'a scan could not be compared with the record; trying again');
      }
    }
  }

  async #work(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.round().catch((error: unknown) => this.logger.error({ err: error }, 'scans could not be compared with the record; trying again'));
    }
  }

  async #judge({ id, link, site_gln: siteGln, text }: DueSighting, now: Date): Promise<void> {
    const [lives, scans] = await Promise.all([this.lives.byLink(link), this.rows.of(link, now)]);
    const sighting = scans.find((each) => each.id === id);
    if (!sighting) return this.rows.setDue(id, null);
    const seenAt = new Date(sighting.at);
    const noticedAt = await this.notices.noticedAt(link, seenAt);
    const dispensed = lives.flatMap(({ steps }) => steps.filter(({ type }) => type === 'dispense'));
    const places = await this.rows.places(dispensed.map(({ gln, happened }) => ({ gln, at: happened })));
    // A package is in hand where it is dispensed, whether or not it was scanned there for that.
    const acts = dispensed.map<Sighting>(({ by_party: organisation, happened, tx_id: txId }, i) => ({ id: txId, at: happened, organisation, place: places[i] ?? null, purpose: 'DISPENSE', oversight: false }));
    const verdict = judgeSighting({ sighting, lives: lives.map(({ addressees, issuer, steps }) => lifeOf(issuer, noticedAt === null ? steps : steps.filter(happenedBy(noticedAt)), addressees)), others: [...scans, ...acts], now: now.getTime() });
    if (verdict.kind === 'conflict') {
      const printed = readBarcode(text);
      const [recorded] = lives;
      await this.notices.tell(verdict.conflict, {
        link,
        seenAt,
        seenAtSite: siteGln,
        printed: { lot: printed.lot, expiry: printed.expiry },
        recorded: { lot: recorded?.lot?.number ?? null, expiry: recorded?.lot?.expiry ?? null },
      });
    }
    if (verdict.kind === 'explained' && noticedAt !== null) await this.notices.explain(link, seenAt);
    if (verdict.kind === 'wait') return this.rows.setDue(id, new Date(verdict.until));
    const again = verdict.kind === 'conflict' && (await this.notices.isOpen(link));
    await this.rows.setDue(id, again ? new Date(now.getTime() + AGAIN_MS) : null);
  }
}

/** What was done after the hands were told explains nothing of how one code came to be in both; but an act taken back was never done. */
const happenedBy = (noticedAt: Date) => ({ happened, type }: { happened: number; type: string }): boolean => happened <= noticedAt.getTime() || type === 'undo';
