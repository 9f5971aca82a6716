import i18next from 'i18next';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../words';
import { formatNumber } from './number';

describe('a count', () => {
  afterAll(() => i18next.changeLanguage('en'));

  it.each(Object.keys(LANGUAGES))('is grouped as in the United States, in the portal of %s', async (language) => {
    await i18next.changeLanguage(language);
    expect([0, 999, 1000, 46_080, 10_000_000].map(formatNumber)).toEqual(['0', '999', '1,000', '46,080', '10,000,000']);
  });
});
