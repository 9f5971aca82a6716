import { useQuery } from '@apollo/client/react';
import { Alert, Button, Card, Group, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { graphql } from '../../app/graphql';
import { addUnits, type CollectedUnit } from '../../scanner/collected-units';
import { UnitCollector } from '../../scanner/unit-collector';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { CaseDecided, REASONS, type Reason } from './case-query';
import { DecisionOutcome } from './decision-outcome';
import { useDecision } from './use-decision';

const OpenCase = graphql(
  `
    mutation OpenCase($input: OpenCaseInput!) {
      answer: openCase(input: $input) {
        ...CaseDecided
      }
    }
  `,
  [CaseDecided],
);
const NoticeQuery = graphql(`
  query NoticeToFollow($id: ID!) {
    caseNotice(id: $id) {
      partnerName
    }
  }
`);

/** From a doubt to a case: what, why, and where it is. A link from a scan or from a partner's notice fills it in. */
export default function NewCasePage() {
  const t = useWords('cases');
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const noticeId = params.get('notice');
  const [units, setUnits] = useState<CollectedUnit[]>(() => addUnits([], params.getAll('text')).units);
  const [kind, setKind] = useState<Reason | ''>('');
  const [place, setPlace] = useState<'INSIDE' | 'OUT'>('INSIDE');
  const [reason, setReason] = useState('');
  const { data } = useQuery(NoticeQuery, { variables: { id: noticeId ?? '' }, skip: noticeId === null });
  const { busy, fault, refusal, run } = useDecision('openCase', OpenCase);
  const ready = units.length > 0 && kind !== '' && reason.trim() !== '';
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready) return;
    const opened = await run({ units: units.map(({ text }) => text), kind, reason: reason.trim(), place, noticeId });
    if (opened) void navigate(`/cases/${opened.id}`);
  }
  return (
    <Page title={t('newCase.title')} lead={t('newCase.lead')}>
      {data?.caseNotice && <Alert color="harbour">{t('newCase.notice', { partner: data.caseNotice.partnerName })}</Alert>}
      <UnitCollector title={t('newCase.units')} units={units} onChange={setUnits} paused={busy} />
      <form onSubmit={(event) => void submit(event)}>
        <Card>
          <Stack gap="md">
            <NativeSelect
              label={t('newCase.kind')}
              required
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value as Reason | '')}
              data={[{ value: '', label: t('newCase.choose') }, ...REASONS.map((value) => ({ value, label: t(`kinds.${value}`) }))]}
            />
            <Textarea
              label={t('newCase.reason')}
              description={t('newCase.reasonHint')}
              required
              autosize
              minRows={2}
              maxLength={2_000}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Radio.Group label={t('newCase.place')} value={place} onChange={(chosen) => setPlace(chosen === 'OUT' ? 'OUT' : 'INSIDE')}>
              <Stack gap={6} mt={6}>
                <Radio value="INSIDE" label={t('newCase.places.INSIDE')} />
                <Radio value="OUT" label={t('newCase.places.OUT')} />
              </Stack>
            </Radio.Group>
            <Text size="sm" c="dimmed">
              {t('newCase.aside')}
            </Text>
            <DecisionOutcome refusal={refusal} fault={fault} />
            <Group justify="flex-end">
              <Button type="submit" size="md" color="red.8" leftSection={<IconHandStop size={18} />} loading={busy} disabled={!ready}>
                {t('newCase.open')}
              </Button>
            </Group>
          </Stack>
        </Card>
      </form>
    </Page>
  );
}
