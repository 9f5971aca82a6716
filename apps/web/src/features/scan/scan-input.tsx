import { Alert, Button, Card, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconCamera, IconPhoto } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { faultSentence } from '../../app/apollo';
import { ScanEntry } from '../../scanner/scan-entry';
import { useWords, wordsOf } from '../../words';

const CameraView = lazy(async () => ({ default: (await import('../../scanner/camera-view')).CameraView }));

/** The ways to scan without a hand scanner: by hand, by camera, from a picture (chosen, dropped or pasted). */
export function ScanInput({ onScan, busy }: { onScan: (text: string) => void; busy: boolean }) {
  const t = useWords('scan');
  const [camera, setCamera] = useState(false);
  const [reading, setReading] = useState(false);
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function readPicture(file: Blob) {
    setReading(true);
    setFault(null);
    try {
      const { readImageFile } = await import('../../scanner/image');
      const text = await readImageFile(file);
      if (text === null) setFault(wordsOf('scan')('input.none'));
      else onScan(text);
    } catch (error) {
      setFault(wordsOf('scan')('input.unreadable', { why: faultSentence(error) }));
    } finally {
      setReading(false);
    }
  }
  useEffect(() => {
    function paste(event: ClipboardEvent) {
      const picture = [...(event.clipboardData?.files ?? [])].find((file) => file.type.startsWith('image/'));
      if (!picture) return;
      event.preventDefault();
      void readPicture(picture);
    }
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  });

  return (
    <Card
      className={over ? 'drop' : undefined}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) void readPicture(file);
      }}
    >
      <Stack gap="sm">
        <ScanEntry onScan={onScan} busy={busy} />
        {camera && (
          <Suspense fallback={<Text size="sm">{t('input.opening')}</Text>}>
            <CameraView onScan={onScan} onClose={() => setCamera(false)} />
          </Suspense>
        )}
        <Group gap="xs">
          {!camera && (
            <Button variant="default" size="xs" leftSection={<IconCamera size={16} />} onClick={() => setCamera(true)}>
              {t('input.camera')}
            </Button>
          )}
          <FileButton accept="image/*" onChange={(file) => file && void readPicture(file)}>
            {(props) => (
              <Button {...props} variant="default" size="xs" leftSection={<IconPhoto size={16} />} loading={reading}>
                {t('input.picture')}
              </Button>
            )}
          </FileButton>
          <Text size="xs" c="dimmed" visibleFrom="sm">
            {t('input.drop')}
          </Text>
        </Group>
        {fault && (
          <Alert color="orange" role="alert" withCloseButton closeButtonLabel={t('close', { ns: 'ui' })} onClose={() => setFault(null)}>
            {fault}
          </Alert>
        )}
      </Stack>
    </Card>
  );
}
