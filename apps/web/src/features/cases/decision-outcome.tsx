import { Alert } from '@mantine/core';
import type { Refusal } from '../../app/use-command';
import { RefusalNotice } from '../../ui/command-outcome';
import { useWords } from '../../words';

/** Why a decision was not recorded. */
export function DecisionOutcome({ fault, refusal }: { refusal: Refusal | null; fault: string | null }) {
  const t = useWords('cases');
  if (refusal) return <RefusalNotice refusal={refusal} />;
  if (fault === null) return null;
  return (
    <Alert color="red" role="alert" title={t('fault')}>
      {fault}
    </Alert>
  );
}
