import { Badge } from '@mantine/core';
import { VERDICTS, type Verdict } from './words';

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const { short, icon: Icon, color } = VERDICTS[verdict];
  return (
    <Badge color={color} leftSection={<Icon size={13} aria-hidden="true" />}>
      {short}
    </Badge>
  );
}
