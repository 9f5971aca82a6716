import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../generated/graphql-env';

/** Typed documents over the committed schema: a field the API does not have is a type error here. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { BlockNumber: number; DateTime: string };
}>();

export { readFragment } from 'gql.tada';
export type { FragmentOf, ResultOf, VariablesOf } from 'gql.tada';
