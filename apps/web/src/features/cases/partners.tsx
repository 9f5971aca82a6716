import { useMutation, useQuery } from '@apollo/client/react';
import { Alert, Badge, Button, Card, CopyButton, Group, Modal, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCopy, IconMail, IconPrinter, IconSend } from '@tabler/icons-react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Grid } from '../../ui/grid';
import { printText } from '../../ui/print-text';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import { type Case, CaseFields, type CaseNotice } from './case-query';

const PartnersQuery = graphql(`
  query PartnersToTell($id: ID!) {
    suspectCase(id: $id) {
      id
      partnersToTell {
        name
        gln
        isHere
        soldToUs
        mayHave
      }
    }
  }
`);
const Tell = graphql(
  `
    mutation TellPartners($id: ID!) {
      tellPartners(id: $id) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);

interface Concerned {
  readonly soldToUs: boolean;
  readonly mayHave: boolean;
}

/** Exactly the partners whom the trace finds: before they are told who they are, afterwards what they answered. */
export function Partners({ found, title }: { found: Case; title: string }) {
  const t = useWords('cases');
  const told = found.partnersToldAt !== null;
  const [tell, { error, loading }] = useMutation(Tell, { errorPolicy: 'all' });
  const send = () => void tell({ variables: { id: found.id } });
  return (
    <Card>
      <Stack gap="md">
        <Title order={2}>{title}</Title>
        {told ? <Notices notices={found.notices} /> : <Found id={found.id} onTell={send} busy={loading} />}
        {told && found.acts.includes('TELL_PARTNERS') && (
          <Group className="no-print">
            <Button variant="default" size="xs" loading={loading} onClick={send}>
              {t('notify.again')}
            </Button>
          </Group>
        )}
        {error && (
          <Alert color={told ? 'harbour' : 'red'} role="alert">
            {faultSentence(error)}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}

function Found({ busy, id, onTell }: { id: string; busy: boolean; onTell: () => void }) {
  const t = useWords('cases');
  const why = useWhy();
  const { data, error, refetch } = useQuery(PartnersQuery, { variables: { id }, fetchPolicy: 'network-only' });
  return (
    <Answer data={data?.suspectCase?.partnersToTell} error={error} refetch={refetch}>
      {(partners) => (
        <>
          <Text>{t(partners.length === 0 ? 'notify.nobody' : 'notify.partnersWhy')}</Text>
          {partners.length > 0 && (
            <Grid label={t('notify.partnersTitle')} head={[t('notify.partner'), t('notify.why'), t('notify.way')]} minWidth={300}>
              {partners.map((partner) => (
                <Table.Tr key={`${partner.name} ${partner.gln ?? ''}`}>
                  <Table.Td fw={600}>{partner.name}</Table.Td>
                  <Table.Td>{why(partner)}</Table.Td>
                  <Table.Td>{t(partner.isHere ? 'notify.here' : 'notify.elsewhere')}</Table.Td>
                </Table.Tr>
              ))}
            </Grid>
          )}
          <Group className="no-print">
            <Button size="md" leftSection={<IconSend size={18} />} loading={busy} onClick={onTell}>
              {t(partners.length === 0 ? 'notify.tellNobody' : 'notify.tell')}
            </Button>
          </Group>
        </>
      )}
    </Answer>
  );
}

function Notices({ notices }: { notices: readonly CaseNotice[] }) {
  const t = useWords('cases');
  const why = useWhy();
  if (notices.length === 0) return <Text>{t('entries.nobody')}</Text>;
  return (
    <Grid label={t('notify.title')} head={[t('notify.partner'), t('notify.why'), t('notify.told'), t('notify.answer'), '']} minWidth={720}>
      {notices.map((notice) => (
        <Table.Tr key={notice.id}>
          <Table.Td fw={600}>{notice.partnerName}</Table.Td>
          <Table.Td>{notice.isNotification ? why(notice) : t('notify.terminated')}</Table.Td>
          <Table.Td>
            <When at={notice.at} />
            <Text size="xs" c="dimmed">
              {t(notice.partnerIsHere ? 'notify.here' : 'notify.elsewhere')}
            </Text>
          </Table.Td>
          <Table.Td>
            {notice.isNotification &&
              (notice.found === null ? (
                <Text size="sm" c="dimmed">
                  {t('notify.waiting')}
                </Text>
              ) : (
                <>
                  <Badge color={notice.found ? 'orange' : 'teal'}>{t(notice.found ? 'notify.found' : 'notify.noneFound')}</Badge>
                  {notice.answerNote && <Text size="sm">{notice.answerNote}</Text>}
                </>
              ))}
          </Table.Td>
          <Table.Td className="no-print">
            <Message notice={notice} />
          </Table.Td>
        </Table.Tr>
      ))}
    </Grid>
  );
}

/** The message, ready to be sent by whatever way the two use. */
function Message({ notice }: { notice: CaseNotice }) {
  const t = useWords('cases');
  const ui = useWords('ui');
  const [opened, { close, open }] = useDisclosure(false);
  const { subject, text } = notice.message;
  return (
    <>
      <Button
        size="xs"
        variant={notice.partnerIsHere ? 'subtle' : 'default'}
        onClick={open}
        aria-label={`${t('notify.message')}: ${notice.partnerName}`}
      >
        {t('notify.message')}
      </Button>
      <Modal opened={opened} onClose={close} title={subject} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
        <Stack gap="md">
          <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
            {text}
          </Text>
          <Group className="no-print">
            <CopyButton value={`${subject}\n\n${text}`}>
              {({ copied, copy }) => (
                <Button variant="default" leftSection={<IconCopy size={16} />} onClick={copy} aria-live="polite">
                  {t(copied ? 'notify.copied' : 'notify.copy')}
                </Button>
              )}
            </CopyButton>
            <Button
              component="a"
              href={`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`}
              variant="default"
              leftSection={<IconMail size={16} />}
            >
              {t('notify.mail')}
            </Button>
            <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => printText(subject, text)}>
              {t('notify.print')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function useWhy(): (concerned: Concerned) => string {
  const t = useWords('cases');
  return ({ mayHave, soldToUs }) => [...(soldToUs ? [t('notify.sold')] : []), ...(mayHave ? [t('notify.may')] : [])].join(', ');
}
