import { describe, expect, it } from 'vitest';
import { PendingCommands } from './pending-commands';

function fixture() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  let made = 0;
  const pending = () => new PendingCommands(storage, () => `id-${(made += 1)}`);
  return { kept, pending };
}

describe('pending commands', () => {
  it('sends an unanswered command again under the id it was first sent under, even after a reload', () => {
    const { pending } = fixture();
    expect(pending().idFor('ship', { units: ['a'] })).toEqual({ commandId: 'id-1', again: false });
    expect(pending().idFor('ship', { units: ['a'] })).toEqual({ commandId: 'id-1', again: true });
  });

  it('gives a new id to another body and to another command', () => {
    const { pending } = fixture();
    pending().idFor('ship', { units: ['a'] });
    expect(pending().idFor('ship', { units: ['b'] }).commandId).toBe('id-2');
    expect(pending().idFor('receive', { units: ['a'] }).commandId).toBe('id-3');
  });

  it('forgets an id once it is answered, so that the same act can be done again on purpose', () => {
    const { pending, kept } = fixture();
    const { commandId } = pending().idFor('dispense', { units: ['a'] });
    pending().answered(commandId);
    expect(kept.size).toBe(0);
    expect(pending().idFor('dispense', { units: ['a'] })).toEqual({ commandId: 'id-2', again: false });
  });

  it('tells bodies apart that hold the same characters in another order', () => {
    const { pending } = fixture();
    expect(pending().idFor('ship', { units: ['ab', 'ba'] }).commandId).not.toBe(pending().idFor('ship', { units: ['ba', 'ab'] }).commandId);
  });

  it('starts afresh when what is stored is not ours', () => {
    const { pending, kept } = fixture();
    kept.set('packtrail.pendingCommands', 'not json');
    expect(pending().idFor('ship', {}).commandId).toBe('id-1');
  });
});
