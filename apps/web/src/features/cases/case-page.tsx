import { useQuery } from '@apollo/client/react';
import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useParams } from 'react-router';
import { Answer, Found } from '../../ui/answer';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { CaseBadge } from './case-badge';
import { CaseFacts } from './case-facts';
import { type Case, CaseQuery } from './case-query';
import { Clock } from './clock';
import { Decide } from './decide';
import { Dispose } from './dispose';
import { EndCase } from './end-case';
import { Entries } from './entries';
import { Evidence } from './evidence';
import { FdaReport } from './fda-report';
import { IncidentNumber } from './incident-number';
import { Partners } from './partners';
import { Product } from './product';
import { Questions } from './questions';
import { Sample } from './sample';
import { Steps } from './steps';

/** A case, led step by step: what is to be done now stands first, what is known below it. */
export default function CasePage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(CaseQuery, { variables: { id }, fetchPolicy: 'cache-and-network' });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ suspectCase }) => <Found thing={suspectCase}>{(found) => <Shown found={found} />}</Found>}
    </Answer>
  );
}

function Shown({ found }: { found: Case }) {
  const t = useWords('cases');
  const name = [...new Set(found.lots.flatMap(({ product }) => product ?? []))].join(', ') || t(`kinds.${found.kind}`);
  const can = (act: Case['acts'][number]) => found.acts.includes(act);
  const investigating = can('RECORD');
  return (
    <Page
      title={name}
      lead={<CaseBadge state={found.state} />}
      actions={
        <Button variant="default" leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {t('print')}
        </Button>
      }
    >
      <Card>
        <Stack gap="md">
          <Text className="print-only" fw={700} fz="xl">
            {[name, t(`states.${found.state}`)].join(', ')}
          </Text>
          <Steps state={found.state} />
          <Title order={2}>{t(`now.${found.state}`)}</Title>
          <Clock found={found} />
        </Stack>
      </Card>
      {found.state === 'ILLEGITIMATE' && (
        <>
          <FdaReport
            found={found}
            type="INITIAL"
            title={t('notify.fdaTitle')}
            why={t(found.fdaNotifiedAt ? 'notify.fdaDone' : 'notify.fdaWhy')}
          />
          <Partners found={found} title={t('notify.partnersTitle')} />
        </>
      )}
      {can('DISPOSE') && found.state === 'NOTIFIED' && <Dispose found={found} />}
      {can('TERMINATE') && <EndCase found={found} />}
      {found.state === 'SUSPECT' && (
        <>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Questions found={found} />
            <Stack gap="md">
              {found.lots.map((lot) => (
                <Sample key={`${lot.gtin} ${lot.number}`} found={found} lot={lot} />
              ))}
            </Stack>
          </SimpleGrid>
          <Evidence found={found} />
          <Decide found={found} />
        </>
      )}
      {found.fdaNotifiedAt && can('RECORD') && <IncidentNumber found={found} />}
      {can('REQUEST_TERMINATION') && (
        <FdaReport
          key={found.state}
          found={found}
          type="TERMINATION"
          title={t('form.types.TERMINATION')}
          why={t('end.why')}
          folded={found.state === 'NOTIFIED'}
        />
      )}
      {can('FOLLOW_UP') && <FdaReport found={found} type="FOLLOW_UP" title={t('form.types.FOLLOW_UP')} why={t('notify.fdaWhy')} folded />}
      {can('DISPOSE') && found.state !== 'NOTIFIED' && <Dispose found={found} />}
      {found.state !== 'ILLEGITIMATE' && found.notices.length > 0 && <Partners found={found} title={t('notify.title')} />}
      <CaseFacts found={found} />
      <Product found={found} />
      {investigating && found.state !== 'SUSPECT' && <Evidence found={found} />}
      <Group gap={0} grow align="flex-start">
        <Entries found={found} />
      </Group>
    </Page>
  );
}
