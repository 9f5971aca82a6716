import { useMutation } from '@apollo/client/react';
import { Alert, TextInput } from '@mantine/core';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { type Case, CaseFields } from './case-query';
import type { ReportType } from './fda-report';

const Record = graphql(
  `
    mutation RecordSubmission($id: ID!, $type: ReportType!, $submittedAt: DateTime!, $how: String!) {
      recordSubmission(id: $id, type: $type, submittedAt: $submittedAt, how: $how) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);

/** When and how a person submitted a report. */
export function RecordSubmission({
  found,
  onClose,
  opened,
  type,
}: {
  found: Case;
  type: ReportType;
  opened: boolean;
  onClose: () => void;
}) {
  const t = useWords('cases');
  const [at, setAt] = useState<string | null>(null);
  const [how, setHow] = useState<string | null>(null);
  const [record, { error, loading }] = useMutation(Record, { errorPolicy: 'all' });
  // Until somebody gives another time, it is the minute in which the dialog is sent.
  const shownAt = at ?? minuteOf(new Date());
  const shownHow = how ?? t('form.howDefault');
  async function confirm() {
    const { data } = await record({
      variables: { id: found.id, type, submittedAt: new Date(shownAt).toISOString(), how: shownHow.trim() },
    });
    if (data) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={t('form.submittedTitle')}
      verb={t('form.record')}
      busy={loading}
      disabled={Number.isNaN(Date.parse(shownAt)) || shownHow.trim() === ''}
    >
      <TextInput
        type="datetime-local"
        label={t('form.when')}
        description={t('form.whenHint')}
        required
        value={shownAt}
        onChange={(event) => setAt(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput label={t('form.how')} required maxLength={300} value={shownHow} onChange={(event) => setHow(event.currentTarget.value)} />
      {error && (
        <Alert color="red" role="alert" title={t('fault')}>
          {faultSentence(error)}
        </Alert>
      )}
    </Confirm>
  );
}

/** As a field of date and time has it, on this device's clock. */
function minuteOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}T${two(now.getHours())}:${two(now.getMinutes())}`;
}
