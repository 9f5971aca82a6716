import { lookup } from 'node:dns';
import { request as requestHttp, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../platform/config.ts';
import { isPublic } from '../platform/public-address.ts';

export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly token: string | null;
  readonly body?: { readonly type: string; readonly text: string };
  /** Bytes of the answer. */
  readonly most: number;
}

export type Answered =
  | { readonly kind: 'answer'; readonly status: number; readonly location: string | null; readonly text: string }
  /** Nothing was heard, or not all of it: asking again may help. */
  | { readonly kind: 'silence'; readonly why: string }
  /** The address may not be asked: only a person can mend that. */
  | { readonly kind: 'forbidden'; readonly why: string };

const TIMEOUT_MS = 30_000;
/** For the whole exchange: a partner that trickles is as good as silent. */
const WHOLE_MS = 300_000;

/** What a node asks of partners' systems. It goes where the operator lets it, follows no redirect, and waits and reads only so much. */
@Injectable()
export class Outgoing {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'mode' | 'partnerHosts'>) {}

  /** Why an address may not be asked, whatever it resolves to; null when it may. */
  forbids(text: string): string | null {
    if (!URL.canParse(text)) return 'It is not an address.';
    const url = new URL(text);
    if (url.username || url.password) return 'An address holds no password.';
    if (url.protocol === 'https:') return isIP(bare(url.hostname)) && !isPublic(bare(url.hostname)) && !this.#isListed(url) ? PRIVATE : null;
    if (url.protocol !== 'http:') return 'Only https is spoken with partners.';
    const isLoopback = LOOPBACK.includes(url.hostname);
    return isLoopback && (this.config.mode === 'demo' || this.#isListed(url)) ? null : 'Only https is spoken with partners; http is for this machine alone, in the demo or where PACKTRAIL_PARTNER_HOSTS lists it.';
  }

  async send({ body, method, most, token, url: text }: Sent): Promise<Answered> {
    const why = this.forbids(text);
    if (why !== null) return { kind: 'forbidden', why };
    const url = new URL(text);
    const options: RequestOptions = {
      method,
      timeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(WHOLE_MS),
      // Asked of the address that is connected to, so that a name cannot resolve to another one in between.
      lookup: this.#isListed(url) || url.protocol === 'http:' ? undefined : publicLookup,
      agent: false,
      headers: {
        accept: 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body ? { 'content-type': body.type, 'content-length': Buffer.byteLength(body.text) } : {}),
      },
    };
    return exchange(url, options, { text: body?.text, most });
  }

  #isListed({ host, hostname }: URL): boolean {
    return this.config.partnerHosts.includes(host.toLowerCase()) || this.config.partnerHosts.includes(hostname.toLowerCase());
  }
}

function exchange(url: URL, options: RequestOptions, { most, text }: { text: string | undefined; most: number }): Promise<Answered> {
  return new Promise((resolve) => {
    const silent = (why: string): void => resolve({ kind: 'silence', why });
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (response) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        pieces.push(piece);
        if (bytes > most) {
          silent(`it answers with more than ${most} bytes`);
          request.destroy();
        }
      });
      response.on('error', (error) => silent(error.message));
      response.on('end', () => resolve({ kind: 'answer', status: response.statusCode ?? 0, location: response.headers.location ?? null, text: Buffer.concat(pieces).toString('utf8') }));
    });
    request.on('timeout', () => request.destroy(new Error(`it did not answer in ${TIMEOUT_MS / 1_000} seconds`)));
    request.on('error', (error: NodeJS.ErrnoException) => (error instanceof PrivateAddress ? resolve({ kind: 'forbidden', why: PRIVATE }) : silent(error.code === 'ECONNREFUSED' ? 'it cannot be reached (connection refused)' : error.message)));
    request.end(text);
  });
}

class PrivateAddress extends Error {}

const PRIVATE = 'Its address is a private one: PACKTRAIL_PARTNER_HOSTS must list it.';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    const [first] = found;
    if (!first || found.some(({ address }) => !isPublic(address))) return callback(new PrivateAddress(PRIVATE), '', 0);
    return options.all ? callback(null, found) : callback(null, first.address, first.family);
  });
};

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');
