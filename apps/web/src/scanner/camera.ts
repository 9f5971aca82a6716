import { wordsOf } from '../words';
import { readPixels } from './image';

export interface CameraRun {
  stop: () => void;
  /** Absent where the camera has no light. */
  setTorch?: (on: boolean) => Promise<void>;
}

// The DOM's types do not know the light of a camera yet (W3C Image Capture).
type TorchCapabilities = MediaTrackCapabilities & { torch?: boolean };
type TorchConstraint = MediaTrackConstraintSet & { torch: boolean };

const AWAY_MS = 3_000;

/** Opens the camera at the back, shows it in `video`, and calls `onText` with each barcode it sees; the same one again only after it was out of sight for three seconds. */
export async function runCamera(video: HTMLVideoElement, onText: (text: string) => void): Promise<CameraRun> {
  const t = wordsOf('scanner');
  if (!navigator.mediaDevices) throw new Error(t('camera.faults.https'));
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error(t('camera.faults.noPicture'));
  video.srcObject = stream;
  await video.play();

  let running = true;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let last = { text: '', at: -Infinity };
  async function look(): Promise<void> {
    while (running && context) {
      if (video.videoWidth > 0) {
        canvas.width = video.videoWidth;
        canvas.height = video.videoHeight;
        context.drawImage(video, 0, 0);
        const text = await readPixels(context.getImageData(0, 0, canvas.width, canvas.height));
        const now = performance.now();
        const isHeld = text === last.text && now - last.at < AWAY_MS;
        if (text !== null) last = { text, at: now };
        if (running && text !== null && !isHeld) onText(text);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }
  void look();

  const capabilities: TorchCapabilities = track.getCapabilities?.() ?? {};
  const stop = () => {
    running = false;
    stream.getTracks().forEach((each) => each.stop());
    video.srcObject = null;
  };
  if (!capabilities.torch) return { stop };
  return { stop, setTorch: (on) => track.applyConstraints({ advanced: [{ torch: on } as TorchConstraint] }) };
}

/** Why a camera did not open, in words that say what to do. */
export function cameraSentence(error: unknown): string {
  const t = wordsOf('scanner');
  if (!(error instanceof Error)) return t('camera.faults.fault');
  if (error.name === 'NotAllowedError') return t('camera.faults.notAllowed');
  if (error.name === 'NotFoundError') return t('camera.faults.notFound');
  if (error.name === 'NotReadableError') return t('camera.faults.notReadable');
  return error.message;
}
