import { describe, expect, it } from 'vitest';
import { bizStepWords } from './biz-steps';

describe('business steps', () => {
  it('are named the same as a bare word, as a CBV URN and as a GS1 web vocabulary address', () => {
    for (const step of ['shipping', 'urn:epcglobal:cbv:bizstep:shipping', 'https://ref.gs1.org/cbv/BizStep-shipping'])
      expect(bizStepWords(step).word).toBe('Shipped');
  });

  it('are shown by their own name when unknown here', () => {
    expect(bizStepWords('cycle_counting').word).toBe('Cycle counting');
  });
});
