import { COMMANDS } from '@packtrail/ledger';
import { describe, expect, it } from 'vitest';
import { en } from '../../words/en';
import { typeWord } from './type-word';

describe('what a transaction does', () => {
  it('is worded for every command of the ledger', () => {
    expect(Object.keys(en.ledger.types).sort()).toEqual(Object.keys(COMMANDS).sort());
    expect(typeWord('cancelShipment')).toBe('Cancel shipment');
  });

  it('is shown as it is called when the ledger has more than this portal knows', () => {
    expect(typeWord('weighTwice')).toBe('Weigh twice');
  });
});
