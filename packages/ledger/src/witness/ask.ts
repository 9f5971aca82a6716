import { parseNote, parseSignatureLine, parseVerifierKey } from '../format/checkpoint.ts';
import type { Ledger } from '../ledger.ts';
import { witnessSigned } from '../verify/ed25519.ts';
import { writeRequest } from './request.ts';

/** What a witness is asked about: a log that can prove that it goes on from an older size. */
export type ConsistentLog = Pick<Ledger, 'checkpoint' | 'consistency'>;

export interface WitnessAddress {
  readonly url: string;
  readonly vkey: string;
}

export type Witnessed =
  /** `note` is the checkpoint with the witness's line added: it may stand in a dossier as it is. */
  | { readonly kind: 'cosigned'; readonly note: string; readonly atSeconds: number; readonly size: number }
  /** The witness has cosigned another view of this log, or a longer one. The log was rewritten, rolled back or forked: stop and look. */
  | { readonly kind: 'contradicted'; readonly size: number; readonly why: string }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string }
  | { readonly kind: 'unreachable'; readonly why: string };

const ANSWER_CHARACTERS_MAX = 20_000;

/**
 * Asks a witness for its cosignature of the newest checkpoint. `knownSize` is the size that it cosigned last, as far as one remembers: it says
 * itself when that is wrong, and is then asked once more.
 */
export async function askWitness(
  log: ConsistentLog,
  { url, vkey }: WitnessAddress,
  { fetch = globalThis.fetch, knownSize = 0, timeoutMs = 10_000 }: { fetch?: typeof globalThis.fetch; knownSize?: number; timeoutMs?: number } = {},
): Promise<Witnessed> {
  const key = parseVerifierKey(vkey, 'witness');
  if (!key) throw new Error('the key of the witness is malformed');
  let oldSize = knownSize;
  for (let tries = 0; tries < 2; tries += 1) {
    const shown = await showFrom(log, oldSize);
    // Longer than the log: perhaps only our own memory of it is wrong, and the witness will say.
    if (!shown && tries === 0) oldSize = 0;
    const { note, proof, size, text } = shown ?? ((await showFrom(log, 0)) as Shown);
    if (!shown && tries > 0) return { kind: 'contradicted', size: oldSize, why: `the witness has cosigned ${oldSize} entries, and the log has ${size}` };
    let status: number;
    let answer: string;
    try {
      const body = writeRequest({ oldSize, proof, note });
      const response = await fetch(new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`), { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      ({ status } = response);
      answer = (await response.text()).slice(0, ANSWER_CHARACTERS_MAX);
    } catch (error) {
      return { kind: 'unreachable', why: error instanceof Error ? error.message : String(error) };
    }
    if (status === 200) {
      const line = answer.split('\n').find((each) => parseSignatureLine(each)?.keyId === key.keyId);
      const signature = line === undefined ? null : parseSignatureLine(line);
      const atSeconds = signature && (await witnessSigned(text, [signature], key));
      if (typeof atSeconds !== 'number') return { kind: 'refused', status, why: 'the witness answered without a cosignature of its key' };
      return { kind: 'cosigned', note: `${note}${line}\n`, atSeconds, size };
    }
    if (status === 422) return { kind: 'contradicted', size: oldSize, why: answer.trim() };
    if (status !== 409) return { kind: 'refused', status, why: answer.trim() };
    const knows = /^(0|[1-9]\d{0,15})\n$/.test(answer) ? Number(answer) : Number.NaN;
    if (!Number.isSafeInteger(knows)) return { kind: 'refused', status, why: 'the witness does not say which size it knows' };
    if (knows === oldSize) return { kind: 'contradicted', size: knows, why: `the witness has cosigned another view of ${knows} entries` };
    oldSize = knows;
  }
  return { kind: 'refused', status: 409, why: 'the witness keeps changing its mind: another asks it too' };
}

interface Shown {
  readonly note: string;
  readonly text: string;
  readonly size: number;
  readonly proof: readonly string[];
}

/** The newest checkpoint with the proof that it goes on from that size; null when the log is not that long. */
async function showFrom(log: ConsistentLog, oldSize: number): Promise<Shown | null> {
  const consistency = oldSize === 0 ? null : await log.consistency(oldSize);
  if (oldSize > 0 && !consistency) return null;
  const note = consistency?.checkpoint ?? (await log.checkpoint());
  const parsed = parseNote(note);
  if ('broken' in parsed) throw new Error(`the checkpoint of the log ${parsed.broken}`);
  return { note, text: parsed.text, size: parsed.checkpoint.size, proof: consistency?.path ?? [] };
}
