import type { Verdict } from './words';

interface Tone {
  hz: number;
  ms: number;
  gapMs?: number;
  wave?: OscillatorType;
}

/** One sound a verdict, told apart without looking: two rising, three low and long, two the same, one soft. */
const TONES: Record<Verdict, Tone[]> = {
  MATCHES: [
    { hz: 880, ms: 80, gapMs: 20 },
    { hz: 1320, ms: 130 },
  ],
  DO_NOT_USE: [
    { hz: 196, ms: 240, gapMs: 70, wave: 'square' },
    { hz: 196, ms: 240, gapMs: 70, wave: 'square' },
    { hz: 196, ms: 420, wave: 'square' },
  ],
  CHECK_NEEDED: [
    { hz: 440, ms: 160, gapMs: 110, wave: 'triangle' },
    { hz: 440, ms: 260, wave: 'triangle' },
  ],
  COULD_NOT_ASK: [{ hz: 330, ms: 180 }],
};
const VIBRATIONS: Record<Verdict, number[]> = {
  MATCHES: [60],
  DO_NOT_USE: [300, 80, 300, 80, 500],
  CHECK_NEEDED: [160, 100, 160],
  COULD_NOT_ASK: [40, 40, 40],
};

/** Sounds and vibrates by verdict. Browsers keep a page mute until the user has touched it; then it stays silent rather than failing. */
export function makeFeedback(makeContext: () => AudioContext = () => new AudioContext()): (verdict: Verdict) => void {
  let context: AudioContext | null = null;
  return (verdict) => {
    if (!navigator.userActivation.hasBeenActive) return;
    navigator.vibrate?.(VIBRATIONS[verdict]);
    try {
      context ??= makeContext();
      void context.resume();
      let at = context.currentTime + 0.01;
      for (const tone of TONES[verdict]) {
        playTone(context, tone, at);
        at += (tone.ms + (tone.gapMs ?? 0)) / 1000;
      }
    } catch {
      // No sound device: the screen says it all.
    }
  };
}

function playTone(context: AudioContext, { hz, ms, wave = 'sine' }: Tone, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = wave;
  oscillator.frequency.value = hz;
  const until = at + ms / 1000;
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(wave === 'square' ? 0.12 : 0.25, at + 0.012);
  gain.gain.setValueAtTime(wave === 'square' ? 0.12 : 0.25, Math.max(at + 0.013, until - 0.03));
  gain.gain.exponentialRampToValueAtTime(0.0001, until);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(until + 0.02);
}
