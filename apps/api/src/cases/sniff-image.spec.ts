import { describe, expect, it } from 'vitest';
import { sniffImage } from './sniff-image.ts';

const bytes = (...parts: (string | number)[]) => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [part])));
const padding = ' '.repeat(20);

describe('pictures by their first bytes', () => {
  it.each([
    ['image/jpeg', bytes(0xff, 0xd8, 0xff, 0xe0, padding)],
    ['image/png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 13, 'IHDR', padding)],
    ['image/webp', bytes('RIFF', 1, 2, 3, 4, 'WEBPVP8 ', padding)],
  ])('%s', (type, picture) => {
    expect(sniffImage(picture)).toBe(type);
  });

  it.each([
    ['an SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
    ['an XML declaration', bytes('<?xml version="1.0"?><svg/>', padding)],
    ['a page', bytes('<!doctype html><html></html>')],
    ['a PDF', bytes('%PDF-1.7', padding)],
    ['a GIF', bytes('GIF89a', padding)],
    ['a sound in the same wrapping as WebP', bytes('RIFF', 1, 2, 3, 4, 'WAVEfmt ', padding)],
    ['the beginning of a JPEG and no more', bytes(0xff, 0xd8, 0xff)],
    ['nothing', bytes()],
  ])('refuses %s', (_, file) => {
    expect(sniffImage(file)).toBeNull();
  });
});
