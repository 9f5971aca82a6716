import { createServer, type Server } from 'node:net';
import { describe, expect, it } from 'vitest';
import { PORT_SPAN, portsFrom, takenPorts } from './ports.ts';

describe('the ports of a network', () => {
  it('are all different, and end where the next network may begin', () => {
    const { orderers, organisations } = portsFrom(20_000);
    const all = [...Object.values(orderers), ...Object.values(organisations)].flatMap((each) => Object.values(each) as number[]);
    expect(all.length).toBe(3 * 3 + 4 * 6);
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((port) => port >= 20_000 && port < 20_000 + PORT_SPAN)).toBe(true);
  });
  it('are refused where a machine has none', () => {
    for (const base of [80, 65_500, 17_050.5, Number.NaN]) expect(() => portsFrom(base)).toThrow(/start at a whole number/);
  });
  it('are known to be taken, also by who listens on every address', async () => {
    const [here, everywhere] = [await listening('127.0.0.1'), await listening('0.0.0.0')];
    const free = await listening('127.0.0.1');
    await new Promise((resolve) => free.server.close(resolve));
    expect(await takenPorts([here.port, free.port, everywhere.port])).toEqual([here.port, everywhere.port]);
    here.server.close();
    everywhere.server.close();
  });
});

const listening = (host: string): Promise<{ server: Server; port: number }> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, host, () => resolve({ server, port: (server.address() as { port: number }).port }));
  });
