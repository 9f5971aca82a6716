import './app/styles';
import { ApolloProvider } from '@apollo/client/react';
import { MantineProvider } from '@mantine/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { makeApolloClient } from './app/apollo';
import { makeRouter } from './app/routes';
import { SessionProvider, SIGNED_OUT } from './app/session';
import { resolveVariables, theme } from './app/theme';
import { startWords } from './words';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startWords();
const client = makeApolloClient(() => client.writeQuery(SIGNED_OUT));
const router = makeRouter();

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <ApolloProvider client={client}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </ApolloProvider>
    </MantineProvider>
  </StrictMode>,
);
