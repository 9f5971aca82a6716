import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OneTimeTicket } from './one-time-ticket.ts';

const HASH = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

describe('a one-time ticket', () => {
  let folder: string;
  let ticket: OneTimeTicket;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packtrail-ticket-'));
    ticket = new OneTimeTicket(join(folder, 'data'));
    ticket.keep({ hash: HASH, until: 1_000 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is taken once, however many come', () => {
    const taken = ticket.take(HASH, 500);
    expect(taken).not.toBeNull();
    expect(ticket.take(HASH, 500)).toBeNull();
    taken?.spend();
    expect(ticket.take(HASH, 500)).toBeNull();
    expect(readdirSync(join(folder, 'data'))).toEqual([]);
  });
  it('is good again when it was given back', () => {
    ticket.take(HASH, 500)?.giveBack();
    expect(ticket.take(HASH, 500)).not.toBeNull();
  });
  it('is not taken with another hash, nor at its end', () => {
    expect(ticket.take(OTHER, 500)).toBeNull();
    expect(ticket.take(HASH, 1_000)).toBeNull();
    expect(ticket.take(HASH, 999)).not.toBeNull();
  });
  it('gives way to a newer one, also when it was half used', () => {
    ticket.take(HASH, 500);
    ticket.keep({ hash: OTHER, until: 2_000 });
    expect(ticket.take(HASH, 500)).toBeNull();
    expect(ticket.take(OTHER, 500)).not.toBeNull();
  });
  it('can be read by its owner alone', () => {
    expect(statSync(join(folder, 'data', 'first-operator.json')).mode & 0o077).toBe(0);
  });
});
