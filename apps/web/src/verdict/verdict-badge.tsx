import { Badge } from '@mantine/core';
import { useWords } from '../words';
import { VERDICTS, type Verdict } from './words';

export function VerdictBadge({ verdict }: { verdict: Verdict }) {
  const t = useWords('verdict');
  const { icon: Icon, color } = VERDICTS[verdict];
  return (
    <Badge color={color} leftSection={<Icon size={13} aria-hidden="true" />}>
      {t(`short.${verdict}`)}
    </Badge>
  );
}
