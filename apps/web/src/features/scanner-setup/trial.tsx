import { Alert, Card, Stack, Text, Title } from '@mantine/core';
import { CALIBRATION_FIELDS, decodeScan, toBracketed } from 'gs1-barcodes';
import { Facts } from '../../ui/facts';
import { useWords } from '../../words';

/** How a barcode is read under the profile in force, by this browser alone. */
export function Trial({ text }: { text: string | null }) {
  const t = useWords('scanner');
  const isTest = text !== null && CALIBRATION_FIELDS.every(({ value }) => text.includes(value));
  const read = text === null || isTest ? null : decodeScan(text);
  return (
    <Card className="no-print">
      <Stack gap="sm">
        <Title order={2}>{t('setup.tryIt')}</Title>
        <Text>{t('setup.tryWhy')}</Text>
        <div aria-live="polite">
          {read && !read.ok && <Alert color="orange">{read.issues.map(({ message }) => message).join(' ')}</Alert>}
          {read?.ok && read.value.kind === 'plain' && <Alert color="orange">{t('setup.plain')}</Alert>}
          {read?.ok && (read.value.kind === 'ean-upc' || read.value.kind === 'itf14') && <Alert color="orange">{t('setup.linear')}</Alert>}
          {read?.ok && read.value.kind !== 'plain' && (
            <Stack gap="xs">
              <Facts facts={read.value.message.elements.map(({ ai, title, value }) => [`(${ai}) ${title}`, <span key={ai} className="mono">{value}</span>])} />
              {read.value.repairs.length > 0 && <Text size="sm">{t('setup.repairs', { what: read.value.repairs.map(({ code }) => code.toLowerCase().replaceAll('_', ' ')).join(', ') })}</Text>}
              {read.warnings.length > 0 && <Alert color="orange" title={t('setup.doubts')}>{read.warnings.map(({ message }) => message).join(' ')}</Alert>}
              {read.value.candidates.length > 0 && (
                <Alert color="orange" title={t('setup.candidates')}>
                  {read.value.candidates.map((candidate) => (
                    <Text key={toBracketed(candidate)} className="mono">
                      {toBracketed(candidate)}
                    </Text>
                  ))}
                </Alert>
              )}
            </Stack>
          )}
        </div>
      </Stack>
    </Card>
  );
}
