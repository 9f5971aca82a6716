import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SignedCommand } from '@packtrail/ledger';
import { ORGANISATIONS, type OrganisationName } from '@packtrail/ledger/fabric-network';
import type { Party } from '../support/ledger-world.ts';

/** How many clients the load has; client i speaks to the node of organisation i modulo four. */
export const CLIENTS = 8;

/** What the load is started with, in `cast.json` of its folder; keys as PKCS#8 PEM. */
export interface Cast {
  readonly network: string;
  readonly clients: readonly { readonly id: string; readonly key: string }[];
}

/** One line of the outbox: a command from before it is sent, or what it was answered with. */
export type OutboxLine =
  | { readonly kept: string; readonly client: number; readonly signed: SignedCommand }
  | { readonly answered: string; readonly client: number; readonly with: 'receipt' | 'refusal' | 'unknown'; readonly code?: string; readonly txId?: string };

export const organisationOf = (client: number): OrganisationName => ORGANISATIONS[client % ORGANISATIONS.length] as OrganisationName;
export const outboxIn = (folder: string): string => join(folder, 'outbox.jsonl');
export const logIn = (folder: string, organisation: OrganisationName): string => join(folder, organisation);
export const readCast = (folder: string): Cast => JSON.parse(readFileSync(join(folder, 'cast.json'), 'utf8')) as Cast;

export function readOutbox(folder: string): OutboxLine[] {
  if (!existsSync(outboxIn(folder))) return [];
  // A process that is killed may leave half a line behind, of a command that it never sent.
  return readFileSync(outboxIn(folder), 'utf8')
    .split('\n')
    .flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as OutboxLine] : []));
}

/** The process that holds the ledger's clients, as a portal's would: it can be killed, and started again on the same folder. */
export class Load {
  readonly folder: string;
  /** How often each client was acknowledged. */
  readonly #times: number[] = Array.from({ length: CLIENTS }, () => 0);
  acknowledged = 0;
  /** What it said that is no answer. */
  readonly said: string[] = [];
  readonly #waiting = new Set<() => void>();
  #child: ChildProcess | null = null;

  constructor(folder: string, network: string, clients: readonly Party[]) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    const cast: Cast = { network, clients: clients.map(({ id, signer }) => ({ id, key: String(signer.privateKey.export({ type: 'pkcs8', format: 'pem' })) })) };
    writeFileSync(join(folder, 'cast.json'), JSON.stringify(cast), { mode: 0o600 });
  }

  get pid(): number | null {
    return this.#child?.exitCode === null && this.#child.signalCode === null ? (this.#child.pid ?? null) : null;
  }

  start(): void {
    const run = fileURLToPath(new URL('../support/run-typescript.mjs', import.meta.url));
    const child = spawn(process.execPath, [run, fileURLToPath(new URL('./load-process.ts', import.meta.url)), this.folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.#take(line));
    createInterface({ input: child.stderr }).on('line', (line) => this.said.push(line));
    child.once('exit', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') this.said.push(`the load ended with ${code ?? signal}`);
    });
  }

  /** Resolves when every client has been acknowledged for a command that it sent from now on, or throws when one waits too long. */
  async untilAll(withinMs: number): Promise<void> {
    // The next acknowledgement may be for what was under way before.
    const goal = this.#times.map((times) => times + 2);
    const missing = () => goal.flatMap((each, client) => ((this.#times[client] as number) < each ? [client] : []));
    for (const deadline = performance.now() + withinMs; missing().length > 0; ) {
      if (performance.now() > deadline) throw new Error(`clients ${missing().join(', ')} were not acknowledged within ${withinMs / 1_000} s; ${this.said.slice(-5).join('; ')}`);
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.#waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, 1_000);
        this.#waiting.add(wake);
      });
    }
  }

  /** When the next command is acknowledged, by `performance.now()`. */
  nextAcknowledgement(): Promise<number> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        resolve(performance.now());
      };
      this.#waiting.add(wake);
    });
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Lets it end what is under way. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || this.pid === null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  }

  #take(line: string): void {
    const client = /^ack (\d)$/.exec(line)?.[1];
    if (client === undefined) {
      this.said.push(line);
      return;
    }
    this.acknowledged += 1;
    this.#times[Number(client)] = (this.#times[Number(client)] as number) + 1;
    for (const wake of [...this.#waiting]) wake();
  }
}
