import { utf8 } from '../../format/bytes.ts';

const BLOCK = 512;

/** A tar archive (POSIX ustar) of small regular files. The same files give the same bytes: no time, no owner, in the order given. */
export function tar(files: readonly (readonly [name: string, bytes: Uint8Array])[]): Uint8Array {
  const parts = files.flatMap(([name, bytes]) => [header(name, bytes.length), bytes, new Uint8Array(-bytes.length & (BLOCK - 1))]);
  // Two empty blocks end an archive.
  return Buffer.concat([...parts, new Uint8Array(2 * BLOCK)]);
}

function header(name: string, size: number): Uint8Array {
  const block = new Uint8Array(BLOCK);
  const put = (at: number, text: string) => block.set(utf8(text), at);
  if (utf8(name).length > 100) throw new Error(`the name ${name} is too long for a tar header`);
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(156, '0');
  put(257, 'ustar\x0000');
  // The sum is taken with its own field as blanks.
  put(148, '        ');
  const sum = block.reduce((total, byte) => total + byte, 0);
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `);
  return block;
}
