import { Anchor, Card, Grid, SegmentedControl, Stack, Switch, Text, VisuallyHidden } from '@mantine/core';
import { useLocalStorage, useSessionStorage } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { ProfileSelect } from '../../scanner/profile-select';
import { useScans } from '../../scanner/wedge-provider';
import { Page } from '../../ui/page';
import { makeFeedback } from '../../verdict/feedback';
import { PURPOSES, word, type ScanPurpose } from '../../verdict/words';
import { useWords, wordsOf } from '../../words';
import { RecentScans } from './recent-scans';
import { ScanInput } from './scan-input';
import { ScanOutcome } from './scan-outcome';
import { useScan, type ScanState } from './use-scan';
import { WaitingList } from './waiting-list';

export default function ScanPage() {
  const t = useWords('scan');
  const tv = useWords('verdict');
  const [purpose, setPurpose] = useSessionStorage<ScanPurpose>({
    key: 'packtrail.purpose',
    defaultValue: 'CHECK',
    getInitialValueInEffect: false,
  });
  const [sound, setSound] = useLocalStorage({ key: 'packtrail.sound', defaultValue: true, getInitialValueInEffect: false });
  const feedback = useMemo(() => makeFeedback(), []);
  const sounding = useRef(sound);
  useEffect(() => {
    sounding.current = sound;
  }, [sound]);
  const onAnswer = useCallback(
    (answered: ScanState) => {
      if (sounding.current && answered.step === 'answered') feedback(answered.answer.verdict);
      if (sounding.current && answered.step === 'unanswered') feedback('COULD_NOT_ASK');
    },
    [feedback],
  );
  const { state, scan } = useScan(onAnswer);
  const ask = useCallback((text: string) => void scan(text, purpose), [scan, purpose]);
  useScans(ask);
  useHandedOver(ask);

  function choosePurpose(chosen: ScanPurpose) {
    setPurpose(chosen);
    // The same package under another question is another verdict.
    if (state.step === 'answered' || state.step === 'unanswered') void scan(state.text, chosen);
  }

  return (
    <Page
      title={t('title')}
      lead={
        <Text span inherit visibleFrom="sm">
          {t('lead')}
        </Text>
      }
      actions={<Switch label={t('sound')} checked={sound} onChange={(event) => setSound(event.currentTarget.checked)} />}
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <SegmentedControl
              fullWidth
              className="purpose"
              size="md"
              color="harbour"
              aria-label={t('purpose')}
              value={purpose}
              onChange={(chosen) => choosePurpose(chosen as ScanPurpose)}
              data={PURPOSES.map((value) => ({ value, label: tv(`purpose.${value}`) }))}
            />
            <ScanInput onScan={ask} busy={state.step === 'asking'} />
            <VisuallyHidden role="status" aria-live="assertive">
              {spoken(state)}
            </VisuallyHidden>
            <ScanOutcome state={state} onScan={ask} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="md">
            <WaitingList onScan={ask} />
            <RecentScans onScan={ask} />
            <Card>
              <Stack gap="xs">
                <ProfileSelect />
                <Text size="xs" c="dimmed">
                  {t('kept')}
                </Text>
                <Anchor component={Link} to="/legend" size="sm" underline="always">
                  {t('legend')}
                </Anchor>
              </Stack>
            </Card>
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

/** Another page may hand a barcode over: by `?text=` in a link, or as a scan made where no page wanted it. */
function useHandedOver(ask: (text: string) => void) {
  const [params] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const text = params.get('text') ?? handedOver(location.state);
  useEffect(() => {
    if (text === null) return;
    void navigate('/scan', { replace: true });
    ask(text);
  }, [text, ask, navigate]);
}

function handedOver(state: unknown): string | null {
  return typeof state === 'object' && state !== null && 'scanned' in state && typeof state.scanned === 'string' ? state.scanned : null;
}

function spoken(state: ScanState): string {
  if (state.step === 'asking') return wordsOf('scan')('asking');
  if (state.step === 'unanswered') return word('COULD_NOT_ASK');
  if (state.step !== 'answered') return '';
  const { verdict, reasons, product } = state.answer;
  return [word(verdict), product?.name, reasons[0]?.message].filter(Boolean).join('. ');
}
