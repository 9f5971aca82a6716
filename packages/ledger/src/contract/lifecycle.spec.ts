import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands.ts';
import type { UnitState } from '../facts.ts';
import { LIFECYCLE, mostRestrictive, stateRefuses } from './lifecycle.ts';

const STATES = Object.keys(LIFECYCLE) as UnitState[];
const table: Record<UnitState, Readonly<Record<string, readonly UnitState[]>>> = LIFECYCLE;
const edges = STATES.flatMap((from) => Object.entries(table[from]).flatMap(([command, to]) => to.map((state) => ({ from, command, to: state }))));

/** The table as a picture for the documents (Mermaid). */
const picture = (): string =>
  [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> active: commission (own)',
    '  [*] --> in_transit: commission (attested)',
    ...[...new Set(edges.map(({ from, to }) => `${from} ${to}`))].map((pair) => {
      const [from, to] = pair.split(' ');
      const commands = edges.filter((edge) => edge.from === from && edge.to === to).map(({ command }) => command);
      return `  ${from} --> ${to}: ${commands.join(', ')}`;
    }),
    '```',
  ].join('\n');

describe('the life of a unit', () => {
  it('reaches every state from commissioning', () => {
    const reached = new Set<UnitState>(['active', 'in_transit']);
    for (let before = 0; before !== reached.size; ) {
      before = reached.size;
      for (const { from, to } of edges) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...STATES].sort());
  });
  it('leaves a way out of every state', () => {
    for (const state of STATES) expect(Object.keys(LIFECYCLE[state]).length, state).toBeGreaterThan(0);
  });
  it('names only commands that are declared', () => {
    for (const { command } of edges) expect(Object.keys(COMMANDS)).toContain(command);
  });
  it('never lets anything but an undo out of what is finished, nor anything dispensed into trade', () => {
    for (const state of ['dispensed', 'decommissioned'] as const) expect(Object.keys(LIFECYCLE[state])).toEqual(['undo']);
    expect(stateRefuses('dispensed', 'ship')).toBe('ALREADY_DISPENSED');
    expect(stateRefuses('partially_dispensed', 'ship')).toBe('PARTIALLY_DISPENSED');
  });
  it('lets the most restrictive state on a climb hold', () => {
    expect(mostRestrictive(['active', 'quarantined', 'active'])).toBe('quarantined');
    expect(mostRestrictive(['quarantined', 'in_transit'])).toBe('in_transit');
    expect(mostRestrictive(['decommissioned', 'dispensed'])).toBe('decommissioned');
  });
  it('is drawn in the documents as it is in the table', () => {
    expect(readFileSync(new URL('../../../../docs/architecture.md', import.meta.url), 'utf8')).toContain(picture());
  });
});
