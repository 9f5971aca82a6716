import { describe, expect, it } from 'vitest';
import { pointProblems, readPoint } from './point-fields';

describe('a point that is typed', () => {
  it.each([
    ['', '', {}],
    ['41.88', '-87,63', {}],
    ['90', '-180', {}],
    ['90.1', '0', { latitude: 'degrees' }],
    ['0', '181', { longitude: 'degrees' }],
    ['north', '1', { latitude: 'degrees' }],
    ['41° 52', '-87', { latitude: 'degrees' }],
    ['41.88', ' ', { longitude: 'both' }],
    ['', '-87.63', { latitude: 'both' }],
  ])('%s, %s: %o', (latitude, longitude, expected) => {
    expect(pointProblems({ latitude, longitude })).toEqual(expected);
  });

  it('is read with a comma or a point, and is none where nothing was typed', () => {
    expect(readPoint({ latitude: '41.88', longitude: '-87,63' })).toEqual({ latitude: 41.88, longitude: -87.63 });
    expect(readPoint({ latitude: '', longitude: ' ' })).toEqual({ latitude: null, longitude: null });
  });
});
