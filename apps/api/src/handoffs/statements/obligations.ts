import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import type { Language } from '../../platform/language.ts';

type Said = Readonly<Record<Language, string>>;

/** What a trading partner owes by law, and since when: a row is changed when the authority moves a date, no rule in the code is. */
export interface Obligation {
  readonly kind: TradingPartnerKind;
  /** First day, YYYY-MM-DD. */
  readonly since: string;
  readonly duty: Said;
  /** Whom of that kind it binds, where not all. */
  readonly binds: Said | null;
  readonly source: string;
}

const ENHANCED = {
  en: 'Transaction information names each package by its product identifier, and travels with the statement electronically, in a form that systems of others read.',
  es: 'La información de transacción nombra cada envase por su identificador de producto y viaja con la declaración por vía electrónica, en una forma que leen los sistemas de otros.',
};
const LARGER = { en: 'With 26 full-time employees or more', es: 'Con 26 empleados a tiempo completo o más' };
const SMALLER = { en: 'With 25 full-time employees or fewer', es: 'Con 25 empleados a tiempo completo o menos' };
const EXEMPTION = 'FDA, exemptions of 9 October 2024 from section 582(g)(1)';

/** The end of the stabilisation period of DSCSA, kind by kind. */
export const OBLIGATIONS: readonly Obligation[] = [
  { kind: TradingPartnerKind.MANUFACTURER, since: '2025-05-27', duty: ENHANCED, binds: null, source: EXEMPTION },
  { kind: TradingPartnerKind.REPACKAGER, since: '2025-05-27', duty: ENHANCED, binds: null, source: EXEMPTION },
  { kind: TradingPartnerKind.WHOLESALE_DISTRIBUTOR, since: '2025-08-27', duty: ENHANCED, binds: null, source: EXEMPTION },
  { kind: TradingPartnerKind.DISPENSER, since: '2025-11-27', duty: ENHANCED, binds: LARGER, source: EXEMPTION },
  { kind: TradingPartnerKind.DISPENSER, since: '2026-11-27', duty: ENHANCED, binds: SMALLER, source: 'FDA, exemption of small dispensers from section 582(g)(1)' },
];

/** The obligations of a partner of these kinds, in the order of their days. */
export const obligationsOf = (kinds: readonly TradingPartnerKind[]): readonly Obligation[] =>
  OBLIGATIONS.filter(({ kind }) => kinds.includes(kind)).toSorted((a, b) => (a.since < b.since ? -1 : 1));
