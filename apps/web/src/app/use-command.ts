import { useApolloClient } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import type { TadaDocumentNode } from 'gql.tada';
import { useCallback, useMemo, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { wordsOf } from '../words';
import { faultSentence } from './apollo';
import { graphql, type ResultOf } from './graphql';
import { PendingCommands } from './pending-commands';
import { waitForBlock } from './wait-for-block';

/** What every command answers; spread it under the alias `answer`. */
export const CommandAnswer = graphql(`
  fragment CommandAnswer on CommandResult @_unmask {
    __typename
    ... on Receipt {
      txId
      blockNumber
      repeated
      made
    }
    ... on Refusal {
      code
      message
      arguments {
        name
        value
      }
    }
  }
`);
type Answer = ResultOf<typeof CommandAnswer>;
export type Receipt = Extract<Answer, { __typename: 'Receipt' }>;
export type Refusal = Extract<Answer, { __typename: 'Refusal' }>;

export type CommandState =
  | { step: 'idle' }
  | { step: 'sending' }
  | { step: 'waiting'; receipt: Receipt }
  | { step: 'recorded'; receipt: Receipt; visible: boolean }
  | { step: 'refused'; refusal: Refusal }
  | { step: 'unanswered'; message: string };

/**
 * Sends a command: makes its id before sending and keeps it until answered, then waits until the pages show what was recorded.
 * Takes the mutation (one `$input`, result aliased `answer`); `run` resolves with the receipt, or null when it was refused or unanswered; who keeps the id of the command himself gives it.
 */
export function useCommand<Input extends { commandId: string }>(
  name: string,
  document: TadaDocumentNode<{ answer: Answer }, { input: Input }>,
  options: { recorded?: string } = {},
) {
  const client = useApolloClient();
  const [state, setState] = useState<CommandState>({ step: 'idle' });
  const pending = useMemo(() => new PendingCommands(sessionStorage, uuidv7), []);
  const { recorded } = options;

  const run = useCallback(
    async (body: Omit<Input, 'commandId'>, kept?: string): Promise<Receipt | null> => {
      const commandId = kept ?? pending.idFor(name, body).commandId;
      setState({ step: 'sending' });
      let answer: Answer;
      try {
        const input = { ...body, commandId } as Input;
        const result = await client.mutate({ mutation: document, variables: { input }, fetchPolicy: 'no-cache' });
        if (!result.data) throw new Error(wordsOf('shell')('answeredNothing'));
        answer = result.data.answer;
      } catch (error) {
        // Unknown is not refused: the id stays, and pressing again asks for the first receipt.
        setState({ step: 'unanswered', message: faultSentence(error) });
        return null;
      }
      pending.answered(commandId);
      if (answer.__typename === 'Refusal') {
        setState({ step: 'refused', refusal: answer });
        return null;
      }
      setState({ step: 'waiting', receipt: answer });
      const visible = await waitForBlock(client, answer.blockNumber);
      await client.refetchQueries({ include: 'active' });
      setState({ step: 'recorded', receipt: answer, visible });
      if (recorded) {
        notifications.show({
          color: 'teal',
          title: recorded,
          message: wordsOf('ui')(answer.repeated ? 'command.toastBefore' : 'command.toast', { block: answer.blockNumber }),
        });
      }
      return answer;
    },
    [client, document, name, pending, recorded],
  );
  const reset = useCallback(() => setState({ step: 'idle' }), []);
  return { run, state, busy: state.step === 'sending' || state.step === 'waiting', reset };
}
