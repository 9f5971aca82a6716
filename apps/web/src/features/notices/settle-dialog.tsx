import { useMutation } from '@apollo/client/react';
import { Alert, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { OpenNoticesQuery } from '../../app/open-notices';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { NoticesQuery, SettleNotice } from './notice-query';

export const OUTCOMES = ['IN_ORDER', 'DIFFERS', 'NOT_HERE'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Asks before what was found is recorded: it stays. Null: closed. */
export function SettleDialog({ id, outcome, onClose }: { id: string; outcome: Outcome | null; onClose: () => void }) {
  const t = useWords('notices');
  const [note, setNote] = useState('');
  const [settle, { error, loading }] = useMutation(SettleNotice, { refetchQueries: [NoticesQuery, OpenNoticesQuery], awaitRefetchQueries: true, errorPolicy: 'all' });
  async function confirm() {
    if (!outcome) return;
    const { data } = await settle({ variables: { id, outcome, note: note.trim() || null } });
    if (data) onClose();
  }
  return (
    <Confirm
      opened={outcome !== null}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={outcome ? t(`outcome.${outcome}`) : ''}
      verb={t('confirm.verb')}
      danger={outcome === 'DIFFERS'}
      busy={loading}
    >
      {outcome && <Text>{t(`confirm.${outcome}`)}</Text>}
      <Text size="sm" c="dimmed">
        {t('confirm.stays')}
      </Text>
      <TextInput label={t('confirm.note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      {error && (
        <Alert color="red" role="alert">
          {faultSentence(error)}
        </Alert>
      )}
    </Confirm>
  );
}
