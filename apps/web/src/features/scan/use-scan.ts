import { useApolloClient } from '@apollo/client/react';
import { useCallback, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { faultSentence } from '../../app/apollo';
import type { ResultOf } from '../../app/graphql';
import { useSession } from '../../app/session';
import { WaitingScansQuery } from '../../app/waiting-scans';
import type { ScanPurpose } from '../../verdict/words';
import { wordsOf } from '../../words';
import { RecentScansQuery, ScanQuery } from './scan-query';

export type ScanAnswer = ResultOf<typeof ScanQuery>['scan'];
export type ScanState =
  | { step: 'ready' }
  | { step: 'asking'; text: string; purpose: ScanPurpose }
  | { step: 'answered'; text: string; purpose: ScanPurpose; answer: ScanAnswer; tookMs: number }
  | { step: 'unanswered'; text: string; purpose: ScanPurpose; message: string };

/** Asks about one barcode at a time; of two scans in a row only the later one's answer is shown. */
export function useScan(onAnswer: (state: ScanState) => void) {
  const client = useApolloClient();
  const { site } = useSession();
  const [state, setState] = useState<ScanState>({ step: 'ready' });
  const turn = useRef(0);

  const scan = useCallback(
    async (text: string, purpose: ScanPurpose) => {
      const mine = (turn.current += 1);
      const startedAt = performance.now();
      setState({ step: 'asking', text, purpose });
      let next: ScanState;
      try {
        // Never from the cache: a verdict is only worth its moment.
        const { data } = await client.query({
          query: ScanQuery,
          variables: { text, purpose, siteGln: site?.gln ?? null, scanId: uuidv7() },
          fetchPolicy: 'network-only',
        });
        if (!data) throw new Error(wordsOf('shell')('answeredNothing'));
        next = { step: 'answered', text, purpose, answer: data.scan, tookMs: performance.now() - startedAt };
      } catch (error) {
        next = { step: 'unanswered', text, purpose, message: faultSentence(error) };
      }
      if (mine !== turn.current) return;
      setState(next);
      onAnswer(next);
      void client.refetchQueries({ include: [RecentScansQuery, WaitingScansQuery] });
    },
    [client, site, onAnswer],
  );
  return { state, scan };
}
