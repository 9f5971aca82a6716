import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconBulb, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { cameraSentence, runCamera, type CameraRun } from './camera';

/** The live picture. The camera is let go as soon as this leaves the page. */
export function CameraView({ onScan, onClose }: { onScan: (text: string) => void; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const run = useRef<CameraRun | null>(null);
  const latest = useRef(onScan);
  const [fault, setFault] = useState<string | null>(null);
  const [torch, setTorch] = useState<boolean | null>(null);
  useEffect(() => {
    latest.current = onScan;
  }, [onScan]);
  useEffect(() => {
    let gone = false;
    if (video.current) {
      runCamera(video.current, (text) => latest.current(text)).then(
        (started) => {
          if (gone) started.stop();
          else {
            run.current = started;
            setTorch(started.setTorch ? false : null);
          }
        },
        (error: unknown) => setFault(cameraSentence(error)),
      );
    }
    return () => {
      gone = true;
      run.current?.stop();
      run.current = null;
    };
  }, []);

  return (
    <Stack gap="xs">
      {fault ? (
        <Alert color="orange" role="alert" title="No camera">
          {fault}
        </Alert>
      ) : (
        <video
          ref={video}
          muted
          playsInline
          aria-label="Camera picture"
          style={{ width: '100%', maxHeight: 380, borderRadius: 12, background: '#000', objectFit: 'cover' }}
        />
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Hold the barcode flat, a hand's breadth away.
        </Text>
        <Group gap="xs">
          {torch !== null && (
            <Button
              size="xs"
              variant="default"
              aria-pressed={torch}
              leftSection={<IconBulb size={16} />}
              onClick={() => void run.current?.setTorch?.(!torch).then(() => setTorch(!torch))}
            >
              {torch ? 'Light off' : 'Light on'}
            </Button>
          )}
          <Button size="xs" variant="default" leftSection={<IconX size={16} />} onClick={onClose}>
            Close the camera
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}
