import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseNote } from '../../format/checkpoint.ts';
import type { WitnessSigner } from '../../witness/key.ts';
import { readBody } from '../../witness/read-body.ts';
import type { FollowedLog } from '../followed-log.ts';
import type { OtherNode } from './ask-others.ts';
import { compareCheckpoint } from './compare-checkpoint.ts';
import { distrust } from './distrust.ts';
import type { KnownLogs } from './known-logs.ts';

export interface NodeOptions {
  readonly log: FollowedLog;
  readonly signer: WitnessSigner;
  readonly known: KnownLogs;
  /** The nodes of the other organisations: who is asked from which block on a log differs. */
  readonly others: () => readonly OtherNode[];
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly host?: string;
  readonly port?: number;
}

/** A node that is a little behind is given so long to read on. */
const BEHIND_MS = 1_500;

/**
 * Serves what an organisation's node says of the log to the other organisations: `POST /add-checkpoint` cosigns a checkpoint that it came to by itself, `GET /blocks/N/checkpoint`
 * gives its own, `GET /status` how it stands. Gives the address and how to end it.
 */
export async function serveNode({ host = '127.0.0.1', port = 0, ...node }: NodeOptions): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(request, node).then(
      ({ body, status, type = 'text/plain; charset=utf-8' }) => send(response, status, type, body),
      () => send(response, 500, 'text/plain; charset=utf-8', 'the node cannot answer\n'),
    );
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the node listens nowhere');
  return { url: `http://${host}:${address.port}`, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

type Asked = Pick<NodeOptions, 'clock' | 'known' | 'log' | 'others' | 'signer'>;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

async function answer(request: IncomingMessage, node: Asked): Promise<Answer> {
  const { method, url = '' } = request;
  if (url === '/add-checkpoint') return method === 'POST' ? compared(await readBody(request), node) : { status: 405, body: 'POST alone\n' };
  if (method !== 'GET') return { status: 405, body: 'GET alone\n' };
  if (url === '/status') return { status: 200, type: 'application/json', body: JSON.stringify(await statusOf(node)) };
  const block = /^\/blocks\/(0|[1-9]\d{0,15})\/checkpoint$/.exec(url)?.[1];
  if (block === undefined) return { status: 404, body: 'there are add-checkpoint, blocks/N/checkpoint and status\n' };
  const recorded = await node.log.block(Number(block));
  return recorded ? { status: 200, body: recorded.checkpoint } : { status: 404, body: `block ${block} has not been read here\n` };
}

async function compared(body: string | null, { clock, known, log, others, signer }: Asked): Promise<Answer> {
  if (body === null) return { status: 413, body: 'the request is too long\n' };
  for (const until = clock() + BEHIND_MS; ; await pause(50)) {
    const { stopped } = log.audit();
    if (stopped !== null) return { status: 503, body: `this node has stopped: ${stopped}\n` };
    const result = compareCheckpoint(body, { own: (number) => log.checkpointText(number), origin: log.origin, logs: known.all(), signer, atSeconds: Math.floor(clock() / 1000) });
    if (result.contradicted) {
      const { block, by } = result.contradicted;
      const [name, nodes] = [known.nameOf(by) ?? by, others()];
      const node = nodes.find((each) => each.name === name);
      if (node) await distrust(log, node, { nodes, shown: block });
      else log.distrust({ kind: 'checkpoint', name: `of block ${block}`, rule: `is another one at the node ${name}` });
    }
    if (result.status !== 503 || clock() > until) return result;
  }
}

/** How the node stands, for people and for other nodes. */
export interface NodeStatus {
  readonly origin: string;
  readonly logKey: string;
  readonly blockNumber: number;
  readonly size: number;
  readonly root: string;
  /** The block of the channel that it reads next. */
  readonly channelNext: number;
  readonly stopped: string | null;
}

async function statusOf({ log }: Pick<NodeOptions, 'log'>): Promise<NodeStatus> {
  const note = parseNote(await log.checkpoint());
  if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
  const { blockNumber, root, size } = note.checkpoint;
  return { origin: log.origin, logKey: log.verifierKey, blockNumber, size, root, channelNext: log.channel.next, stopped: log.audit().stopped };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, connection: 'close' });
  response.end(body);
}
