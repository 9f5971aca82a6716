import { Badge } from '@mantine/core';
import { useWords } from '../../words';
import type { Case } from './case-query';

const COLORS: Record<Case['state'], string> = {
  SUSPECT: 'orange',
  CLEARED: 'teal',
  ILLEGITIMATE: 'red',
  NOTIFIED: 'harbour',
  DISPOSITIONED: 'harbour',
  TERMINATION_REQUESTED: 'yellow',
  TERMINATED: 'gray',
};

export function CaseBadge({ state }: { state: Case['state'] }) {
  const t = useWords('cases');
  return <Badge color={COLORS[state]}>{t(`states.${state}`)}</Badge>;
}
