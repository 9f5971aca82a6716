import { describe, expect, it } from 'vitest';
import { systemChance } from '../platform/chance.ts';
import { SubscriptionTokens } from './subscription-tokens.ts';

describe('the tokens of subscribers', () => {
  const tokens = new SubscriptionTokens(systemChance(32), systemChance);

  it('come back for their own subscription, and for no other', () => {
    const sealed = tokens.seal('one', 'a token of a client');
    expect(Buffer.from(sealed).toString('latin1')).not.toContain('token');
    expect(tokens.open('one', sealed)).toBe('a token of a client');
    expect(() => tokens.open('two', sealed)).toThrow('sealed');
  });
});
