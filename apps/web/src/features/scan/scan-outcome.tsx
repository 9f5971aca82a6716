import { Alert, Anchor, Card, Center, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconBarcode } from '@tabler/icons-react';
import { Link } from 'react-router';
import { PedigreeProof } from '../../pedigree/pedigree-proof';
import { PedigreeTimeline } from '../../pedigree/pedigree-timeline';
import { BarcodeRead } from '../../verdict/barcode-read';
import { Reasons } from '../../verdict/reasons';
import { RecallNotice } from '../../verdict/recall-notice';
import { Scanned } from '../../verdict/scanned';
import { VerdictBanner } from '../../verdict/verdict-banner';
import { useWords } from '../../words';
import { NextAction } from './next-action';
import type { ScanState } from './use-scan';

export function ScanOutcome({ state, onScan }: { state: ScanState; onScan: (text: string) => void }) {
  const t = useWords('scan');
  switch (state.step) {
    case 'ready':
      return (
        <Card>
          <Center mih={170}>
            <Stack align="center" gap={6}>
              <IconBarcode size={52} stroke={1.2} aria-hidden="true" />
              <Text fw={600} fz="lg">
                {t('ready')}
              </Text>
              <Text c="dimmed" size="sm" ta="center">
                {t('readyWhat')}
              </Text>
            </Stack>
          </Center>
        </Card>
      );
    case 'asking':
      return (
        <Card>
          <Center mih={170}>
            <Loader aria-label={t('asking')} />
          </Center>
        </Card>
      );
    case 'unanswered':
      return (
        <Stack gap="md">
          <VerdictBanner verdict="COULD_NOT_ASK" purpose={state.purpose} subject={null} />
          <Alert color="gray" title={t('why')}>
            {state.message}
          </Alert>
        </Stack>
      );
    case 'answered':
      return <Answered key={state.answer.scannedAt} state={state} onScan={onScan} />;
  }
}

function Answered({ state, onScan }: { state: Extract<ScanState, { step: 'answered' }>; onScan: (text: string) => void }) {
  const t = useWords('scan');
  const { answer, purpose, text } = state;
  const serial = answer.package?.serial ?? answer.container?.sscc;
  return (
    <Stack gap="md">
      <VerdictBanner
        verdict={answer.verdict}
        purpose={purpose}
        subject={[answer.product?.name, serial].filter(Boolean).join(', ') || null}
      />
      {answer.reasons.length > 0 && (
        <Card>
          <Reasons reasons={answer.reasons} />
        </Card>
      )}
      <NextAction answer={answer} purpose={purpose} text={text} />
      {answer.recall && <RecallNotice notice={answer.recall} />}
      {(answer.product || answer.package || answer.container) && (
        <Card>
          <Scanned result={answer} />
        </Card>
      )}
      {answer.pedigree && (
        <Card>
          <Group justify="space-between" mb="md">
            <Title order={2}>{t('pedigree')}</Title>
            <Anchor component={Link} size="sm" underline="always" to={`/pedigree?text=${encodeURIComponent(text)}`}>
              {t('wholePedigree')}
            </Anchor>
          </Group>
          <PedigreeTimeline pedigree={answer.pedigree} />
          <PedigreeProof text={text} />
        </Card>
      )}
      <Card>
        <Title order={2} mb="xs">
          {t('read')}
        </Title>
        <BarcodeRead read={answer.read} onCandidate={onScan} />
        <Text size="xs" c="dimmed" mt={4}>
          {t('answered', { ms: Math.round(state.tookMs), block: answer.asOfBlock })}
        </Text>
      </Card>
    </Stack>
  );
}
