import { canonicalJson, type Json } from '../format/canonical-json.ts';
import { refuse, type Refusal, REFUSALS } from '../refusals.ts';

/** What the chaincode says when it writes nothing. Fabric carries a no as text alone, amid words of its own. */
export type No =
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** The command was recorded before, under this transaction. */
  | { readonly kind: 'repeat'; readonly txId: string }
  /** Its time is more than five minutes off that of the proposal. */
  | { readonly kind: 'stale' }
  /** Entry 0 of the log stands already. */
  | { readonly kind: 'begun' };

const MARK = 'packtrail:';

/** The no as the text of an error. Sentences are left to the reader: they may be bettered, and a peer's words must be the same everywhere. */
export function noText(no: No): string {
  const said = no.kind === 'refusal' ? { kind: no.kind, code: no.refusal.code, arguments: no.refusal.arguments } : no;
  return MARK + canonicalJson(said as unknown as Json);
}

/** The no in the text of an error, or null when it is another error. */
export function readNo(text: string): No | null {
  const at = text.indexOf(MARK);
  const said = at < 0 ? null : parsed(text.slice(at + MARK.length));
  if (!isObject(said)) return null;
  if (said.kind === 'stale' || said.kind === 'begun') return { kind: said.kind };
  if (said.kind === 'repeat' && typeof said.txId === 'string') return { kind: 'repeat', txId: said.txId };
  if (said.kind !== 'refusal' || typeof said.code !== 'string' || !Object.hasOwn(REFUSALS, said.code) || !isObject(said.arguments)) return null;
  return { kind: 'refusal', refusal: refuse(said.code as Refusal['code'], said.arguments as Refusal['arguments']) };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
