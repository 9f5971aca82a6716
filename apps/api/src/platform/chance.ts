import { randomBytes } from 'node:crypto';

/** Gives that many unpredictable bytes. Salts, tokens and secrets are drawn from it and from nothing else. */
export type Chance = (bytes: number) => Uint8Array;

export const systemChance: Chance = (bytes) => new Uint8Array(randomBytes(bytes));

export const CHANCE = Symbol('Chance');
