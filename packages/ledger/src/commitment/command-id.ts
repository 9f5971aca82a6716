import { V7Generator } from 'uuidv7';

/** A command id (UUIDv7) made at that instant, in milliseconds. */
export const commandIdAt = (atMs: number): string => new V7Generator().generateOrResetCore(atMs, 10_000).toString();
