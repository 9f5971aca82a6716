import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { parseNote } from '@packtrail/ledger';
import { distrust, FollowedLog } from '@packtrail/ledger/fabric';
import { askWitnesses, type WitnessAddress, type Witnessed } from '@packtrail/ledger/witness';
import type { Logger } from 'pino';
import { CONFIG, type Config } from '../platform/config.ts';
import { OPENED_LEDGER } from '../platform/ledger-token.ts';
import { LOGGER } from '../platform/logging.ts';
import type { OpenedLedger } from '../platform/open-ledger.ts';
import { CosignedNotes } from './cosigned-notes.ts';

/** How it stands with one witness. */
export interface WitnessStanding {
  readonly name: string;
  /** How many entries the log had when it cosigned last, and when that was. */
  readonly size: number | null;
  readonly cosignedAt: Date | null;
  /** Why it has not cosigned the newest checkpoint; null while all is well. */
  readonly problem: string | null;
}

interface Asked extends WitnessAddress {
  readonly name: string;
  problem: string | null;
  last: { readonly size: number; readonly atSeconds: number } | null;
  /** How often in a row it did not cosign. */
  failures: number;
  /** Not asked until the pause after a failure is over. */
  resting: boolean;
}

const ROUND_MS = 1_000;
const RETRY_MS_MAX = 300_000;
const ASK_MS_MAX = 5_000;

/**
 * Asks each witness to cosign the log when it has grown, at most once a second, beside the writing and never before it. Keeps what they cosigned.
 * A witness that contradicts the log stops all writing: the log was rewritten, rolled back, or has two views.
 */
@Injectable()
export class Witnesses implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly ledger: OpenedLedger['ledger'];
  readonly #nodes: OpenedLedger['nodes'];
  readonly #witnesses: Asked[];
  readonly #notes: CosignedNotes;
  readonly #stop = new AbortController();
  /** Ends the wait for a new block, when a witness has rested. */
  #wake = new AbortController();
  #following: Promise<void> | undefined;
  #contradicted = false;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(OPENED_LEDGER) { ledger, nodes }: OpenedLedger,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.ledger = ledger;
    // The other organisations' nodes keep the log by themselves: they are asked like witnesses, and know more than those.
    const asked = [...config.witnesses, ...nodes];
    this.#nodes = nodes;
    this.#witnesses = asked.map(({ url, vkey }) => ({ url, vkey, name: vkey.split('+')[0] as string, problem: null, last: null, failures: 0, resting: false }));
    this.#notes = new CosignedNotes(join(config.dataDir, 'ledger', 'cosigned.json'), { vkey: ledger.verifierKey, witnesses: asked.map(({ vkey }) => vkey) });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.#witnesses.length === 0) return;
    await this.#notes.read();
    for (const witness of this.#witnesses) witness.last = this.#notes.lastOf(witness.name);
    this.#following = this.#follow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    this.#wake.abort();
    await this.#following;
  }

  /** Whether witnesses watch the log now: one at least has cosigned it, and none contradicts it. */
  get inForce(): boolean {
    return !this.#contradicted && this.#witnesses.some(({ last }) => last !== null);
  }

  standings(): WitnessStanding[] {
    return this.#witnesses.map(({ last, name, problem }) => ({ name, problem, size: last?.size ?? null, cosignedAt: last && new Date(last.atSeconds * 1_000) }));
  }

  /** The best cosigned checkpoint of at least so many entries; null when there is none, or nobody should rely on it. */
  covering(size: number): string | null {
    return this.#contradicted ? null : this.#notes.covering(size);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted && !this.#contradicted) {
      let asked = -1;
      try {
        asked = await this.#round();
      } catch (error) {
        this.logger.error({ err: error }, 'the witnesses could not be asked; trying again');
      }
      await pause(ROUND_MS, undefined, { signal }).catch(() => undefined);
      if (asked >= 0) await this.#nextBlock(asked + 1);
    }
  }

  /** Asks those that are not resting about the newest checkpoint; gives the number of its block. */
  async #round(): Promise<number> {
    this.#wake = new AbortController();
    const note = parseNote(await this.ledger.checkpoint());
    if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
    const due = this.#witnesses.filter(({ resting }) => !resting);
    const answers = await askWitnesses(this.ledger, due.map(({ last, url, vkey }) => ({ url, vkey, knownSize: last?.size ?? 0 })), { fetch: this.#fetch, timeoutMs: ASK_MS_MAX });
    due.forEach((witness, i) => this.#hear(witness, answers[i] as Witnessed));
    await this.#notes.add(answers.flatMap((answer) => (answer.kind === 'cosigned' ? [answer.note] : [])));
    return note.checkpoint.blockNumber;
  }

  #hear(witness: Asked, answer: Witnessed): void {
    const { name } = witness;
    if (answer.kind === 'cosigned') {
      if (witness.problem !== null) this.logger.info({ witness: name }, 'the witness cosigns again');
      Object.assign(witness, { problem: null, failures: 0, last: { size: answer.size, atSeconds: answer.atSeconds } });
      return;
    }
    const problem = answer.kind === 'unreachable' ? `It cannot be reached: ${answer.why}.` : answer.kind === 'refused' ? `It refuses (${answer.status}): ${answer.why}.` : `It contradicts the log: ${answer.why}.`;
    if (witness.problem !== problem) this.logger[answer.kind === 'contradicted' ? 'error' : 'warn']({ witness: name, problem }, 'a witness did not cosign');
    witness.problem = problem;
    if (answer.kind === 'contradicted') {
      this.#contradicted = true;
      const node = this.#nodes.find(({ vkey }) => vkey === witness.vkey);
      // It has the whole log too: it can be asked from which block on the two differ.
      if (node && this.ledger instanceof FollowedLog) return void distrust(this.ledger, node, { nodes: this.#nodes });
      this.ledger.distrust({ kind: 'checkpoint', name: 'of the log', rule: `is contradicted by the witness ${name}: ${answer.why}` });
      return;
    }
    witness.failures += 1;
    witness.resting = true;
    setTimeout(() => {
      witness.resting = false;
      this.#wake.abort();
    }, Math.min(RETRY_MS_MAX, ROUND_MS * 2 ** witness.failures)).unref();
  }

  /** A node that is told to end waits for no witness. */
  readonly #fetch: typeof globalThis.fetch = (url, init = {}) => fetch(url, { ...init, signal: AbortSignal.any([this.#stop.signal, ...(init.signal ? [init.signal] : [])]) });

  async #nextBlock(number: number): Promise<void> {
    for await (const _ of this.ledger.blocks(number, AbortSignal.any([this.#stop.signal, this.#wake.signal]))) return;
  }
}
