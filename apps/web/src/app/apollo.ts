import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, RefetchEventManager, windowFocusSource } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { language, wordsOf } from '../words';

/**
 * The portal's one client: the session rides in the cookie, and every request carries the header that the server's CSRF guard asks for.
 * Takes what to do when the server says that nobody is signed in any more.
 */
export function makeApolloClient(onSignedOut: () => void): ApolloClient {
  const signedOut = new ErrorLink(({ error }) => {
    if (CombinedGraphQLErrors.is(error) && error.errors.some((each) => each.extensions?.['code'] === 'UNAUTHENTICATED')) onSignedOut();
  });
  const http = new HttpLink({ uri: '/graphql', credentials: 'same-origin', headers: { 'apollo-require-preflight': 'true' } });
  // What the server words (reasons, refusals) comes in the language of the portal, which need not be the browser's.
  const spoken = new SetContextLink(({ headers }) => ({ headers: { ...headers, 'accept-language': language() } }));
  return new ApolloClient({
    link: ApolloLink.from([signedOut, spoken, http]),
    cache: new InMemoryCache({
      possibleTypes: { CommandResult: ['Receipt', 'Refusal'], CaseResult: ['SuspectCase', 'Refusal'] },
      typePolicies: {
        LedgerTransaction: { keyFields: ['txId'] },
        Block: { keyFields: ['number'] },
        Site: { keyFields: ['gln'] },
        Session: { keyFields: [] },
        Shipment: { fields: { statement: { merge: true } } },
      },
    }),
    defaultOptions: {
      // A ledger moves under the reader: show what is known at once, and ask again every time.
      watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first', refetchOn: false },
    },
    refetchEventManager: new RefetchEventManager({ sources: { windowFocus: windowFocusSource } }),
  });
}

/** How a question is put whose answer others change: again every so often while the page is seen, and at once when somebody comes back to it. */
export const askAgainEvery = (pollInterval: number) =>
  ({ fetchPolicy: 'cache-and-network', pollInterval, skipPollAttempt: () => document.hidden, refetchOn: { windowFocus: true } }) as const;

/** The sentence to show for a fault: the server's own words (they carry its reference), or that it could not be reached. */
export function faultSentence(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) return error.errors.map((each) => each.message).join(' ');
  if (error instanceof TypeError) return wordsOf('shell')('unreachable');
  return error instanceof Error ? error.message : wordsOf('shell')('unknownFault');
}
