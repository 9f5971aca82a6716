import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, List, Progress, Stack, Text, Title } from '@mantine/core';
import { IconArrowsShuffle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { ScanEntry } from '../../scanner/scan-entry';
import { useScans } from '../../scanner/wedge-provider';
import { useWords } from '../../words';
import { type Case, CaseFields, type CaseLot } from './case-query';

const Draw = graphql(
  `
    mutation DrawSample($id: ID!, $gtin: String!, $lot: String!) {
      drawSample(id: $id, gtin: $gtin, lot: $lot) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);
const Tick = graphql(
  `
    mutation TickSample($id: ID!, $text: String!) {
      tickSample(id: $id, text: $text) {
        ...CaseFields
      }
    }
  `,
  [CaseFields],
);

/** The packages of a lot that chance chose: drawn once, ticked by scanning. */
export function Sample({ found, lot }: { found: Case; lot: CaseLot }) {
  const t = useWords('cases');
  const [draw, drawing] = useMutation(Draw, { errorPolicy: 'all' });
  const [tick, ticking] = useMutation(Tick, { errorPolicy: 'all' });
  const drawn = lot.sample.length > 0;
  const ticked = lot.sample.filter(({ matches }) => matches !== null).length;
  const scan = (text: string) => void tick({ variables: { id: found.id, text } });
  useScans(scan, drawn && ticked < lot.sample.length);
  const error = drawing.error ?? ticking.error;
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>{t('sample.title', { number: lot.number })}</Title>
        {drawn ? (
          <>
            <Text>{t('sample.drawn', { count: lot.sample.length, atHand: lot.atHand ?? 0 })}</Text>
            <Progress value={(100 * ticked) / lot.sample.length} aria-label={t('sample.title', { number: lot.number })} />
            <Text fw={600} aria-live="polite">
              {t('sample.progress', { done: ticked, count: lot.sample.length })}
            </Text>
            <List spacing={6} listStyleType="none">
              {lot.sample.map(({ differences, matches, name }) => (
                <List.Item key={name} icon={<Sign matches={matches} />}>
                  <span className="mono">{name}</span>
                  <Text size="sm" c={matches === false ? undefined : 'dimmed'} fw={matches === false ? 600 : 400}>
                    {[t(matches === null ? 'sample.open' : matches ? 'sample.matches' : 'sample.differs'), ...differences].join(': ')}
                  </Text>
                </List.Item>
              ))}
            </List>
            {ticked < lot.sample.length && (
              <>
                <Text size="sm" c="dimmed">
                  {t('sample.scan')}
                </Text>
                <ScanEntry onScan={scan} verb={t('sample.tick')} busy={ticking.loading} />
              </>
            )}
          </>
        ) : (
          <>
            <Text size="sm">{t('sample.why')}</Text>
            <Group>
              <Button
                variant="default"
                leftSection={<IconArrowsShuffle size={16} />}
                loading={drawing.loading}
                onClick={() => void draw({ variables: { id: found.id, gtin: lot.gtin, lot: lot.number } })}
              >
                {t('sample.draw')}
              </Button>
            </Group>
          </>
        )}
        {error && (
          <Alert color="red" role="alert" title={t('fault')}>
            {faultSentence(error)}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}

function Sign({ matches }: { matches: boolean | null }) {
  if (matches === null) return <IconCircleDashed size={20} aria-hidden />;
  return matches ? <IconCircleCheck size={20} aria-hidden /> : <IconCircleX size={20} aria-hidden />;
}
