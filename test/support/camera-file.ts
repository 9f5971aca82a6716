import bwipjs from 'bwip-js/node';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 10;
const SLOW_HZ = 4;
const GS = '\u001d';

/** A YUV4MPEG2 film of a GS1 DataMatrix held still before a camera: what Chromium plays in place of one, again and again. Takes an element string. */
export const cameraFile = (elementString: string): Uint8Array => film([...Array.from({ length: FRAMES }, () => frameOf(elementString))], 10);

/** A film of several packages held before the camera one after the other, two seconds each. */
export const cameraFileOf = (elementStrings: readonly string[]): Uint8Array =>
  film(
    elementStrings.flatMap((text) => {
      const frame = frameOf(text);
      return Array.from({ length: 2 * SLOW_HZ }, () => frame);
    }),
    SLOW_HZ,
  );

const film = (frames: readonly Uint8Array[], hz: number): Uint8Array =>
  Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${hz}:1 Ip A1:1 C420jpeg\n`), ...frames]);

function frameOf(elementString: string): Uint8Array {
  const [symbol] = bwipjs.raw({ bcid: 'datamatrix', text: `^FNC1${elementString.replaceAll(GS, '^FNC1')}`, parsefnc: true });
  if (!symbol || !('pixs' in symbol)) throw new Error('no matrix symbol was made');
  const { pixs, pixx, pixy } = symbol;
  const scale = Math.floor((HEIGHT * 0.7) / pixy);
  const left = Math.floor((WIDTH - pixx * scale) / 2);
  const top = Math.floor((HEIGHT - pixy * scale) / 2);
  const luma = new Uint8Array(WIDTH * HEIGHT).fill(235);
  for (let y = 0; y < pixy * scale; y += 1) {
    for (let x = 0; x < pixx * scale; x += 1) {
      if (pixs[Math.floor(y / scale) * pixx + Math.floor(x / scale)]) luma[(top + y) * WIDTH + left + x] = 16;
    }
  }
  const chroma = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  return Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
}
