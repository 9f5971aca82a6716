import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { NoteKey } from '../format/checkpoint.ts';
import { addCheckpoint, type WitnessAnswer } from './add-checkpoint.ts';
import type { WitnessSigner } from './key.ts';
import { readBody } from './read-body.ts';
import type { StateFile } from './state-file.ts';

export interface WitnessOptions {
  readonly store: StateFile;
  readonly signer: WitnessSigner;
  readonly logs: readonly NoteKey[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly port?: number;
  readonly host?: string;
}

/** Serves `POST /add-checkpoint` (C2SP tlog-witness). Gives its address and how to end it. */
export async function serveWitness({ host = '127.0.0.1', port = 0, ...witness }: WitnessOptions): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void answer(request, witness).then(({ body, status }) => {
      response.writeHead(status, { 'content-type': status === 409 ? 'text/x.tlog.size' : 'text/plain; charset=utf-8', connection: 'close' });
      response.end(body);
    });
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { url: `http://${host}:${portOf(server)}`, close: () => closed(server, witness.store) };
}

type Answer = Omit<WitnessAnswer, 'status'> & { readonly status: number };

async function answer(request: IncomingMessage, { clock, logs, signer, store }: Pick<WitnessOptions, 'clock' | 'logs' | 'signer' | 'store'>): Promise<Answer> {
  try {
    if (request.url !== '/add-checkpoint') return { status: 404, body: 'there is add-checkpoint alone\n' };
    if (request.method !== 'POST') return { status: 405, body: 'POST alone\n' };
    const body = await readBody(request);
    if (body === null) return { status: 413, body: 'the request is too long\n' };
    // From here on nothing waits: no second request can come between the decision and the disk.
    const decided = addCheckpoint(store.state, body, { logs, signer, atSeconds: Math.floor(clock() / 1000) });
    if (decided.state) store.write(decided.state);
    return decided;
  } catch {
    // A disk that does not take the state, or a client that went away: nothing was cosigned.
    return { status: 500, body: 'the witness cannot keep its state\n' };
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the witness listens nowhere');
  return address.port;
}

async function closed(server: Server, store: StateFile): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
  store.close();
}
