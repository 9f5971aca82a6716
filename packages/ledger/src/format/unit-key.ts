import { taggedHash } from './hash.ts';

export const SALT_BYTES = 16;

/**
 * The opaque key of a unit: `SHA-256(tag || salt || epc)`, hexadecimal.
 * `epc` is the canonical GS1 Digital Link of the unit (`https://id.gs1.org/01/{gtin14}/21/{serial}` or `.../00/{sscc}`); the salt has 16 bytes.
 * Whoever holds the salt can compute and prove this one key and no other.
 */
export function unitKey(salt: Uint8Array, epc: string): string {
  if (salt.length !== SALT_BYTES) throw new Error(`a salt has ${SALT_BYTES} bytes`);
  return taggedHash('unit', salt, epc);
}

/** The opaque key of a lot: as a unit's, over `https://id.gs1.org/01/{gtin14 of the package}/10/{lot}`. */
export function lotKey(salt: Uint8Array, lot: string): string {
  if (salt.length !== SALT_BYTES) throw new Error(`a salt has ${SALT_BYTES} bytes`);
  return taggedHash('lot', salt, lot);
}
