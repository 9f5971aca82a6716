import { useApolloClient, useQuery } from '@apollo/client/react';
import { Alert, Anchor, Badge, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertOctagon, IconCamera, IconDatabase, IconDatabaseOff, IconFileImport, IconScan } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { faultSentence } from '../../app/apollo';
import { useSession } from '../../app/session';
import { ScanEntry } from '../../scanner/scan-entry';
import { unitKey } from '../../scanner/unit-key';
import { useScans } from '../../scanner/wedge-provider';
import { Answer } from '../../ui/answer';
import { Empty } from '../../ui/empty';
import { Page } from '../../ui/page';
import { useFresh } from '../../ui/use-fresh';
import { When } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { useWords } from '../../words';
import { Age } from './age';
import { productsOf, sortArrivals } from './arrivals';
import { ArrivalsQuery, FindQuery, type ArrivalLine } from './dock-query';
import { keyOfCount, scannedSoFar } from './kept-count';

const CameraView = lazy(async () => ({ default: (await import('../../scanner/camera-view')).CameraView }));

const PRODUCTS_SHOWN = 3;

/** Monday morning: what is expected here, today first. Whatever is scanned or typed opens its delivery. */
export default function ReceivingPage() {
  const t = useWords('receiving');
  const ui = useWords('ui');
  const scanner = useWords('scanner');
  const { organisation, site } = useSession();
  const zone = useZone();
  const { data, error, refetch } = useQuery(ArrivalsQuery);
  const fresh = useFresh(refetch);
  const [camera, setCamera] = useState(false);
  const { clear, find, found, note } = useFind(camera);
  const [opened] = useState(() => Date.now());
  const otherSites = organisation.sites.map(({ gln }) => gln).filter((gln) => site !== null && gln !== site.gln && gln !== organisation.gln);

  return (
    <Page
      title={t('title')}
      actions={
        !camera && (
          <Button size="md" variant="default" leftSection={<IconCamera size={20} />} onClick={() => setCamera(true)}>
            {t('camera.open')}
          </Button>
        )
      }
      lead={fresh.lost ? t('lead') : <Age at={fresh.at} lost={false} />}
    >
      {fresh.lost && <Age at={fresh.at} lost />}
      <Card>
        <Stack gap="xs">
          <Text fz="lg" fw={600}>
            {t('lead')}
          </Text>
          <ScanEntry label={t('find.label')} verb={t('find.verb')} placeholder={t('find.hint')} onScan={(text) => void find(text)} />
          {camera && (
            <Suspense fallback={<Text size="sm">{scanner('camera.opening')}</Text>}>
              <CameraView onScan={(text) => void find(text)} onClose={() => setCamera(false)} />
            </Suspense>
          )}
          <div aria-live="polite">{note && <Alert color="orange">{note}</Alert>}</div>
        </Stack>
      </Card>
      <Answer data={data?.shipments} error={error} refetch={refetch}>
        {({ items, total }) => {
          if (items.length === 0)
            return (
              <Empty
                title={t('empty.title')}
                action={
                  <Group mt="sm">
                    <Button component={Link} to="/import" variant="default" leftSection={<IconFileImport size={18} />}>
                      {t('empty.import')}
                    </Button>
                    <Button component={Link} to="/scan" variant="default" leftSection={<IconScan size={18} />}>
                      {t('empty.scan')}
                    </Button>
                  </Group>
                }
              >
                {t('empty.why')}
              </Empty>
            );
          const shown = found ? items.filter(({ id }) => found.ids.includes(id)) : items;
          const { earlier, elsewhere, today } = sortArrivals(shown, { now: opened, zone, otherSites });
          return (
            <>
              {found && (
                <Alert color="harbour" withCloseButton closeButtonLabel={ui('close')} onClose={clear}>
                  {t('find.several', { count: found.ids.length, text: found.text })}
                </Alert>
              )}
              <Part title={t('today')} lines={today} />
              <Part title={t('earlier')} lines={earlier} />
              <Part title={t('elsewhere')} lines={elsewhere} />
              <Text size="sm" c="dimmed">
                {items.length < total ? t('all.more', { shown: items.length, total }) : t('all.whole')}
              </Text>
            </>
          );
        }}
      </Answer>
    </Page>
  );
}

/** Finds the delivery of what was scanned or typed, and opens it. A barcode that is on none is judged on the Scan page. */
function useFind(camera: boolean) {
  const t = useWords('receiving');
  const client = useApolloClient();
  const navigate = useNavigate();
  const [note, setNote] = useState<string | null>(null);
  const [found, setFound] = useState<{ ids: string[]; text: string } | null>(null);
  const find = useCallback(
    async (text: string) => {
      setNote(null);
      setFound(null);
      try {
        const { data } = await client.query({ query: FindQuery, variables: { text }, fetchPolicy: 'no-cache' });
        const { isPackage = false, shipmentIds = [] } = data?.arrival ?? {};
        const [only] = shipmentIds;
        if (only && shipmentIds.length === 1) void navigate(`/receiving/${only}`, { state: { counted: isPackage ? text : null, camera } });
        else if (only) setFound({ ids: shipmentIds, text });
        else if (unitKey(text) !== null || text.startsWith(']')) void navigate('/scan', { state: { scanned: text } });
        else setNote(t('find.none', { text }));
      } catch (error) {
        setNote(faultSentence(error));
      }
    },
    [camera, client, navigate, t],
  );
  useScans((text) => void find(text));
  return { find, note, found, clear: () => setFound(null) };
}

function Part({ lines, title }: { title: string; lines: readonly ArrivalLine[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <SimpleGrid component="ul" cols={{ base: 1, md: 2 }} spacing="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {lines.map((line) => (
          <Arriving key={line.id} line={line} />
        ))}
      </SimpleGrid>
    </section>
  );
}

function Arriving({ line }: { line: ArrivalLine }) {
  const t = useWords('receiving');
  const { user } = useSession();
  const products = productsOf(line);
  const recalled = line.units.filter((unit) => unit.recalled).length;
  const scanned = scannedSoFar(localStorage, keyOfCount({ userId: user.id, shipmentId: line.id }));
  const more = products.length - PRODUCTS_SHOWN;
  return (
    <Card component="li">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Anchor component={Link} to={`/receiving/${line.id}`} fz="lg" fw={650}>
            {line.from}
          </Anchor>
          <Text fz="lg">
            {t('packages', { count: line.packageCount })}, {t('products', { count: products.length })}
          </Text>
          <Text size="sm">
            {products.slice(0, PRODUCTS_SHOWN).join(', ')}
            {more > 0 && ` ${t('more', { count: more })}`}
          </Text>
          <Text size="sm" c="dimmed">
            {t('sent')} <When at={line.shippedAt} />
            {(line.purchaseOrder ?? line.despatchAdvice) && (
              <>
                , <span className="mono">{[line.purchaseOrder, line.despatchAdvice].filter(Boolean).join(' / ')}</span>
              </>
            )}
          </Text>
        </div>
        <Stack gap={4} align="flex-end">
          <Badge color={line.dataArrived ? 'teal' : 'orange'} leftSection={line.dataArrived ? <IconDatabase size={13} /> : <IconDatabaseOff size={13} />}>
            {t(line.dataArrived ? 'arrived' : 'notYet')}
          </Badge>
          {line.stated && <Badge color="gray">{t('stated')}</Badge>}
          {recalled > 0 && (
            <Badge color="red" leftSection={<IconAlertOctagon size={13} />}>
              {t('recalled', { count: recalled })}
            </Badge>
          )}
          {line.units.some(({ expired }) => expired) && <Badge color="red">{t('expired')}</Badge>}
          {line.units.length > line.open && line.open > 0 && <Badge color="harbour">{t('partly', { open: line.open })}</Badge>}
          {scanned > 0 && <Badge color="harbour">{t('counting', { count: scanned })}</Badge>}
        </Stack>
      </Group>
    </Card>
  );
}
