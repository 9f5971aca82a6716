import { Badge } from '@mantine/core';

const STATES: Record<string, { word: string; color: string }> = {
  active: { word: 'Active', color: 'teal' },
  available: { word: 'Available', color: 'teal' },
  in_transit: { word: 'In transit', color: 'harbour' },
  expected: { word: 'Expected', color: 'harbour' },
  open: { word: 'Open', color: 'harbour' },
  reported: { word: 'Partner told', color: 'harbour' },
  answered: { word: 'Answered', color: 'yellow' },
  resolved: { word: 'Settled', color: 'teal' },
  delivery_waiting: { word: 'Waiting', color: 'orange' },
  delivery_sent: { word: 'Sent', color: 'harbour' },
  delivery_accepted: { word: 'Accepted', color: 'teal' },
  delivery_refused: { word: 'Refused', color: 'red' },
  delivery_gave_up: { word: 'Not reached', color: 'red' },
  delivery_by_hand: { word: 'To send by hand', color: 'gray' },
  received: { word: 'Received', color: 'teal' },
  cancelled: { word: 'Cancelled', color: 'gray' },
  quarantined: { word: 'Quarantined', color: 'orange' },
  packed: { word: 'Packed', color: 'gray' },
  dispensed: { word: 'Dispensed', color: 'gray' },
  partially_dispensed: { word: 'Partly dispensed', color: 'gray' },
  decommissioned: { word: 'Decommissioned', color: 'gray' },
  destroyed: { word: 'Destroyed', color: 'gray' },
  illegitimate: { word: 'Illegitimate', color: 'red' },
  recalled: { word: 'Recalled', color: 'red' },
  expired: { word: 'Expired', color: 'red' },
  draft: { word: 'Draft', color: 'yellow' },
  confirmed: { word: 'Confirmed', color: 'teal' },
  issued: { word: 'In force', color: 'red' },
  withdrawn: { word: 'Withdrawn', color: 'gray' },
  closed: { word: 'Closed', color: 'gray' },
  suspended: { word: 'Suspended', color: 'red' },
  running: { word: 'Running', color: 'harbour' },
  done: { word: 'Done', color: 'teal' },
  refused: { word: 'Refused', color: 'red' },
  stopped: { word: 'Stopped', color: 'orange' },
  error: { word: 'Error', color: 'red' },
  warning: { word: 'Warning', color: 'orange' },
  info: { word: 'Note', color: 'harbour' },
};

/** A state in a word and a colour; a state this table does not know is shown as it is called. */
export function StateBadge({ state, size = 'md' }: { state: string; size?: 'sm' | 'md' }) {
  const known = STATES[key(state)];
  return (
    <Badge color={known?.color ?? 'gray'} size={size}>
      {known?.word ?? stateWord(state)}
    </Badge>
  );
}

export function stateWord(state: string): string {
  const known = STATES[key(state)]?.word;
  if (known) return known;
  const words = key(state).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function key(state: string): string {
  return state.toLowerCase().replaceAll(/[ -]/g, '_');
}
