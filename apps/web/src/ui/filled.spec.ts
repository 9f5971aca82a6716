import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Filled } from './filled';

const shown = (sentence: string, places: Record<string, string>) => renderToStaticMarkup(createElement(Filled, { sentence, places }));

describe('a sentence with elements in its places', () => {
  it('has them where the language wants them', () => {
    expect(shown('Good until <at>, says <who>.', { at: 'noon', who: 'Ada' })).toBe('Good until noon, says Ada.');
    expect(shown('<who> says: until <at>', { at: 'noon', who: 'Ada' })).toBe('Ada says: until noon');
  });

  it('looks for no further places in what stands in one', () => {
    expect(shown('It: <said>', { said: '<who>', who: 'Ada' })).toBe('It: &lt;who&gt;');
  });
});
