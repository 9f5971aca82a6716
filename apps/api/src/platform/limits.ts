import { ApolloArmor } from '@escape.tech/graphql-armor';

/** What one GraphQL request may ask. The deepest view of the portal (a scan with its pedigree) is 6 levels. */
export const LIMITS = { depth: 12, aliases: 15, tokens: 2_000, cost: 20_000 } as const;

/** Bytes of one request body; a file for capture has its own, larger limit on its own route. */
export const BODY_BYTES_MAX = 8 * 1024 * 1024;

/** Part of Apollo's options. The parser counts the words itself, so that too many are answered as the caller's mistake. */
export function requestLimits() {
  const armor = new ApolloArmor({
    maxDepth: { n: LIMITS.depth },
    maxAliases: { n: LIMITS.aliases },
    maxTokens: { enabled: false },
    costLimit: { maxCost: LIMITS.cost },
    blockFieldSuggestion: { enabled: true },
  });
  return { ...armor.protect(), parseOptions: { maxTokens: LIMITS.tokens } };
}
