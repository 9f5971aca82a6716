export { decodeImage, type DecodedImage, type ImagePixels, type WasmSource } from './decode-image.ts';
