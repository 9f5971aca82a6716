import { registerEnumType } from '@nestjs/graphql';

/** What DSCSA section 581(23) calls a trading partner, by trade, and the regulator, who is none. */
export enum TradingPartnerKind {
  MANUFACTURER = 'MANUFACTURER',
  REPACKAGER = 'REPACKAGER',
  WHOLESALE_DISTRIBUTOR = 'WHOLESALE_DISTRIBUTOR',
  THIRD_PARTY_LOGISTICS = 'THIRD_PARTY_LOGISTICS',
  RETURNS_PROCESSOR = 'RETURNS_PROCESSOR',
  DISPENSER = 'DISPENSER',
  REGULATOR = 'REGULATOR',
}

registerEnumType(TradingPartnerKind, { name: 'TradingPartnerKind' });
