import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HandedOn } from '../handed-on.ts';

/** Stands between a buyer's node and the seller's, and may alter what it hands on: a seller's node that is not honest. */
export class NodeBetween {
  readonly #server: Server;
  /** What it makes of each document; null: it hands nothing on and answers 503. */
  alter: ((document: HandedOn) => object) | null = (document) => document;

  private constructor(to: string) {
    this.#server = createServer((request, response) => {
      void (async () => {
        const { alter } = this;
        const answer = await fetch(`${to}${request.url}`, { headers: { authorization: request.headers.authorization ?? '' } });
        const text = await answer.text();
        if (alter === null) return response.writeHead(503).end();
        return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.ok ? JSON.stringify(alter(JSON.parse(text) as HandedOn)) : text);
      })();
    });
  }

  static async start(to: string): Promise<NodeBetween> {
    const between = new NodeBetween(to);
    await new Promise<void>((resolve) => between.#server.listen(0, '127.0.0.1', resolve));
    return between;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  end(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
