import { bundledSize, SIZE_LIMITS } from '../../../packages/gs1/src/testing/bundle-size.ts';

/** What the core costs in a bundle, whole and with scan parsing alone. */
export async function gs1Sizes(): Promise<readonly { readonly name: string; readonly bytes: number; readonly limit: number }[]> {
  const [core, scan] = [await bundledSize('*'), await bundledSize(['decodeScan'])];
  return [
    { name: 'gs1-barcodes, the whole core', bytes: core.bytes, limit: SIZE_LIMITS.core },
    { name: 'gs1-barcodes, decodeScan alone', bytes: scan.bytes, limit: SIZE_LIMITS.scan },
  ];
}
