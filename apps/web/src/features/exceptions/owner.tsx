import { useMutation } from '@apollo/client/react';
import { NativeSelect } from '@mantine/core';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { useWords } from '../../words';
import { type Colleague, type ExceptionCase, ExceptionFields } from './exception-query';

const Assign = graphql(
  `
    mutation AssignException($id: ID!, $userId: ID) {
      assignException(id: $id, userId: $userId) {
        ...ExceptionFields
      }
    }
  `,
  [ExceptionFields],
);

/** Who sees to the case. */
export function Owner({ colleagues, found }: { found: ExceptionCase; colleagues: readonly Colleague[] }) {
  const t = useWords('exceptions');
  const [assign, { loading, error }] = useMutation(Assign, { errorPolicy: 'all' });
  return (
    <NativeSelect
      label={t('owner.label')}
      maw={320}
      disabled={loading}
      value={found.ownerId ?? ''}
      error={error && faultSentence(error)}
      onChange={(event) => void assign({ variables: { id: found.id, userId: event.currentTarget.value || null } })}
      data={[{ value: '', label: t('owner.nobody') }, ...colleagues.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
