import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import { useEffect, useState } from 'react';
import { graphql } from './graphql';
import { type LogFinding, LogMemory } from './log-memory';

const LogHead = graphql(`
  query LogHead {
    ledger {
      logKey
      checkpoint
      handovers
    }
  }
`);

const ALARMS: Partial<Record<LogFinding, string>> = {
  'other key':
    'This node shows another ledger than the one that this browser knows from before. Ask its operator why before you rely on it.',
  'not signed': 'The head of the ledger is not signed by its key. Ask the operator before you rely on it.',
  shorter: 'The ledger is shorter than what this browser has seen before: something was taken back. Tell the operator and your regulator.',
  rewritten: 'The ledger has another content than what this browser has seen before. Tell the operator and your regulator.',
};

/** At sign-in this browser meets the head of the ledger, keeps it, and says so when it does not follow from what it kept. */
export function LogWatch() {
  const { data } = useQuery(LogHead, { fetchPolicy: 'network-only' });
  const [finding, setFinding] = useState<LogFinding | null>(null);
  const head = data?.ledger;
  useEffect(() => {
    let left = false;
    if (head) void new LogMemory(localStorage).meet(head).then((found) => !left && setFinding(found));
    return () => {
      left = true;
    };
  }, [head]);
  const alarm = finding === null ? undefined : ALARMS[finding];
  return alarm === undefined ? null : (
    <Alert color="red" role="alert" mb="md" title="The ledger does not agree with this browser’s memory">
      {alarm}
    </Alert>
  );
}
