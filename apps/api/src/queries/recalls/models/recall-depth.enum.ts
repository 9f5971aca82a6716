import { registerEnumType } from '@nestjs/graphql';

/** How far down the trade a recall reaches (21 CFR 7.42(b)(1)). */
export enum RecallDepth {
  WHOLESALE = 'WHOLESALE',
  RETAIL = 'RETAIL',
  CONSUMER = 'CONSUMER',
}

registerEnumType(RecallDepth, { name: 'RecallDepth' });
