import { prepareZXingModule, readBarcodes, type ReaderOptions, type ZXingModuleOverrides } from 'zxing-wasm/reader';

/** Pixels, four bytes each: the ImageData of a canvas, or the same three fields. */
export interface ImagePixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Where `zxing_reader.wasm` comes from: its bytes, or the address at which the application itself serves it. There is no default: nothing is fetched from elsewhere. */
export type WasmSource = { readonly wasmBinary: ArrayBuffer | Uint8Array } | { readonly wasmUrl: string };

/** A symbol found in an image. Its text and identifier go to `decodeScan(text, { symbology: symbologyIdentifier })`. */
export interface DecodedImage {
  readonly text: string;
  readonly symbologyIdentifier: string;
  readonly bytes: Uint8Array;
}

/** Finds one symbol in an image; undefined when there is none. The decoder is made at the first call and kept while the source stays the same. */
export async function decodeImage(pixels: ImagePixels, source: WasmSource): Promise<DecodedImage | undefined> {
  await prepareZXingModule({ overrides: overridesOf(source), equalityFn: sameSource, fireImmediately: true });
  const { data, width, height } = pixels;
  const [found] = await readBarcodes(imageData(data, width, height), OPTIONS);
  return found && { text: found.text, symbologyIdentifier: found.symbologyIdentifier, bytes: found.bytes };
}

// Plain: the default, HRI, writes brackets around AIs, which cannot be told from brackets in a value.
const OPTIONS: ReaderOptions = {
  textMode: 'Plain',
  maxNumberOfSymbols: 1,
  formats: ['DataMatrix', 'Code128', 'QRCode', 'EANUPC', 'ITF14', 'DataBarExp', 'DataBarExpStk'],
};

function overridesOf(source: WasmSource): ZXingModuleOverrides {
  if ('wasmUrl' in source) return { locateFile: () => source.wasmUrl };
  const { wasmBinary } = source;
  return { wasmBinary: wasmBinary instanceof Uint8Array ? ownBuffer(wasmBinary) : wasmBinary };
}

// Node's file reads are views of a larger buffer; the same view must give the same buffer again, else each call would compile anew.
const buffers = new WeakMap<Uint8Array, ArrayBuffer>();
function ownBuffer(view: Uint8Array): ArrayBuffer {
  const known = buffers.get(view) ?? Uint8Array.from(view).buffer;
  buffers.set(view, known);
  return known;
}

function sameSource(cached: ZXingModuleOverrides, given: ZXingModuleOverrides): boolean {
  return cached.wasmBinary === given.wasmBinary && cached.locateFile?.('', '') === given.locateFile?.('', '');
}

// Node has no ImageData; the decoder reads these fields alone.
function imageData(data: Uint8ClampedArray, width: number, height: number): ReaderInput {
  return { data, width, height, colorSpace: 'srgb' } as ReaderInput;
}

type ReaderInput = Parameters<typeof readBarcodes>[0];
