import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { plainEnvironment } from './environment.ts';

export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Answers that mean "not yet": the program is run again until the time is over. */
  readonly again?: RegExp;
  /** Failures that mean that it was done before, unless they mean "not yet". */
  readonly done?: RegExp;
  readonly withinMs?: number;
}

/** Runs a program to its end and gives what it said. Throws in its own words when it fails. */
export async function runProgram(program: string, argv: readonly string[], { again, done, environment, withinMs = 30_000 }: RunOptions = {}): Promise<string> {
  for (const deadline = performance.now() + withinMs; ; await wait(100)) {
    const { code, said } = await once(program, argv, environment);
    if (code === 0) return said;
    const isEarly = again?.test(said) ?? false;
    if (isEarly && performance.now() < deadline) continue;
    if (!isEarly && done?.test(said)) return said;
    throw new Error(`${basename(program)} ${argv.slice(0, 3).join(' ')} failed (${code}):\n${said.trim().split('\n').slice(-15).map((line) => `  ${line}`).join('\n')}`);
  }
}

const once = (program: string, argv: readonly string[], environment?: Readonly<Record<string, string>>): Promise<{ code: number | string; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, argv, { env: plainEnvironment(environment), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => reject(new Error(`${program} cannot be run: ${error.message}`)));
    child.once('close', (code, signal) => resolve({ code: code ?? signal ?? 'ended', said }));
  });
