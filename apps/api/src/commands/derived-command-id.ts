import { createHash } from 'node:crypto';

/** The id of the n-th command of one request: the request's own id for the first, and for the others one that follows from it, of the same instant. */
export function derivedCommandId(commandId: string, n: number): string {
  if (n === 0) return commandId;
  const random = createHash('sha256').update(`${commandId} ${n}`).digest('hex');
  return `${commandId.slice(0, 14)}7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}
