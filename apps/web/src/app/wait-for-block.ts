import type { ApolloClient } from '@apollo/client';
import { graphql } from './graphql';

const ProjectedTo = graphql(`
  query ProjectedTo {
    ledger {
      projectedTo
    }
  }
`);
const DELAYS_MS = [0, 40, 80, 160, 320, 640, 1000, 1500, 2000];

/** Waits until what the pages read includes this block. False when it does not within six seconds: recorded, but not yet shown. */
export async function waitForBlock(
  client: Pick<ApolloClient, 'query'>,
  blockNumber: number,
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<boolean> {
  for (const delay of DELAYS_MS) {
    if (delay > 0) await sleep(delay);
    try {
      const { data } = await client.query({ query: ProjectedTo, fetchPolicy: 'no-cache' });
      if (data && data.ledger.projectedTo >= blockNumber) return true;
    } catch {
      // The command is recorded whatever this answers; the next turn asks again.
    }
  }
  return false;
}
