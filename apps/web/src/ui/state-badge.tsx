import { Badge } from '@mantine/core';
import { useWords, wordsOf } from '../words';

const COLORS = {
  active: 'teal',
  available: 'teal',
  in_transit: 'harbour',
  expected: 'harbour',
  open: 'harbour',
  reported: 'harbour',
  answered: 'yellow',
  resolved: 'teal',
  delivery_waiting: 'orange',
  delivery_sent: 'harbour',
  delivery_accepted: 'teal',
  delivery_refused: 'red',
  delivery_gave_up: 'red',
  delivery_by_hand: 'gray',
  received: 'teal',
  cancelled: 'gray',
  quarantined: 'orange',
  packed: 'gray',
  dispensed: 'gray',
  partially_dispensed: 'gray',
  decommissioned: 'gray',
  destroyed: 'gray',
  illegitimate: 'red',
  recalled: 'red',
  expired: 'red',
  draft: 'yellow',
  confirmed: 'teal',
  issued: 'red',
  withdrawn: 'gray',
  closed: 'gray',
  suspended: 'red',
  running: 'harbour',
  done: 'teal',
  refused: 'red',
  stopped: 'orange',
  error: 'red',
  warning: 'orange',
  info: 'harbour',
} as const;
type State = keyof typeof COLORS;

/** A state in a word and a colour; a state this table does not know is shown as it is called. */
export function StateBadge({ state, size = 'md' }: { state: string; size?: 'sm' | 'md' }) {
  useWords('ui');
  return (
    <Badge color={COLORS[key(state) as State] ?? 'gray'} size={size}>
      {stateWord(state)}
    </Badge>
  );
}

export function stateWord(state: string): string {
  const named = key(state);
  if (named in COLORS) return wordsOf('ui')(`states.${named as State}`);
  const words = named.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function key(state: string): string {
  return state.toLowerCase().replaceAll(/[ -]/g, '_');
}
