import { useQuery } from '@apollo/client/react';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconFileTypePdf, IconScan } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { graphql } from '../../app/graphql';
import { ChainGraph } from '../../pedigree/chain-graph';
import { PedigreeProof } from '../../pedigree/pedigree-proof';
import { PedigreeFields, PedigreeTimeline } from '../../pedigree/pedigree-timeline';
import { ScanEntry } from '../../scanner/scan-entry';
import { unitLabel } from '../../scanner/unit-label';
import { useScans } from '../../scanner/wedge-provider';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';
import { formatDay } from '../../ui/when';
import { useWords } from '../../words';

const PedigreeQuery = graphql(
  `
    query Pedigree($text: String!) {
      pedigree(text: $text) {
        text
        lot
        expiry
        product {
          name
          strength
          ndc
        }
        pedigree {
          ...PedigreeFields
        }
      }
    }
  `,
  [PedigreeFields],
);

/** The history of one package or container: as a picture, step by step, with its proof, and on paper. It is where its square code on paper leads. */
export default function PedigreePage() {
  const t = useWords('pedigree');
  const [params, setParams] = useSearchParams();
  const text = params.get('text');
  const ask = (scanned: string) => setParams({ text: scanned });
  useScans(ask);
  return (
    <Page title={t('page.title')} lead={t('page.lead')}>
      <Card>
        <Stack gap={6}>
          <Text size="sm">{t('page.ask')}</Text>
          <ScanEntry label={t('page.code')} verb={t('page.show')} onScan={ask} />
        </Stack>
      </Card>
      {text !== null && <Shown key={text} text={text} />}
    </Page>
  );
}

function Shown({ text }: { text: string }) {
  const t = useWords('pedigree');
  const { data, error, refetch } = useQuery(PedigreeQuery, { variables: { text }, fetchPolicy: 'network-only' });
  return (
    <Answer data={data} error={error} refetch={refetch}>
      {({ pedigree: found }) =>
        found === null ? (
          <Empty title={t('page.none')}>{t('page.noneWhy')}</Empty>
        ) : (
          <Stack gap="md">
            <Card>
              <Group justify="space-between" align="flex-start" mb="md">
                <div>
                  <Title order={2}>
                    {found.product ? [found.product.name, found.product.strength].filter(Boolean).join(', ') : unitLabel(found.text)}
                  </Title>
                  <Text size="sm" className="mono">
                    {found.text}
                  </Text>
                  {found.lot && (
                    <Text size="sm" c="dimmed">
                      {t('page.lot', { lot: found.lot, expiry: found.expiry ? formatDay(found.expiry) : '' })}
                    </Text>
                  )}
                </div>
                <Group gap="xs" className="no-print">
                  <Button
                    component="a"
                    href={`/pedigree.pdf?text=${encodeURIComponent(found.text)}`}
                    variant="default"
                    leftSection={<IconFileTypePdf size={17} />}
                  >
                    {t('page.paper')}
                  </Button>
                  <Button
                    component={Link}
                    to={`/scan?text=${encodeURIComponent(found.text)}`}
                    variant="default"
                    leftSection={<IconScan size={17} />}
                  >
                    {t('page.scan')}
                  </Button>
                </Group>
              </Group>
              <ChainGraph pedigree={found.pedigree} />
            </Card>
            <Card>
              <PedigreeTimeline pedigree={found.pedigree} />
              <PedigreeProof text={found.text} atOnce />
            </Card>
          </Stack>
        )
      }
    </Answer>
  );
}
