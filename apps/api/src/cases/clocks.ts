import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { afterBusinessDays } from '../platform/calendar/business-days.ts';

interface StatutoryClock {
  readonly duty: string;
  /** Hours on any day, or business days of the place, or both: then what comes first. */
  readonly hours?: number;
  readonly businessDays?: number;
  /** Where it stands; null: custom of the trade. */
  readonly source: string | null;
}

/** The clocks of DSCSA and of the trade. */
export const CLOCKS = {
  NOTIFY: { duty: 'Notify FDA and the immediate trading partners of illegitimate product', hours: 24, source: '21 U.S.C. 360eee-1(b)(4)(B)(ii), (c)(4)(B)(ii), (d)(4)(B)(ii), (e)(4)(B)(ii)' },
  VERIFICATION: { duty: 'Answer a request for verification', hours: 24, source: '21 U.S.C. 360eee-1(b)(4)(C), (e)(4)(C)' },
  INFORMATION: { duty: 'Give transaction information and statement to an authority', hours: 48, businessDays: 1, source: '21 U.S.C. 360eee-1(b)(1)(B), (c)(1)(C), (e)(1)(C)' },
  INFORMATION_DISPENSER: { duty: 'Give transaction information and statement to an authority', businessDays: 2, source: '21 U.S.C. 360eee-1(d)(1)(D)' },
  EXCEPTION: { duty: 'Settle an exception with a partner', businessDays: 3, source: null },
} as const satisfies Record<string, StatutoryClock>;

export type ClockName = keyof typeof CLOCKS;

/** When a duty must be done that began at an instant, by the calendar of the place. */
export function dueOf(clock: ClockName, from: Date, timeZone: string): Date {
  const { businessDays, hours }: StatutoryClock = CLOCKS[clock];
  const ends = [
    ...(hours === undefined ? [] : [from.getTime() + hours * 3_600_000]),
    ...(businessDays === undefined ? [] : [afterBusinessDays(from, businessDays, timeZone).getTime()]),
  ];
  return new Date(Math.min(...ends));
}

/** Which clock an authority's request for information starts: who only dispenses has two business days. */
export const informationClock = (kinds: readonly TradingPartnerKind[]): ClockName =>
  kinds.every((kind) => kind === TradingPartnerKind.DISPENSER) ? 'INFORMATION_DISPENSER' : 'INFORMATION';
