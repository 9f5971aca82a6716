import { createUnionType } from '@nestjs/graphql';
import type { Recorded } from '../../handoffs/record.ts';
import { Receipt } from './receipt.model.ts';
import { Refusal } from './refusal.model.ts';

export const CommandResult = createUnionType({
  name: 'CommandResult',
  types: () => [Receipt, Refusal] as const,
  resolveType: (value: object) => ('code' in value ? Refusal : Receipt),
});

/** What a mutation answers, of what was recorded or refused. */
export function commandResult(recorded: Recorded): Receipt | Refusal {
  if (recorded.kind === 'receipt') return recorded;
  const { arguments: values, code, message } = recorded.refusal;
  return { code, message, arguments: Object.entries(values).map(([name, value]) => ({ name, value })) };
}
