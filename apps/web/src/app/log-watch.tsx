import { useQuery } from '@apollo/client/react';
import { Alert } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../words';
import { graphql } from './graphql';
import type { LogFinding } from './log-memory';

const LogHead = graphql(`
  query LogHead {
    ledger {
      logKey
      checkpoint
      handovers
    }
  }
`);

const ALARMS = { 'other key': 'otherKey', 'not signed': 'notSigned', shorter: 'shorter', rewritten: 'rewritten' } as const;

/** At sign-in this browser meets the head of the ledger, keeps it, and says so when it does not follow from what it kept. */
export function LogWatch() {
  const t = useWords('shell');
  const { data } = useQuery(LogHead, { fetchPolicy: 'network-only' });
  const [finding, setFinding] = useState<LogFinding | null>(null);
  const head = data?.ledger;
  useEffect(() => {
    let left = false;
    // Its cryptography comes after the page: nobody waits for it.
    if (head)
      void import('./log-memory')
        .then(({ LogMemory }) => new LogMemory(localStorage).meet(head))
        .then((found) => !left && setFinding(found));
    return () => {
      left = true;
    };
  }, [head]);
  if (finding === null || !(finding in ALARMS)) return null;
  return (
    <Alert color="red" role="alert" mb="md" title={t('log.title')}>
      {t(`log.${ALARMS[finding as keyof typeof ALARMS]}`)}
    </Alert>
  );
}
