import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Outgoing } from './outgoing.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const demo = new Outgoing({ mode: 'demo', partnerHosts: [] });
const live = new Outgoing({ mode: 'live', partnerHosts: ['127.0.0.1:4100', 'partner.internal', '10.1.2.3'] });

describe('where a node goes to ask partners', () => {
  it('speaks https everywhere, and http with this machine alone: in the demo, or where it is listed', () => {
    expect(live.forbids('https://partner.example/epcis/v2/capture')).toBeNull();
    expect(live.forbids('http://partner.example/capture')).not.toBeNull();
    expect(live.forbids('http://partner.internal/capture')).not.toBeNull();
    expect(live.forbids('http://127.0.0.1:4100/capture')).toBeNull();
    expect(live.forbids('http://127.0.0.1:4101/capture')).not.toBeNull();
    expect(demo.forbids('http://127.0.0.1:4101/capture')).toBeNull();
    expect(demo.forbids('http://10.1.2.3/capture')).not.toBeNull();
  });

  it('goes to a private address only where it is listed', () => {
    expect(live.forbids('https://10.1.2.3/capture')).toBeNull();
    for (const host of ['10.1.2.4', '127.0.0.1', '[::1]', '192.168.0.1', '169.254.169.254', '[fd00::1]', '[::ffff:10.0.0.1]', '0x7f.1', '2130706433']) expect([host, live.forbids(`https://${host}/`)]).not.toEqual([host, null]);
  });

  it('asks nothing where a name leads to a private address', async () => {
    expect(await live.send({ method: 'GET', url: 'https://localhost:1/', token: 'secret', most: 10 })).toMatchObject({ kind: 'forbidden' });
  });

  it('follows no redirect', async () => {
    const asked: string[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await demo.send({ method: 'GET', url: `${url}/here`, token: null, most: 1_000 })).toMatchObject({ kind: 'answer', status: 302, location: '/elsewhere' });
    expect(asked).toEqual(['/here']);
  });

  it('reads no more than it was told to', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(5_000)));
    expect(await demo.send({ method: 'GET', url, token: null, most: 1_000 })).toEqual({ kind: 'silence', why: 'it answers with more than 1000 bytes' });
  });

  it('tells silence from an answer', async () => {
    const url = await serve((_, response) => response.destroy());
    expect(await demo.send({ method: 'GET', url, token: null, most: 1_000 })).toMatchObject({ kind: 'silence' });
    expect(await demo.send({ method: 'POST', url: 'http://127.0.0.1:9/', token: null, body: { type: 'text/plain', text: 'x' }, most: 1_000 })).toMatchObject({ kind: 'silence' });
  });
});
