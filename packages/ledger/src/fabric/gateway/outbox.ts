/**
 * Where an endorsed transaction is kept from before it is sent until its verdict is known. What an orderer acknowledged may still be lost: the same bytes are then sent again.
 */
export interface Outbox {
  keep(id: string, bytes: Uint8Array): Promise<void>;
  forget(id: string): Promise<void>;
  pending(): Promise<readonly Uint8Array[]>;
}

/** An outbox that ends with its process: enough where the signed commands themselves are kept, since a command is recorded once whatever transaction carries it. */
export function memoryOutbox(): Outbox {
  const kept = new Map<string, Uint8Array>();
  return {
    keep: (id, bytes) => Promise.resolve(void kept.set(id, bytes)),
    forget: (id) => Promise.resolve(void kept.delete(id)),
    pending: () => Promise.resolve([...kept.values()]),
  };
}
