import { useQuery } from '@apollo/client/react';
import { Anchor, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { graphql, type ResultOf } from '../../app/graphql';
import { Answer } from '../../ui/answer';
import { Page } from '../../ui/page';
import { PURPOSES, VERDICTS, type ScanPurpose, type Verdict } from '../../verdict/words';
import { useWords } from '../../words';

const RulesQuery = graphql(`
  query VerdictRules {
    verdictRules {
      code
      message
      cases {
        purposes
        severity
        next
        actions
        offers
      }
    }
  }
`);
type Rule = ResultOf<typeof RulesQuery>['verdictRules'][number];

const ORDER: readonly Verdict[] = ['DO_NOT_USE', 'CHECK_NEEDED', 'COULD_NOT_ASK', 'MATCHES'];

/** Every reason that a scan can give, by its answer: the server's own table, in words. */
export default function LegendPage() {
  const t = useWords('legend');
  const tv = useWords('verdict');
  const [purpose, setPurpose] = useState<ScanPurpose | 'ALL'>('ALL');
  const { data, error, refetch } = useQuery(RulesQuery);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Anchor component={Link} to="/scan" underline="always">
          {t('back')}
        </Anchor>
      }
    >
      <SegmentedControl
        aria-label={t('purpose')}
        value={purpose}
        onChange={(chosen) => setPurpose(chosen as ScanPurpose | 'ALL')}
        data={[{ value: 'ALL', label: t('all') }, ...PURPOSES.map((value) => ({ value, label: tv(`purpose.${value}`) }))]}
      />
      <Answer data={data?.verdictRules} error={error} refetch={refetch}>
        {(rules) => (
          <Stack gap="md">
            {ORDER.map((verdict) => (
              <Answers key={verdict} verdict={verdict} narrow={purpose !== 'ALL'} rules={rules.flatMap((rule) => narrowed(rule, verdict, purpose))} />
            ))}
          </Stack>
        )}
      </Answer>
      <Text size="sm" c="dimmed">
        {t('record')}
      </Text>
    </Page>
  );
}

/** A rule with those of its cases that give this verdict for this purpose; none where it has none. */
function narrowed(rule: Rule, verdict: Verdict, purpose: ScanPurpose | 'ALL'): Rule[] {
  const cases = rule.cases.filter(({ purposes, severity }) => severity === verdict && (purpose === 'ALL' || purposes.includes(purpose)));
  return cases.length === 0 ? [] : [{ ...rule, cases }];
}

function Answers({ verdict, rules, narrow }: { verdict: Verdict; rules: readonly Rule[]; narrow: boolean }) {
  const t = useWords('legend');
  const tv = useWords('verdict');
  const { color, icon: Icon } = VERDICTS[verdict];
  return (
    <Card>
      <Group gap="sm" mb="sm" wrap="nowrap">
        <Icon size={30} aria-hidden="true" color={`var(--mantine-color-${color}-${color === 'yellow' ? 7 : 8})`} style={{ flex: '0 0 auto' }} />
        <Title order={2}>{tv(`word.${verdict}`)}</Title>
      </Group>
      {rules.length === 0 && <Text c="dimmed">{t('none')}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {rules.map(({ cases, code, message }) => (
          <li key={code} id={code}>
            <Text fw={600}>{message}</Text>
            {cases.map(({ next, offers, purposes }) => (
              <div key={`${next}${purposes.join()}`}>
                <Text>
                  {next}{' '}
                  <Text span size="sm" c="dimmed">
                    {narrow || purposes.length === PURPOSES.length ? '' : `(${t('only', { purposes: purposes.map((each) => tv(`purpose.${each}`)).join(', ') })})`}
                  </Text>
                </Text>
                {offers.length > 0 && (
                  <Text size="sm" c="dimmed">
                    {t('offered', { offers: offers.join(' · ') })}
                  </Text>
                )}
              </div>
            ))}
            <Text size="xs" c="dimmed" className="mono">
              {code}
            </Text>
          </li>
        ))}
      </Stack>
    </Card>
  );
}
