// By its file: what resolves like a bundler (Vitest) would else load a second copy of graphql, beside the one that Nest and Apollo use.
import { GraphQLScalarType, Kind } from 'graphql/index.js';

/** A block number: a plain number below 2^53, so that no client needs big integers. */
export const BlockNumber = new GraphQLScalarType<number, number>({
  name: 'BlockNumber',
  description: 'The number of a block of the ledger, below 2^53.',
  serialize: check,
  parseValue: check,
  parseLiteral: (node) => check(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function check(value: unknown): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 0) return number;
  throw new TypeError('BlockNumber must be a whole number from 0 to 2^53 - 1.');
}
