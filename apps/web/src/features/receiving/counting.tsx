import { Alert, Button, Card, Group, Stack, Text } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconCamera, IconCircleCheck, IconPackageImport } from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { uuidv7 } from 'uuidv7';
import { ScanEntry } from '../../scanner/scan-entry';
import { unitKey } from '../../scanner/unit-key';
import { useKey } from '../../scanner/use-key';
import { useScans } from '../../scanner/wedge-provider';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { Keyed } from '../../ui/keyed';
import { makeFeedback } from '../../verdict/feedback';
import type { Verdict } from '../../verdict/words';
import { useWords } from '../../words';
import { DifferenceTable } from './difference-table';
import { differenceOf } from './difference';
import type { Delivery } from './dock-query';
import { isStopped, outermostOf, type Expected } from './expected';
import { changeScan, dropScan, SCANS_MOST } from './kept-count';
import { LaneTiles } from './lane-tiles';
import { laneOf, type Lane } from './lanes';
import { LastScan } from './last-scan';
import { OddOnes } from './odd-ones';
import { OutermostTable } from './outermost-table';
import { Result } from './result';
import { cryptoBelow, draw } from './sample';
import { SampleCard } from './sample-card';
import { settle, type Mode } from './settle';
import { StepsList } from './steps-list';
import { isDone, planOf } from './steps';
import { reasonOf, Summary } from './summary';
import { useCount } from './use-count';
import { useFinish } from './use-finish';

const CameraView = lazy(async () => ({ default: (await import('../../scanner/camera-view')).CameraView }));

/** What each lane sounds like: one hears without looking whether to put a thing aside. */
const SOUNDS: Record<Lane, Verdict> = { stock: 'MATCHES', quarantine: 'DO_NOT_USE', extra: 'CHECK_NEEDED', open: 'CHECK_NEEDED', other: 'CHECK_NEEDED', owned: 'COULD_NOT_ASK', waiting: 'COULD_NOT_ASK' };
const NONE: Record<Lane, number> = { stock: 0, quarantine: 0, extra: 0, open: 0, other: 0, owned: 0, waiting: 0 };

export function Counting({ delivery, expected, lost, onSample, sampling }: { delivery: Delivery; expected: Expected; lost: boolean; sampling: boolean; onSample: () => void }) {
  const t = useWords('receiving');
  const scanner = useWords('scanner');
  const shipmentId = delivery.id;
  const [sound] = useLocalStorage({ key: 'packtrail.sound', defaultValue: true, getInitialValueInEffect: false });
  const feedback = useMemo(() => makeFeedback(), []);
  const latest = useRef<{ expected: Expected; lane: (id: string) => Lane | null }>({ expected, lane: () => null });
  const sing = useCallback(
    (id: string) => {
      const lane = latest.current.lane(id);
      if (sound && lane) feedback(SOUNDS[lane]);
    },
    [feedback, sound],
  );
  const { change, count, fault, last, restart, scan } = useCount(shipmentId, sing);
  const finish = useFinish({ shipmentId, count, change, words: (why) => reasonOf(t, why) });
  const opener = useLocation().state as unknown;
  const [camera, setCamera] = useState(() => isObject(opener) && opener['camera'] === true);
  const [finishing, setFinishing] = useState<Mode | null>(null);
  const [restarting, asking] = useDisclosure(false);

  const sorted = useMemo(() => count.scans.map((each) => ({ scan: each, lane: laneOf(each, expected, shipmentId) })), [count.scans, expected, shipmentId]);
  useEffect(() => {
    latest.current = { expected, lane: (id) => sorted.find(({ scan: each }) => each.id === id)?.lane ?? null };
  });
  const counts = sorted.reduce((sum, { lane }) => ({ ...sum, [lane]: sum[lane] + 1 }), NONE);
  const lines = differenceOf(expected, count.scans, shipmentId);
  const toFind = lines.reduce((sum, line) => sum + line.expected - line.here, 0);
  const seen = new Set(sorted.filter(({ lane }) => lane === 'stock' || lane === 'quarantine' || lane === 'open').flatMap(({ scan: { key } }) => expected.byKey.get(key)?.epc ?? []));
  const lastOne = last && (last.kind === 'scanned' || last.kind === 'again') ? (sorted.find(({ scan: each }) => each.id === last.id) ?? null) : null;

  const open = count.plan === null;
  const isExpected = delivery.state === 'EXPECTED' && delivery.dataArrived;
  useScans(scan, open && isExpected && finishing === null);
  useHandedOver(scan, open && isExpected);
  const begun = count.scans.length > 0;
  useKey('Enter', () => setFinishing(count.mode), open && isExpected && finishing === null && begun);
  useKey('F2', () => setFinishing('all'), open && isExpected && finishing === null && !begun);
  const damage = (id: string) => change((before) => changeScan(before, id, ({ damaged, ...each }) => (damaged ? each : { ...each, damaged: true })));
  useKey('F4', () => lastOne && damage(lastOne.scan.id), open && lastOne !== null && finishing === null);

  if (count.plan) {
    const whole = isDone(count.plan);
    return (
      <Stack gap="md">
        {whole ? <Result plan={count.plan} onLeave={restart} /> : <StepsList plan={count.plan} now={finish.now} onGoOn={() => count.plan && void finish.run(count.plan)} />}
        {finish.fault && (
          <Alert color="gray" role="alert">
            {finish.fault}
          </Alert>
        )}
        {finish.states.map((state, at) => state.step === 'refused' || state.step === 'unanswered' ? <CommandOutcome key={at} state={state} /> : null)}
        {!whole && finish.now === null && finish.states.some(({ step }) => step === 'refused') && (
          <Group>
            <Button variant="default" onClick={restart}>
              {t('steps.giveUp')}
            </Button>
          </Group>
        )}
      </Stack>
    );
  }
  if (!isExpected) return delivery.dataArrived ? <Card>{t('tote.done')}</Card> : null;
  const all = { mode: finishing ?? count.mode, expected, scans: count.scans, shipmentId };
  const loose = expected.units.filter(({ kind }) => kind === 'PACKAGE');

  return (
    <Stack gap="md" className="counter">
      {!begun && <Announced expected={expected} onAll={() => setFinishing('all')} onSample={onSample} />}
      {camera && (
        <Suspense fallback={<Text size="sm">{scanner('camera.opening')}</Text>}>
          <CameraView onScan={scan} onClose={() => setCamera(false)} />
        </Suspense>
      )}
      {(begun || last) && (
        <LastScan
          last={last}
          scan={lastOne?.scan ?? null}
          lane={lastOne?.lane ?? null}
          sampled={lastOne !== null && count.sample.includes(expected.byKey.get(lastOne.scan.key)?.epc ?? '')}
          onDamaged={() => lastOne && damage(lastOne.scan.id)}
          onRemove={() => lastOne && change((before) => dropScan(before, lastOne.scan.id))}
          onChoose={(text) => {
            if (lastOne) change((before) => dropScan(before, lastOne.scan.id));
            scan(text);
          }}
        />
      )}
      {fault && !lost && counts.waiting > 0 && (
        <Alert color="yellow" role="status">
          {fault}
        </Alert>
      )}
      {last?.kind === 'full' && <Alert color="orange">{t('tote.full', { most: SCANS_MOST })}</Alert>}
      {begun && <LaneTiles counts={counts} missing={toFind} />}
      <Group className="counter-bar no-print" gap="xs">
        {begun && (
          <Button size="lg" leftSection={<IconCircleCheck size={22} />} onClick={() => setFinishing(count.mode)}>
            <Keyed label={t('tote.finishKey')} />
          </Button>
        )}
        <Button size="lg" variant="default" leftSection={<IconCamera size={22} />} aria-pressed={camera} onClick={() => setCamera(!camera)}>
          {t('camera.open')}
        </Button>
      </Group>
      {sampling && loose.length > 0 && (
        <SampleCard
          sample={count.sample}
          seen={seen}
          total={loose.length}
          isOdd={counts.quarantine + counts.extra > 0}
          onDraw={(many) => change((before) => ({ ...before, mode: 'all', sample: draw(loose, many, cryptoBelow).map(({ epc }) => epc) }))}
          onEach={() => {
            change((before) => ({ ...before, mode: 'each', sample: [] }));
            onSample();
          }}
        />
      )}
      <OddOnes sorted={sorted} onLeave={(id) => change((before) => dropScan(before, id))} />
      {!expected.whole && <Alert color="harbour">{t('tote.tooMany')}</Alert>}
      <DifferenceTable lines={lines} />
      <OutermostTable expected={expected} seen={seen} />
      <ScanEntry label={t('tote.byHand.label')} verb={t('tote.byHand.verb')} onScan={scan} />
      {begun && (
        <Group>
          <Button variant="subtle" onClick={asking.open}>
            {t('tote.restart')}
          </Button>
        </Group>
      )}
      {finishing !== null && (
        <Summary
          settlement={settle(all)}
          waiting={counts.waiting}
          others={sorted.filter(({ lane }) => lane === 'other').map(({ scan: { text } }) => text)}
          onClose={() => setFinishing(null)}
          onConfirm={(report) => {
            setFinishing(null);
            void finish.run(planOf(settle(all), report, uuidv7));
          }}
        />
      )}
      <Confirm
        opened={restarting}
        onClose={asking.close}
        onConfirm={() => {
          asking.close();
          restart();
        }}
        title={t('tote.restart')}
        verb={t('tote.restart')}
        danger
      >
        <Text size="sm">{t('tote.restartWhy', { count: count.scans.length })}</Text>
      </Confirm>
    </Stack>
  );
}

/** What is announced, in one sentence, before anything is scanned. */
function Announced({ expected, onAll, onSample }: { expected: Expected; onAll: () => void; onSample: () => void }) {
  const t = useWords('receiving');
  const outermost = outermostOf(expected);
  const packages = expected.units.filter(({ kind }) => kind === 'PACKAGE');
  const kinds = (['PALLET', 'CASE', 'PACKAGE'] as const).flatMap((kind) => {
    const count = outermost.filter((unit) => unit.kind === kind).length;
    return count > 0 ? [t(`tote.unit.${kind}`, { count })] : [];
  });
  const products = new Set(packages.map(({ product }) => product)).size;
  const recalled = packages.filter((unit) => unit.recalled).length;
  const expired = packages.filter((unit) => unit.expired && !unit.recalled).length;
  const stopped = packages.some(isStopped);
  return (
    <Card>
      <Stack gap="sm">
        <Text fz="clamp(1.15rem, 3vw, 1.5rem)" fw={650}>
          {expected.whole ? t('tote.holds', { units: kinds.join(', '), packages: t('packages', { count: packages.length }), products: t('products', { count: products }) }) : kinds.join(', ')}
          {', '}
          <span style={stopped ? { color: 'var(--mantine-color-error)' } : undefined}>
            {stopped ? [recalled > 0 && t('tote.recalled', { count: recalled }), expired > 0 && t('tote.expired', { count: expired })].filter(Boolean).join(', ') : t('tote.nothingRecalled')}
          </span>
        </Text>
        <Text>{t('tote.how')}</Text>
        <Group gap="sm">
          <Button size="lg" variant={stopped ? 'default' : 'filled'} leftSection={<IconPackageImport size={22} />} onClick={onAll}>
            <Keyed label={t('tote.all')} />
          </Button>
          {packages.length > 1 && (
            <Button size="lg" variant="default" onClick={onSample}>
              {t('tote.sample')}
            </Button>
          )}
          <Text c="dimmed">{t('tote.begin')}</Text>
        </Group>
      </Stack>
    </Card>
  );
}

/** The package that opened this delivery from the list is the first of its count; a container only opened it. */
function useHandedOver(scan: (text: string) => void, ready: boolean): void {
  const { pathname, state } = useLocation() as { pathname: string; state: unknown };
  const navigate = useNavigate();
  const text = isObject(state) && typeof state['counted'] === 'string' ? state['counted'] : null;
  useEffect(() => {
    if (text === null || !ready || unitKey(text) === null) return;
    void navigate(pathname, { replace: true, state: null });
    scan(text);
  }, [text, ready, scan, navigate, pathname]);
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
