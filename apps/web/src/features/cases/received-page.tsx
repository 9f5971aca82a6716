import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Badge, Button, Card, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconFolderPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { faultSentence } from '../../app/apollo';
import { graphql, type ResultOf } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Confirm } from '../../ui/confirm';
import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';
import { When } from '../../ui/when';
import { useWords } from '../../words';

const NoticeFields = graphql(`
  fragment NoticeFields on CaseNotice @_unmask {
    id
    isNotification
    partnerName
    soldToUs
    mayHave
    at
    found
    answeredAt
    answerNote
    caseId
    atHand
    arrivedSince
    lots {
      number
      lotId
    }
    message {
      subject
      text
    }
  }
`);
const NoticesQuery = graphql(
  `
    query CaseNotices($after: String) {
      caseNotices(first: 50, after: $after) {
        next
        waiting
        items {
          ...NoticeFields
        }
      }
    }
  `,
  [NoticeFields],
);
const NoneFound = graphql(
  `
    mutation AnswerNoneFound($noticeId: ID!, $note: String!) {
      answerNoneFound(noticeId: $noticeId, note: $note) {
        ...NoticeFields
      }
    }
  `,
  [NoticeFields],
);
type Notice = ResultOf<typeof NoticesQuery>['caseNotices']['items'][number];

/** What partners told of illegitimate product: look for it, and answer. */
export default function ReceivedPage() {
  const t = useWords('cases');
  const { data, error, fetchMore, refetch } = useQuery(NoticesQuery, { variables: { after: null }, fetchPolicy: 'cache-and-network' });
  return (
    <Page
      title={t('inbox.title')}
      lead={t('inbox.lead')}
      actions={
        <Button component={Link} to="/cases" variant="default" leftSection={<IconArrowLeft size={16} />}>
          {t('inbox.back')}
        </Button>
      }
    >
      <Answer data={data?.caseNotices} error={error} refetch={refetch}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={t('inbox.empty')}>{t('inbox.emptyWhy')}</Empty>
          ) : (
            <Stack gap="md">
              {items.map((notice) => (
                <NoticeCard key={notice.id} notice={notice} />
              ))}
              {next && (
                <Group justify="center">
                  <Button
                    variant="default"
                    size="xs"
                    onClick={() =>
                      void fetchMore({
                        variables: { after: next },
                        updateQuery: (before, { fetchMoreResult }) => ({
                          caseNotices: {
                            ...fetchMoreResult.caseNotices,
                            items: [...before.caseNotices.items, ...fetchMoreResult.caseNotices.items],
                          },
                        }),
                      })
                    }
                  >
                    {t('inbox.more')}
                  </Button>
                </Group>
              )}
            </Stack>
          )
        }
      </Answer>
    </Page>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const t = useWords('cases');
  const [answering, { close, open }] = useDisclosure(false);
  const waits = notice.isNotification && notice.found === null;
  return (
    <Card component="article" aria-label={notice.message.subject}>
      <Stack gap="sm">
        <Group justify="space-between" gap="xs">
          <Title order={2}>{notice.message.subject}</Title>
          {notice.isNotification ? (
            <Badge color={waits ? 'orange' : 'teal'}>{t(waits ? 'inbox.waits' : notice.found ? 'inbox.youFound' : 'inbox.youNone')}</Badge>
          ) : (
            <Badge color="gray">{t('inbox.terminated')}</Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {notice.partnerName}, <When at={notice.at} />
        </Text>
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {notice.message.text}
        </Text>
        {waits && (
          <>
            <Text fw={600}>{notice.atHand === 0 ? t('inbox.atHandNone') : t('inbox.atHand', { count: notice.atHand })}</Text>
            <Group gap="md">
              {notice.lots.map(
                ({ lotId, number }) =>
                  lotId && (
                    <Anchor key={lotId} component={Link} underline="always" to={`/stock/${lotId}`}>
                      {t('inbox.see', { number })}
                    </Anchor>
                  ),
              )}
            </Group>
            <Group>
              <Button
                size="md"
                color="red.8"
                component={Link}
                to={`/cases/new?notice=${notice.id}`}
                leftSection={<IconFolderPlus size={18} />}
              >
                {t('inbox.found')}
              </Button>
              <Button size="md" variant="default" onClick={open}>
                {t('inbox.none')}
              </Button>
            </Group>
          </>
        )}
        {notice.arrivedSince > 0 && (
          <Alert color="orange" title={t('inbox.since', { count: notice.arrivedSince })}>
            <Stack gap="xs" align="flex-start">
              {t('inbox.sinceWhy')}
              <Button component={Link} to="/cases/new" variant="default" leftSection={<IconFolderPlus size={16} />}>
                {t('inbox.found')}
              </Button>
            </Stack>
          </Alert>
        )}
        {notice.answeredAt && (
          <Text size="sm">
            {t(notice.found ? 'inbox.youFound' : 'inbox.youNone')}, <When at={notice.answeredAt} />
            {notice.answerNote && `. ${notice.answerNote}`}{' '}
            {notice.caseId && (
              <Anchor component={Link} inherit underline="always" to={`/cases/${notice.caseId}`}>
                {t('inbox.openCase')}
              </Anchor>
            )}
          </Text>
        )}
      </Stack>
      <NoneDialog id={notice.id} opened={answering} onClose={close} />
    </Card>
  );
}

function NoneDialog({ id, onClose, opened }: { id: string; opened: boolean; onClose: () => void }) {
  const t = useWords('cases');
  const [note, setNote] = useState('');
  const [answer, { error, loading }] = useMutation(NoneFound, { errorPolicy: 'all' });
  async function confirm() {
    const { data } = await answer({ variables: { noticeId: id, note: note.trim() } });
    if (data) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={t('inbox.noneTitle')}
      verb={t('inbox.send')}
      busy={loading}
    >
      <Text size="sm">{t('inbox.noneWhy')}</Text>
      <Textarea
        label={t('inbox.where')}
        autosize
        minRows={2}
        maxLength={5_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        data-autofocus
      />
      {error && (
        <Alert color="red" role="alert" title={t('fault')}>
          {faultSentence(error)}
        </Alert>
      )}
    </Confirm>
  );
}
