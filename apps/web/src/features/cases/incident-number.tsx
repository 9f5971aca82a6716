import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { type Case, CaseFields } from './case-query';

const RecordNumber = graphql(
  `
    mutation RecordIncidentNumber($id: ID!, $incidentNumber: String!) {
      recordIncidentNumber(id: $id, incidentNumber: $incidentNumber) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);

/** The number that FDA gave with its acknowledgement. */
export function IncidentNumber({ found }: { found: Case }) {
  const t = useWords('cases');
  const [number, setNumber] = useState(found.incidentNumber ?? '');
  const [save, { error, loading }] = useMutation(RecordNumber, { errorPolicy: 'all', refetchQueries: ['Form3911'] });
  return (
    <Card className="no-print">
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <TextInput
            label={t('form.number')}
            description={t('form.numberHint')}
            maxLength={300}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={loading}
            disabled={number.trim() === '' || number.trim() === found.incidentNumber}
            onClick={() => void save({ variables: { id: found.id, incidentNumber: number.trim() } })}
          >
            {t('form.numberSave')}
          </Button>
        </Group>
        {error && (
          <Alert color="red" role="alert" title={t('fault')}>
            {faultSentence(error)}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
