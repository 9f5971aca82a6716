import type { ApolloClient } from '@apollo/client';
import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import { graphql, readFragment, type ResultOf } from './graphql';

const SessionFragment = graphql(`
  fragment SessionFields on Session @_unmask {
    demo
    user {
      id
      email
      name
      role
    }
    organisation {
      id
      name
      gln
      kinds
      sites {
        gln
        name
        timeZone
      }
    }
    site {
      gln
      name
      timeZone
    }
  }
`);
const Me = graphql(
  `
    query Me {
      me {
        ...SessionFields
      }
    }
  `,
  [SessionFragment],
);
const SignIn = graphql(`
  mutation SignIn($email: String!, $password: String!) {
    signIn(email: $email, password: $password) {
      user {
        id
      }
    }
  }
`);
const SignOut = graphql(`
  mutation SignOut {
    signOut
  }
`);
const ChooseSite = graphql(
  `
    mutation ChooseSite($gln: String!) {
      chooseSite(gln: $gln) {
        ...SessionFields
      }
    }
  `,
  [SessionFragment],
);

export type Session = ResultOf<typeof SessionFragment>;
export type UserRole = Session['user']['role'];

interface SessionState {
  session: Session | null;
  loading: boolean;
  fault: unknown;
  retry: () => void;
  signIn: (email: string, password: string) => Promise<void>;
  signOut: () => Promise<void>;
  chooseSite: (gln: string) => Promise<void>;
}

const SessionContext = createContext<SessionState | null>(null);

/** Knows who is signed in; nothing below it asks again. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useApolloClient();
  const { data, loading, error, refetch } = useQuery(Me, { fetchPolicy: 'cache-first', nextFetchPolicy: 'cache-first' });
  const [sendSignIn] = useMutation(SignIn, { fetchPolicy: 'no-cache' });
  const [sendSignOut] = useMutation(SignOut);
  const [sendChooseSite] = useMutation(ChooseSite);

  const signIn = useCallback(
    async (email: string, password: string) => {
      await sendSignIn({ variables: { email, password } });
      await askAfresh(client);
    },
    [client, sendSignIn],
  );
  const signOut = useCallback(async () => {
    await sendSignOut();
    await askAfresh(client);
  }, [client, sendSignOut]);
  const chooseSite = useCallback(
    async (gln: string) => {
      await sendChooseSite({ variables: { gln }, refetchQueries: 'active' });
    },
    [sendChooseSite],
  );

  const session = readFragment(SessionFragment, data?.me ?? null);
  const state = useMemo<SessionState>(
    () => ({
      session,
      loading: loading && !data,
      fault: data ? undefined : error,
      retry: () => void refetch(),
      signIn,
      signOut,
      chooseSite,
    }),
    [session, loading, data, error, refetch, signIn, signOut, chooseSite],
  );
  return <SessionContext value={state}>{children}</SessionContext>;
}

/** Whatever one user saw leaves memory before the next one sees a page. Pages that vanish meanwhile abort their queries; that is no fault. */
async function askAfresh(client: ApolloClient): Promise<void> {
  await client.resetStore().catch(() => undefined);
}

export function useSessionState(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('useSessionState is used outside SessionProvider');
  return state;
}

/** The session of a page that only the signed-in reach. */
export function useSession(): Session {
  const { session } = useSessionState();
  if (!session) throw new Error('a page for the signed-in was shown to nobody');
  return session;
}

/** Forgets the session without asking the server: it has just said that there is none. */
export const SIGNED_OUT = { query: Me, data: { me: null } } as const;
