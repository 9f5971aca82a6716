import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useSession } from '../../app/session';
import { exceptionOf } from './exception-of';

/** From a verdict that calls for a partner's word to the report of it, filled in. */
export function ReportLink({ codes, text }: { codes: readonly string[]; text: string }) {
  const { user } = useSession();
  const kind = exceptionOf(codes);
  if (kind === null || user.role === 'REGULATOR' || user.role === 'OPERATOR') return null;
  return (
    <div>
      <Button
        component={Link}
        to={`/exceptions/new?kind=${kind}&text=${encodeURIComponent(text)}`}
        variant="default"
        leftSection={<IconArrowsDiff size={18} />}
      >
        Report it to the partner
      </Button>
    </div>
  );
}
