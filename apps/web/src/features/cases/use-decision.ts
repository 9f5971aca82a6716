import { useApolloClient } from '@apollo/client/react';
import type { TadaDocumentNode } from 'gql.tada';
import { useCallback, useMemo, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { faultSentence } from '../../app/apollo';
import { PendingCommands } from '../../app/pending-commands';
import type { Refusal } from '../../app/use-command';
import { wordsOf } from '../../words';
import type { Decided } from './case-query';

type DecidedCase = Exclude<Decided, { __typename: 'Refusal' }>;

/** Sends a decision on a case under an id made before sending: pressed again after a broken answer, it is recorded once. */
export function useDecision<Input extends { commandId: string }>(
  name: string,
  document: TadaDocumentNode<{ answer: Decided }, { input: Input }>,
) {
  const client = useApolloClient();
  const pending = useMemo(() => new PendingCommands(sessionStorage, uuidv7), []);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [fault, setFault] = useState<string | null>(null);

  const run = useCallback(
    async (body: Omit<Input, 'commandId'>): Promise<DecidedCase | null> => {
      const { commandId } = pending.idFor(name, body);
      setBusy(true);
      setRefusal(null);
      setFault(null);
      try {
        const { data } = await client.mutate({ mutation: document, variables: { input: { ...body, commandId } as Input } });
        if (!data) throw new Error(wordsOf('shell')('answeredNothing'));
        pending.answered(commandId);
        if (data.answer.__typename !== 'Refusal') return data.answer;
        setRefusal(data.answer);
      } catch (error) {
        // The id stays: what was recorded all the same is answered with the same case.
        setFault(faultSentence(error));
      } finally {
        setBusy(false);
      }
      return null;
    },
    [client, document, name, pending],
  );
  return { run, busy, refusal, fault };
}
