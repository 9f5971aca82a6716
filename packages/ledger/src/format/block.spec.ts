import { describe, expect, it } from 'vitest';
import { type Block, blockText, parseBlock } from './block.ts';
import { canonicalJson, type Json } from './canonical-json.ts';

const unit = `${'a'.repeat(32)}/${'b'.repeat(64)}`;
const block: Block = {
  at: 1,
  genesis: null,
  number: 7,
  previous: '0'.repeat(64),
  transactions: [
    {
      command: '{"a":"\\u0001 \\" ü"}',
      signature: 'c'.repeat(128),
      entries: [{ unit, prev: [{ unit, leaf: 'd'.repeat(64) }], after: 'e'.repeat(64) }],
      // Members out of their order: the text must not depend on it.
      writes: [['lot/x', { recalls: [], expires: 5, by: 'f'.repeat(32) }]],
    },
  ],
  writes: [['lot/"y"', { by: 'f'.repeat(32), expires: 6, recalls: ['a'] }]],
};

describe('the text of a block', () => {
  it('is its canonical JSON', () => {
    expect(blockText(block)).toBe(canonicalJson(block as unknown as Json));
    expect(blockText({ ...block, transactions: [], genesis: { at: 1, contract: 1, origin: 'o', registrars: [] } })).toBe(
      canonicalJson({ ...block, transactions: [], genesis: { at: 1, contract: 1, origin: 'o', registrars: [] } } as unknown as Json),
    );
  });
  it('is read back as the same block', () => {
    expect(parseBlock(blockText(block))).toEqual(block);
  });
});
