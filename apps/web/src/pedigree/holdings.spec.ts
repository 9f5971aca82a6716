import { describe, expect, it } from 'vitest';
import { holdingsOf } from './holdings';
import type { PedigreeStep } from './pedigree-timeline';

const step = (bizStep: string, name: string | null, container: string | null = null) =>
  ({
    bizStep,
    organisation: name === null ? null : { name },
    counterpart: null,
    place: { name: `${name} dock`, gln: null },
    container,
    stated: false,
  }) as unknown as PedigreeStep;

describe('the chain of holders', () => {
  it('makes one stay of what one organisation did in a row, with the containers it lay in', () => {
    const chain = holdingsOf([
      step('commissioning', 'Maker', 'C'),
      step('packing', 'Maker', 'C'),
      step('shipping', 'Maker', 'P'),
      step('receiving', 'Wholesaler', 'P'),
      step('unpacking', 'Wholesaler'),
    ]);
    expect(chain.map(({ holder, steps, containers, left }) => [holder, steps, containers, left !== null])).toEqual([
      ['Maker', 3, ['C', 'P'], true],
      ['Wholesaler', 2, ['P', null], false],
    ]);
  });

  it('takes a shipment that was cancelled for no departure', () => {
    const chain = holdingsOf([
      step('commissioning', 'Maker'),
      step('shipping', 'Maker'),
      step('void_shipping', 'Maker'),
      step('shipping', 'Maker'),
      step('receiving', 'Pharmacy'),
    ]);
    expect(chain.map(({ holder, steps }) => [holder, steps])).toEqual([
      ['Maker', 4],
      ['Pharmacy', 1],
    ]);
  });

  it('shows a move between two sites of one organisation as two stays', () => {
    expect(holdingsOf([step('receiving', 'Chain'), step('shipping', 'Chain'), step('receiving', 'Chain')])).toHaveLength(2);
  });
});
