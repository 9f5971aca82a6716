import { registerEnumType } from '@nestjs/graphql';
import { KEPT_REASONS, type KeptReason } from '../../../interop/epcis/why-kept.ts';

export const KeptReasonEnum = Object.fromEntries(Object.keys(KEPT_REASONS).map((code) => [code, code])) as { readonly [Code in KeptReason]: Code };

registerEnumType(KeptReasonEnum, {
  name: 'KeptReason',
  description: 'Why an event of a file is kept to be read and is no handoff.',
  valuesMap: Object.fromEntries(Object.entries(KEPT_REASONS).map(([code, description]) => [code, { description }])) as { [Code in KeptReason]: { description: string } },
});
