import { type Command, commandMisfit } from '../commands.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { canonicalJson, type Json, parseCanonicalJson } from './canonical-json.ts';
import { sha256Hex } from './hash.ts';

/** A command as it travels: its canonical JSON and the signature over these very bytes. */
export interface SignedCommand {
  readonly command: string;
  /** P-256, r and s, 64 bytes in hexadecimal, low S. */
  readonly signature: string;
}

/** The bytes to sign. */
export const commandText = (command: Command): string => canonicalJson(command as unknown as Json);

/** Transaction id: SHA-256 of the signed bytes, without the signature. */
export const transactionId = (text: string): string => sha256Hex(text);

/** What a repeat must have in common with the first: type, body and documents, not the time of signing. */
export const commandDigest = ({ body, docs, type }: Pick<Command, 'body' | 'docs' | 'type'>): string =>
  sha256Hex(canonicalJson({ body: body as unknown as Json, docs, type }));

/** The command of a text in its declared form, or the refusal that names the place. */
export function parseCommand(text: string): Command | Refusal {
  const value = parseCanonicalJson(text);
  if (value === null) return refuse('MALFORMED', { path: 'command', rule: 'canonical JSON (RFC 8785)' });
  const misfit = commandMisfit(value);
  return misfit ? refuse('MALFORMED', { path: misfit.path, rule: misfit.rule }) : (value as unknown as Command);
}

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = (ORDER / 2n).toString(16).padStart(64, '0');

/** Whether the S of a P-256 signature is the lower of its two: the other one would be a second spelling of the same consent. */
export const isLowS = (signature: string): boolean => signature.slice(64) <= HALF_ORDER;

/** The same signature with the lower S. */
export function toLowS(signature: string): string {
  if (isLowS(signature)) return signature;
  return signature.slice(0, 64) + (ORDER - BigInt(`0x${signature.slice(64)}`)).toString(16).padStart(64, '0');
}

export const isRefusal = <T extends object>(value: T | Refusal): value is Refusal => 'code' in value && 'message' in value;
