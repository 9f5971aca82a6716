import { useQuery } from '@apollo/client/react';
import { notifications } from '@mantine/notifications';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import { unitLabel } from '../scanner/unit-label';
import { VERDICTS, word } from '../verdict/words';
import { wordsOf } from '../words';
import { askAgainEvery } from './apollo';
import { graphql, type ResultOf } from './graphql';

const POLL_MS = 15_000;

export const WaitingScansQuery = graphql(`
  query WaitingScans {
    waitingScans {
      id
      at
      text
      productName
      verdict
      laterVerdict
      laterAt
    }
  }
`);
export type WaitingScan = ResultOf<typeof WaitingScansQuery>['waitingScans'][number];

export const nameOf = ({ productName, text }: Pick<WaitingScan, 'productName' | 'text'>): string => productName ?? unitLabel(text);

/** Tells, on whatever page, that a scan made before its data were there is answered otherwise now. */
export function WaitingWatch() {
  const { data } = useQuery(WaitingScansQuery, askAgainEvery(POLL_MS));
  const navigate = useNavigate();
  const told = useRef(new Set<string>());
  useEffect(() => {
    for (const scan of data?.waitingScans ?? []) {
      if (scan.laterVerdict === null || told.current.has(scan.id)) continue;
      told.current.add(scan.id);
      const { color, icon: Icon } = VERDICTS[scan.laterVerdict];
      notifications.show({
        id: scan.id,
        color,
        icon: <Icon size={20} aria-hidden="true" />,
        title: wordsOf('scan')('waiting.now', { verdict: word(scan.laterVerdict) }),
        message: nameOf(scan),
        autoClose: 12_000,
        style: { cursor: 'pointer' },
        onClick: () => {
          notifications.hide(scan.id);
          void navigate(`/scan?text=${encodeURIComponent(scan.text)}`);
        },
      });
    }
  }, [data, navigate]);
  return null;
}
