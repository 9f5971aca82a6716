import { useQuery } from '@apollo/client/react';
import { Badge, Button, Card, Collapse, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconDownload, IconPencil, IconPrinter } from '@tabler/icons-react';
import { graphql } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Grid } from '../../ui/grid';
import { useWords } from '../../words';
import type { Case } from './case-query';
import { FormFields } from './form-fields';
import { RecordSubmission } from './record-submission';

export type ReportType = 'INITIAL' | 'FOLLOW_UP' | 'TERMINATION';

const FormQuery = graphql(`
  query Form3911($id: ID!, $type: ReportType!) {
    suspectCase(id: $id) {
      id
      form3911(type: $type) {
        status
        missing
        items {
          number
          name
          value
        }
      }
    }
  }
`);
const FILES = { INITIAL: 'initial', FOLLOW_UP: 'follow-up', TERMINATION: 'termination' } as const;

/** A report to FDA: its data, what is missing, the way to take it away, and that it was submitted. */
export function FdaReport({
  folded = false,
  found,
  title,
  type,
  why,
}: {
  found: Case;
  type: ReportType;
  title: string;
  why: string;
  folded?: boolean;
}) {
  const t = useWords('cases');
  const [opened, { toggle }] = useDisclosure(!folded);
  const [writing, write] = useDisclosure(false);
  const [submitting, submit] = useDisclosure(false);
  const { data, error, refetch } = useQuery(FormQuery, {
    variables: { id: found.id, type },
    fetchPolicy: 'cache-and-network',
    skip: !opened,
  });
  const done = type === 'INITIAL' && found.fdaNotifiedAt !== null;
  return (
    <Card className="no-print">
      <Stack gap="md">
        <Group justify="space-between">
          <Title order={2}>{title}</Title>
          <Group gap="xs">
            <Badge color="gray">{t('form.prepared')}</Badge>
            {folded && (
              <Button
                variant="subtle"
                size="xs"
                onClick={toggle}
                aria-expanded={opened}
                rightSection={opened ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
              >
                {t('form.title')}
              </Button>
            )}
          </Group>
        </Group>
        <Text>{why}</Text>
        <Collapse expanded={opened}>
          <Stack gap="md">
            <Answer data={data?.suspectCase?.form3911 ?? undefined} error={error} refetch={refetch}>
              {(form) => (
                <>
                  <Text fw={600} aria-live="polite">
                    {form.missing.length === 0 ? t('form.complete') : t('form.missing', { count: form.missing.length })}
                  </Text>
                  <Grid label={t('form.title')} head={['', t('form.item'), '']} minWidth={280}>
                    {form.items
                      .filter(({ number, value }) => value !== '' || form.missing.includes(number))
                      .map(({ name, number, value }) => (
                        <Table.Tr key={number}>
                          <Table.Td w={36} pr={0}>
                            {number}
                          </Table.Td>
                          <Table.Td w="38%">{name}</Table.Td>
                          <Table.Td style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
                            {value === '' ? <Badge color="orange">{t('form.toDo')}</Badge> : value}
                          </Table.Td>
                        </Table.Tr>
                      ))}
                  </Grid>
                </>
              )}
            </Answer>
            <Group>
              {!done && (
                <Button size="md" onClick={submit.open}>
                  {t('form.submitted')}
                </Button>
              )}
              {found.acts.includes('RECORD') && (
                <Button variant="default" leftSection={<IconPencil size={16} />} onClick={write.open}>
                  {t('form.write')}
                </Button>
              )}
              <Button
                component="a"
                variant="default"
                href={`/cases/${found.id}/form-3911/${FILES[type]}.pdf`}
                download
                leftSection={<IconPrinter size={16} />}
              >
                {t('form.pdf')}
              </Button>
              <Button
                component="a"
                variant="default"
                href={`/cases/${found.id}/form-3911/${FILES[type]}.json`}
                download
                leftSection={<IconDownload size={16} />}
              >
                {t('form.json')}
              </Button>
            </Group>
          </Stack>
        </Collapse>
      </Stack>
      <FormFields found={found} type={type} items={data?.suspectCase?.form3911?.items ?? []} opened={writing} onClose={write.close} />
      <RecordSubmission found={found} type={type} opened={submitting} onClose={submit.close} />
    </Card>
  );
}
