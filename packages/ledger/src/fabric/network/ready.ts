import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { connect } from 'node:tls';
import { pidOf, type Started } from './running.ts';

const READY_WITHIN_MS = 60_000;

/** Waits until a process answers. Throws when it dies on the way, with the end of what it said. */
export async function untilReady(folder: string, started: Started): Promise<void> {
  const { log, plan } = started;
  for (const deadline = performance.now() + READY_WITHIN_MS; ; await wait(40)) {
    if (pidOf(folder, plan.name) === null) throw new Error(`${plan.name} ended while it was starting. ${endOfLog(started)}`);
    if (await answers(plan)) return;
    if (performance.now() > deadline) throw new Error(`${plan.name} is not ready after ${READY_WITHIN_MS / 1_000} s. Its log is ${log}. ${endOfLog(started)}`);
  }
}

/** Whether a running process answers. It says that it is healthy before its service listens, so both are asked. */
export const answers = async ({ health, isTls, ports }: Started['plan']): Promise<boolean> => (health === null || (await isHealthy(health))) && (!isTls || speaksTls(ports[0]));

const isHealthy = ({ path, port }: { readonly port: number; readonly path: string }): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, timeout: 1_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });

/** A bare connection would be told of as an error in the logs; who it is that answers is for those to check who have business with it. */
const speaksTls = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, ALPNProtocols: ['h2'], rejectUnauthorized: false, timeout: 1_000 }, () => {
      socket.end();
      resolve(true);
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer')));
    socket.once('error', () => resolve(false));
  });

/** The last lines that this run of a process wrote. */
function endOfLog({ log, logFrom }: Started): string {
  const from = Math.max(logFrom, statSync(log).size - 8_192);
  const file = openSync(log, 'r');
  const bytes = Buffer.alloc(statSync(log).size - from);
  readSync(file, bytes, 0, bytes.length, from);
  closeSync(file);
  const lines = bytes.toString('utf8').trim().split('\n').slice(-15);
  return `The whole log is ${log}; its last lines:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
