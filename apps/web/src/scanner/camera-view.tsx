import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBulb, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../words';
import { cameraSentence, runCamera, type CameraRun } from './camera';

/** Seconds without a code after which the camera rests; 0: never. */
const PATIENCES = [10, 20, 60, 0];
const READ_MS = 45;
const SIGN_MS = 400;

/** The live picture. The camera is let go as soon as this leaves the page, and rests when it has seen nothing for a while. */
export function CameraView({ onScan, onClose }: { onScan: (text: string) => void; onClose: () => void }) {
  const t = useWords('scanner');
  const [patience, setPatience] = useLocalStorage({ key: 'packtrail.cameraPatience', defaultValue: 20, getInitialValueInEffect: false });
  const [turn, setTurn] = useState(0);
  const [rested, setRested] = useState(false);
  return (
    <Stack gap="xs">
      {rested ? (
        <Alert color="yellow" role="status" title={t('camera.rested', { count: patience })}>
          <Stack gap="xs" align="flex-start">
            {t('camera.restedWhy')}
            <Button
              size="md"
              onClick={() => {
                setRested(false);
                setTurn(turn + 1);
              }}
            >
              {t('camera.again')}
            </Button>
          </Stack>
        </Alert>
      ) : (
        <Live key={turn} patience={patience} onScan={onScan} onRest={() => setRested(true)} />
      )}
      <Group justify="space-between" gap="xs">
        <NativeSelect
          size="xs"
          aria-label={t('camera.patience')}
          value={String(patience)}
          data={PATIENCES.map((count) => ({ value: String(count), label: `${t('camera.patience')}: ${count === 0 ? t('camera.never') : t('camera.seconds', { count })}` }))}
          onChange={(event) => setPatience(Number(event.currentTarget.value))}
        />
        <Button size="xs" variant="default" leftSection={<IconX size={16} />} onClick={onClose}>
          {t('camera.close')}
        </Button>
      </Group>
    </Stack>
  );
}

function Live({ onRest, onScan, patience }: { patience: number; onScan: (text: string) => void; onRest: () => void }) {
  const t = useWords('scanner');
  const video = useRef<HTMLVideoElement>(null);
  const run = useRef<CameraRun | null>(null);
  const latest = useRef({ onScan, onRest });
  const [fault, setFault] = useState<string | null>(null);
  const [torch, setTorch] = useState<boolean | null>(null);
  const [read, setRead] = useState(0);
  useEffect(() => {
    latest.current = { onScan, onRest };
  }, [onScan, onRest]);
  useEffect(() => {
    let gone = false;
    if (video.current) {
      runCamera(video.current, (text) => {
        // Felt at once, before anybody has answered: the code was read, the hand may move on.
        if (navigator.userActivation.hasBeenActive) navigator.vibrate?.(READ_MS);
        setRead((count) => count + 1);
        latest.current.onScan(text);
      }).then(
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
  // Every code that is read begins the wait anew.
  useEffect(() => {
    if (patience === 0 || fault !== null) return;
    const timer = setTimeout(() => latest.current.onRest(), patience * 1_000);
    return () => clearTimeout(timer);
  }, [patience, read, fault]);

  if (fault)
    return (
      <Alert color="orange" role="alert" title={t('camera.none')}>
        {fault}
      </Alert>
    );
  return (
    <>
      <div className="camera" data-read={read > 0}>
        <video ref={video} muted playsInline aria-label={t('camera.label')} />
        {read > 0 && <span key={read} className="camera-read" style={{ animationDuration: `${SIGN_MS}ms` }} aria-hidden="true" />}
      </div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" c="dimmed">
          {t('camera.hint')}
        </Text>
        {torch !== null && (
          <Button
            size="md"
            variant="default"
            aria-pressed={torch}
            leftSection={<IconBulb size={18} />}
            onClick={() => void run.current?.setTorch?.(!torch).then(() => setTorch(!torch))}
          >
            {torch ? t('camera.lightOff') : t('camera.lightOn')}
          </Button>
        )}
      </Group>
    </>
  );
}
