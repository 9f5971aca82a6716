import { Anchor, Card, Image, Stack, Text, Timeline, Title } from '@mantine/core';
import { Link } from 'react-router';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import type { Case, CaseEntry } from './case-query';

/** Everything that happened to a case, the newest first: who, when, what. */
export function Entries({ found }: { found: Case }) {
  const t = useWords('cases');
  return (
    <Card>
      <Stack gap="md">
        <Title order={2}>{t('entries.title')}</Title>
        <Timeline bulletSize={14} lineWidth={2} active={found.entries.length}>
          {found.entries.toReversed().map((entry) => (
            <Timeline.Item key={entry.id} title={<Headline entry={entry} />}>
              <Text size="sm" c="dimmed">
                <When at={entry.at} />, {entry.by}
              </Text>
              <Detail entry={entry} caseId={found.id} />
            </Timeline.Item>
          ))}
        </Timeline>
      </Stack>
    </Card>
  );
}

function Headline({ entry }: { entry: CaseEntry }) {
  const t = useWords('cases');
  const kind = entry.kind as keyof typeof KINDS;
  const words = kind in KINDS ? t(`entries.${kind}`) : entry.kind;
  const more = entry.report
    ? t(`form.types.${entry.report}`)
    : entry.disposition
      ? t(`dispose.hows.${entry.disposition}`)
      : entry.question
        ? t(`check.${entry.question}`)
        : entry.about;
  return <>{[words, more].filter(Boolean).join(': ')}</>;
}

const KINDS = {
  opened: 0,
  note: 0,
  photo: 0,
  check: 0,
  sample_drawn: 0,
  sample_checked: 0,
  part_cleared: 0,
  part_moved: 0,
  cleared: 0,
  found_illegitimate: 0,
  partners_told: 0,
  form: 0,
  submitted: 0,
  numbered: 0,
  disposed: 0,
  terminated: 0,
} as const;

function Detail({ caseId, entry }: { entry: CaseEntry; caseId: string }) {
  const t = useWords('cases');
  const photo = entry.photoId && `/cases/${caseId}/photos/${entry.photoId}`;
  const lines = [
    entry.answer && t(`check.${entry.answer}`),
    entry.matches !== null && t(entry.matches ? 'sample.matches' : 'sample.differs'),
    entry.kind === 'partners_told' && (entry.partners.join(', ') || t('entries.nobody')),
    ...entry.units,
    entry.text,
  ].filter(Boolean);
  return (
    <>
      {lines.length > 0 && (
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {lines.join('. ')}
        </Text>
      )}
      {entry.otherCaseId && (
        <Anchor component={Link} size="sm" underline="always" to={`/cases/${entry.otherCaseId}`}>
          {t('entries.otherCase')}
        </Anchor>
      )}
      {entry.submittedAt && (
        <Text size="sm">
          <When at={entry.submittedAt} />
        </Text>
      )}
      {photo && (
        <Anchor href={photo} target="_blank" rel="noreferrer" aria-label={t('entries.open')}>
          <Image src={photo} alt={entry.text || t('entries.photo')} mah={220} w="auto" maw="100%" fit="contain" radius="sm" mt={6} />
        </Anchor>
      )}
    </>
  );
}
