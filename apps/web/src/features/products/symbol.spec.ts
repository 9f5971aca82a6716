import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { toBuffer } from 'bwip-js/node';
import { describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { symbolOf } from './symbol';

const GS = '\u001d';

async function readBack(label: { text: string; sscc: string | null }) {
  const wasmBinary = new Uint8Array(await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const png = await toBuffer({ ...symbolOf(label), paddingwidth: 8, paddingheight: 8, backgroundcolor: 'FFFFFF' });
  const [found] = await readBarcodes(new Uint8Array(png), { textMode: 'Plain', maxNumberOfSymbols: 1 });
  return { text: found?.text, aim: found?.symbologyIdentifier };
}

describe('a printed symbol', () => {
  it('of a package reads back as GS1 DataMatrix with its separator', async () => {
    const text = `01003000101234551727123110A(1)B${GS}21SN-0001`;
    expect(await readBack({ text, sscc: null })).toEqual({ text, aim: ']d2' });
  });

  it('of a pallet reads back as GS1-128', async () => {
    expect(await readBack({ text: '00403000112345678901', sscc: '403000112345678901' })).toEqual({
      text: '00403000112345678901',
      aim: ']C1',
    });
  });
});
