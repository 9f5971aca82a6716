import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { graphql, readFragment, type FragmentOf } from '../app/graphql';
import { useWords } from '../words';

export const RecallNoticeFields = graphql(`
  fragment RecallNoticeFields on RecallNotice {
    id
    class
    reason
    instructions
    contact
  }
`);

/** What the recall asks of whoever holds the package. The way to its page is among what the scan leads to. */
export function RecallNotice({ notice }: { notice: FragmentOf<typeof RecallNoticeFields> }) {
  const t = useWords('verdict');
  const recall = readFragment(RecallNoticeFields, notice);
  return (
    <Alert color="red" icon={<IconAlertOctagon />} title={t('recall.title', { class: recall.class })}>
      <Stack gap={6}>
        <Text size="sm">
          <b>{t('recall.why')}</b> {recall.reason}
        </Text>
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          <b>{t('recall.what')}</b> {recall.instructions}
        </Text>
        <Text size="sm">
          <b>{t('recall.ask')}</b> {recall.contact}
        </Text>
      </Stack>
    </Alert>
  );
}
