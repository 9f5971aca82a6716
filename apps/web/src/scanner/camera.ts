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
  if (!navigator.mediaDevices)
    throw new Error('The camera needs HTTPS (or this very machine). Ask your operator for TLS_CERT and TLS_KEY.');
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const [track] = stream.getVideoTracks();
  if (!track) throw new Error('The camera gives no picture.');
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
  if (!(error instanceof Error)) return 'The camera did not open.';
  if (error.name === 'NotAllowedError') return 'The browser may not use the camera. Allow it in the address bar, then try again.';
  if (error.name === 'NotFoundError') return 'This device has no camera.';
  if (error.name === 'NotReadableError') return 'Another program holds the camera. Close it, then try again.';
  return error.message;
}
