/** The kinds of trading partner, as people call them (DSCSA section 581; the regulator is ours). */
export const KINDS = {
  MANUFACTURER: 'Manufacturer',
  REPACKAGER: 'Repackager',
  WHOLESALE_DISTRIBUTOR: 'Wholesale distributor',
  THIRD_PARTY_LOGISTICS: 'Third-party logistics',
  RETURNS_PROCESSOR: 'Returns processor',
  DISPENSER: 'Dispenser',
  REGULATOR: 'Regulator',
} as const;
export type Kind = keyof typeof KINDS;
