import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../platform/config.ts';
import { DISCOVERY } from '../query/negotiation.ts';
import { hostOf, mayCall, readDestination } from './destination.ts';

export interface Delivery {
  readonly dest: string;
  readonly body: string;
  /** What the client's token signs with; null: not signed. */
  readonly token: string | null;
  /** The same for the same events, however often they are sent. */
  readonly id: string;
}

const TIMEOUT_MS = 10_000;
const ANSWER_MAX = 65_536;

/** Posts what a subscription found. */
@Injectable()
export class Webhook {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /**
   * Null when it was acknowledged (a status of 2xx), else why not. The name is resolved once and the address that was checked is the one
   * that is called; redirects are not followed.
   */
  async post({ body, dest, id, token }: Delivery, signal: AbortSignal): Promise<string | null> {
    try {
      const url = readDestination(dest, this.config.webhookHosts);
      const host = hostOf(url, this.config.webhookHosts);
      const [found] = host ? (await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true })).filter(({ address }) => mayCall(address, host)) : [];
      if (!found) return `${url.hostname} has no address that may be called`;
      const signature: Record<string, string> = token === null ? {} : { 'gs1-signature': createHmac('sha256', token).update(body).digest('hex') };
      const status = await this.#send(url, found, { body, headers: { ...DISCOVERY, 'content-type': 'application/json; charset=utf-8', 'packtrail-delivery': id, ...signature }, signal });
      return status >= 200 && status < 300 ? null : `answered ${status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  #send(url: URL, { address, family }: { address: string; family: number }, { body, headers, signal }: { body: string; headers: Record<string, string>; signal: AbortSignal }): Promise<number> {
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'https:' ? requestHttps : requestHttp;
      const request = send(
        url,
        {
          method: 'POST',
          headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
          signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
          agent: false,
          lookup: (_name, options, done) => (options.all ? done(null, [{ address, family }]) : done(null, address, family)),
        },
        (response) => {
          let read = 0;
          response.on('data', (chunk: Buffer) => {
            read += chunk.length;
            if (read > ANSWER_MAX) response.destroy();
          });
          response.on('close', () => resolve(response.statusCode ?? 0));
          response.on('error', reject);
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  }
}
