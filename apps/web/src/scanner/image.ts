import { decodeImage } from 'gs1-barcodes/decode';
import readerWasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { wordsOf } from '../words';

// The reader and its wasm are about 1 MB: pages import this module only when the first picture is to be read.

/** Text of the first barcode in a picture, with its symbology identifier in front (`]d2` proves that it is GS1); null when none is seen. */
export async function readPixels(pixels: ImageData): Promise<string | null> {
  // The wasm comes from this server and never from elsewhere.
  const found = await decodeImage(pixels, { wasmUrl: new URL(readerWasmUrl, location.href).href });
  return found === undefined ? null : `${found.symbologyIdentifier}${found.text}`;
}

/** Reads a barcode out of an image file: as it is, then larger and smaller, for photographs come in all sizes. */
export async function readImageFile(file: Blob): Promise<string | null> {
  const bitmap = await createImageBitmap(file);
  try {
    for (const side of [1200, 2400, 600]) {
      const found = await readPixels(pixelsOf(bitmap, Math.min(2, side / Math.max(bitmap.width, bitmap.height))));
      if (found !== null) return found;
    }
    return null;
  } finally {
    bitmap.close();
  }
}

function pixelsOf(bitmap: ImageBitmap, scale: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(wordsOf('scanner')('camera.faults.noCanvas'));
  // Transparent pictures (a label saved as PNG) would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
