import { describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import { OBLIGATIONS, obligationsOf } from './obligations.ts';

describe('obligations by kind of trading partner', () => {
  it('binds larger dispensers a year before small ones', () => {
    expect(obligationsOf([TradingPartnerKind.DISPENSER]).map(({ binds, since }) => [since, binds?.en])).toEqual([
      ['2025-11-27', 'With 26 full-time employees or more'],
      ['2026-11-27', 'With 25 full-time employees or fewer'],
    ]);
  });

  it('names for who is of several kinds all of them, in the order of their days', () => {
    const days = obligationsOf([TradingPartnerKind.WHOLESALE_DISTRIBUTOR, TradingPartnerKind.MANUFACTURER]).map(({ since }) => since);
    expect(days).toEqual(['2025-05-27', '2025-08-27']);
    expect(obligationsOf([TradingPartnerKind.REGULATOR])).toEqual([]);
  });

  it('has a day, a source and words of both languages in every row', () => {
    for (const { binds, duty, since, source } of OBLIGATIONS) {
      expect(new Date(`${since}T00:00:00Z`).toISOString().slice(0, 10)).toBe(since);
      expect(source).not.toBe('');
      for (const said of [duty, ...(binds ? [binds] : [])]) expect(said.es).not.toBe(said.en);
    }
  });
});
