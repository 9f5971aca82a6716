import { registerEnumType } from '@nestjs/graphql';

/** How a receiver knows what is in what arrived (CBV 2.0, persistent dispositions). */
export enum Completeness {
  INFERRED = 'INFERRED',
  VERIFIED = 'VERIFIED',
}

registerEnumType(Completeness, { name: 'Completeness', description: 'INFERRED: from a closed container and its documents. VERIFIED: every package in it was scanned.' });
