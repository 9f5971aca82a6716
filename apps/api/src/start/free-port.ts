import { createServer } from 'node:net';

/**
 * A port on 127.0.0.1 that nobody listens on: the wished one when it is free, else one the system picks.
 */
export async function freePort(wish = 0): Promise<number> {
  const got = await listenOnce(wish);
  return got ?? (await listenOnce(0)) ?? fail();
}

function fail(): never {
  throw new Error('This machine has no free port on 127.0.0.1.');
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
