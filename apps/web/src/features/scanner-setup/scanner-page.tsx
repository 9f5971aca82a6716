import { Alert, Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconEar, IconPrinter, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { findProfile, type Finding } from '../../scanner/find-profile';
import { heardOf, type Heard } from '../../scanner/heard';
import { useScans, useWedge } from '../../scanner/wedge-provider';
import type { KeyPress } from '../../scanner/wedge';
import { Facts } from '../../ui/facts';
import { Page } from '../../ui/page';
import { useWords } from '../../words';
import { drawTestSymbol } from './test-symbol';
import { Trial } from './trial';

/** A scanner has said all once it was silent for so long. */
const SILENCE_MS = 350;
/** Fewer keys are a person's. */
const KEYS_MIN = 8;

interface Result {
  heard: Heard;
  finding: Finding;
}

/** Finds out what the scanner at hand sends, and takes the profile that reads it. */
export default function ScannerPage() {
  const t = useWords('scanner');
  const { chooseProfile, profile, tap } = useWedge();
  const [symbol, setSymbol] = useState<string | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [tried, setTried] = useState<string | null>(null);
  const keys = useRef<KeyPress[]>([]);
  useEffect(() => {
    let gone = false;
    void drawTestSymbol().then((drawn) => !gone && setSymbol(drawn));
    return () => {
      gone = true;
    };
  }, []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = tap((key) => {
      keys.current.push(key);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const heard = heardOf(keys.current);
        keys.current = [];
        if (heard.text.length < KEYS_MIN) return;
        const finding = findProfile(heard);
        // Any other barcode is somebody trying out what was found before.
        if (!finding.ok && finding.code === 'NOT_TEST_SYMBOL') return setResult((before) => before ?? { heard, finding });
        setResult({ heard, finding });
        if (finding.ok) chooseProfile(finding.profile);
      }, SILENCE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [tap, chooseProfile]);
  useScans(setTried);

  return (
    <Page title={t('setup.title')} lead={t('setup.lead')}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Card>
          <Stack gap="sm" align="flex-start">
            <Title order={2}>{t('setup.symbol')}</Title>
            <Text>{t('setup.symbolWhy')}</Text>
            {symbol && <img src={symbol} alt={t('setup.alt')} className="test-symbol" />}
            <Button variant="default" className="no-print" leftSection={<IconPrinter size={18} />} onClick={() => print()}>
              {t('setup.print')}
            </Button>
          </Stack>
        </Card>
        <Card className="no-print">
          <div aria-live="polite">
            {result ? (
              <Findings result={result} name={t(`profiles.${profile.id}.label`)} />
            ) : (
              <Group>
                <IconEar size={40} stroke={1.4} aria-hidden="true" />
                <Text fz="lg" fw={600}>
                  {t('setup.hearing')}
                </Text>
              </Group>
            )}
          </div>
        </Card>
      </SimpleGrid>
      <Trial text={tried} />
    </Page>
  );
}

const MENDS = ['SEPARATOR_DROPPED', 'CASE_SWAPPED', 'KEYBOARD_LAYOUT', 'NOT_TEST_SYMBOL'] as const;

function Findings({ name, result: { finding, heard } }: { result: Result; name: string }) {
  const t = useWords('scanner');
  const mend = finding.ok ? undefined : MENDS.find((code) => code === finding.code);
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        {finding.ok ? <IconCheck size={40} color="var(--mantine-color-teal-8)" aria-hidden="true" /> : <IconX size={40} color="var(--mantine-color-error)" aria-hidden="true" />}
        <div>
          <Title order={2}>{t(finding.ok ? 'setup.found' : 'setup.notFound')}</Title>
          {finding.ok && <Text>{t('setup.kept', { profile: name })}</Text>}
        </div>
      </Group>
      {!finding.ok && (
        <Alert color="orange" role="alert">
          {mend ? t(`setup.mend.${mend}`, { sent: finding.sent, printed: finding.printed }) : t('setup.otherFault')}
        </Alert>
      )}
      <Facts
        cols={{ base: 1, sm: 2 }}
        facts={[
          [t('setup.separator'), finding.ok && t('setup.separatorSent', { sent: finding.separator })],
          [t('setup.letters'), finding.ok && t('setup.lettersGood')],
          [t('setup.end'), t(`setup.ends.${heard.ended ?? 'none'}`)],
          [t('setup.around'), finding.ok && ([finding.prefix && t('setup.prefix', { prefix: finding.prefix }), finding.suffix && t('setup.suffix', { suffix: finding.suffix })].filter(Boolean).join(', ') || t('setup.nothing'))],
          [t('setup.kind'), finding.ok && t(finding.saysSymbology ? 'setup.kindSent' : 'setup.kindMissing')],
          [t('setup.speed'), t('setup.ms', { count: heard.pauseMsMax })],
          [t('setup.sent'), <span key="sent" className="mono">{heard.text.replaceAll('\u001d', '␝')}</span>],
        ]}
      />
    </Stack>
  );
}
