import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Trade, type Trader } from '../../../testing/trade.ts';
import { Deliveries } from './deliveries.ts';

interface Call {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly answered: number;
}

describe('subscriptions', () => {
  let trade: Trade;
  let server: Server;
  let dest: string;
  let calls: Call[];
  let status: number;
  let lot: string;
  let serial = 0;
  const TOKEN = 'a token of the subscriber';

  beforeAll(async () => {
    calls = [];
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        calls.push({ headers: request.headers, body, answered: status });
        response.writeHead(status, status === 302 ? { location: `${dest}/elsewhere` } : {}).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    dest = `http://127.0.0.1:${port}/hook`;
    trade = await Trade.start({ config: { webhookHosts: [{ host: `127.0.0.1:${port}`, address: '127.0.0.1' }, { host: `localhost:${port}`, address: null }] } });
    lot = await trade.lot('S1');
    await ask(trade.maker, '/queries', 'POST', { name: 'made', query: { EQ_bizStep: ['commissioning'] } });
  });
  beforeEach(() => {
    status = 204;
    calls.length = 0;
  });
  afterAll(async () => {
    await trade.test.close();
    await new Promise((done) => server.close(done));
  });

  const ask = (who: Trader, path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', body?: object) =>
    trade.test.app.inject({ method, url: `/epcis/v2${path}`, headers: { authorization: `Bearer ${who.token}` }, ...(body ? { payload: body } : {}) });
  const subscribe = async (more: object, who = trade.maker): Promise<string> => {
    const response = await ask(who, '/queries/made/subscriptions', 'POST', { dest, ...more });
    expect(response.statusCode, response.body).toBe(201);
    const { subscriptionID } = response.json<{ subscriptionID: string }>();
    expect(response.headers['location']).toBe(`/epcis/v2/queries/made/subscriptions/${subscriptionID}`);
    expect(response.body).not.toContain(TOKEN);
    return subscriptionID;
  };
  const standing = async (id: string) => (await ask(trade.maker, `/queries/made/subscriptions/${id}`)).json<Record<string, unknown>>();
  const end = (id: string) => ask(trade.maker, `/queries/made/subscriptions/${id}`, 'DELETE');
  const round = () => trade.test.app.get(Deliveries).round();
  const commission = async (): Promise<string> => {
    serial += 1;
    trade.now += 1_000;
    await trade.commission(lot, [`S${serial}`]);
    return `https://id.gs1.org/01/${trade.gtin}/21/S${serial}`;
  };
  const toldUnits = (of: readonly Call[]): string[] => of.flatMap(({ body }) => (JSON.parse(body) as { epcisBody: { queryResults: { resultsBody: { eventList: { epcList: string[] }[] } } } }).epcisBody.queryResults.resultsBody.eventList.flatMap(({ epcList }) => epcList));

  it('tell at once what newly matches, signed with the subscriber’s token', async () => {
    await commission();
    const id = await subscribe({ stream: true, signatureToken: TOKEN });
    const made = await commission();
    await round();
    expect(calls).toHaveLength(1);
    const [call] = calls as [Call];
    expect(toldUnits([call])).toEqual([made]);
    expect(call.headers['gs1-signature']).toBe(createHmac('sha256', TOKEN).update(call.body).digest('hex'));
    expect(call.headers['gs1-epcis-version']).toBe('2.0.0');
    expect(JSON.parse(call.body)).toMatchObject({ type: 'EPCISQueryDocument', epcisBody: { queryResults: { queryName: 'made', subscriptionID: id } } });
    await round();
    expect(calls).toHaveLength(1);
    expect(await standing(id)).toMatchObject({ state: 'served', stream: true, lastNotifiedAt: new Date(trade.now).toISOString() });
    await end(id);
  });

  it('send what was not acknowledged again, later each time, and then all that was missed, once and in order', async () => {
    const id = await subscribe({ stream: true });
    status = 500;
    const missed = [await commission()];
    await round();
    expect(await standing(id)).toMatchObject({ state: 'failing', failures: 1, lastFailure: 'answered 500', nextAttemptAt: new Date(trade.now + 5_000).toISOString() });
    missed.push(await commission());
    await round();
    expect(calls).toHaveLength(1);
    trade.now += 5_000;
    await round();
    expect(await standing(id)).toMatchObject({ failures: 2, nextAttemptAt: new Date(trade.now + 10_000).toISOString() });
    status = 200;
    missed.push(await commission());
    trade.now += 10_000;
    await round();
    expect(toldUnits(calls.filter(({ answered }) => answered === 200))).toEqual(missed);
    expect(await standing(id)).toMatchObject({ state: 'served', failures: 0 });
    await end(id);
  });

  it('follow no redirect', async () => {
    const id = await subscribe({ stream: true });
    status = 302;
    await commission();
    await round();
    expect(calls).toHaveLength(1);
    expect(await standing(id)).toMatchObject({ lastFailure: 'answered 302' });
    await end(id);
  });

  it('call no address that a listed name should not have', async () => {
    const id = await subscribe({ stream: true, dest: dest.replace('http://127.0.0.1', 'https://localhost') });
    await commission();
    await round();
    expect(calls).toEqual([]);
    expect(await standing(id)).toMatchObject({ lastFailure: 'localhost has no address that may be called' });
    await end(id);
  });

  it('wait for their schedule, and report nothing new only where that was asked for', async () => {
    const [quiet, loud] = [await subscribe({ schedule: { minute: '0/1' } }), await subscribe({ schedule: { minute: '0/1' }, reportIfEmpty: true })];
    await round();
    expect(calls).toEqual([]);
    trade.now += 60_000;
    await round();
    expect(calls.map(({ body }) => (JSON.parse(body) as { epcisBody: { queryResults: { subscriptionID: string } } }).epcisBody.queryResults.subscriptionID)).toEqual([loud]);
    const made = await commission();
    await round();
    expect(calls).toHaveLength(1);
    trade.now += 60_000;
    await round();
    expect(toldUnits(calls)).toEqual([made, made]);
    await Promise.all([quiet, loud].map(end));
  });

  it('begin earlier where a time is given', async () => {
    const made = await commission();
    const id = await subscribe({ stream: true, initialRecordTime: new Date(trade.now).toISOString() });
    await round();
    expect(toldUnits(calls)).toEqual([made]);
    await end(id);
  });

  it('end when they are deleted, and with their query', async () => {
    await ask(trade.maker, '/queries', 'POST', { name: 'gone', query: {} });
    await ask(trade.maker, '/queries/gone/subscriptions', 'POST', { dest, stream: true });
    expect((await ask(trade.maker, '/queries/gone', 'DELETE')).statusCode).toBe(204);
    const id = await subscribe({ stream: true });
    expect((await ask(trade.wholesaler, `/queries/made/subscriptions/${id}`, 'DELETE')).statusCode).toBe(404);
    expect((await end(id)).statusCode).toBe(204);
    await commission();
    await round();
    expect(calls).toEqual([]);
    expect((await ask(trade.maker, '/queries/made/subscriptions')).json()).toEqual([]);
    expect((await end(id)).statusCode).toBe(404);
  });

  it('tell an organisation of its own events alone', async () => {
    await ask(trade.wholesaler, '/queries', 'POST', { name: 'made', query: {} });
    const id = await subscribe({ stream: true }, trade.wholesaler);
    await commission();
    await round();
    expect(calls).toEqual([]);
    await ask(trade.wholesaler, `/queries/made/subscriptions/${id}`, 'DELETE');
  });

  it.each([
    [{}, 'schedule, stream'],
    [{ stream: false }, 'schedule, stream'],
    [{ stream: true, schedule: { minute: '1' } }, 'schedule, stream'],
    [{ schedule: { minute: '61' } }, 'schedule.minute'],
    [{ stream: true, signatureToken: 'short' }, 'signatureToken'],
    [{ stream: true, dest: 'https://elsewhere.example.com/' }, 'dest'],
    [{ stream: true, reportIfEmpty: 'yes' }, 'reportIfEmpty'],
  ])('refuse %j', async (more, named) => {
    const response = await ask(trade.maker, '/queries/made/subscriptions', 'POST', { dest, ...more });
    expect(response.json()).toMatchObject({ type: 'epcisException:SubscriptionControlsException', status: 400, detail: expect.stringContaining(named) as string });
  });

  it('stream to whoever listens, from where it got to', async () => {
    await trade.test.app.listen(0, '127.0.0.1');
    const address = await trade.test.app.getUrl();
    const listen = async (accept: string, lastId?: string) => {
      const stop = new AbortController();
      const response = await fetch(`${address}/epcis/v2/queries/made/events`, { signal: stop.signal, headers: { accept, authorization: `Bearer ${trade.maker.token}`, ...(lastId ? { 'last-event-id': lastId } : {}) } });
      expect(response.status).toBe(200);
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      const decoder = new TextDecoder();
      let text = '';
      return {
        type: response.headers.get('content-type'),
        until: async (wanted: string): Promise<string> => {
          while (!text.includes(wanted)) text += decoder.decode((await reader.read()).value, { stream: true });
          return text;
        },
        stop: () => stop.abort(),
      };
    };
    const [sse, ndjson] = [await listen('text/event-stream'), await listen('application/x-ndjson')];
    expect([sse.type, ndjson.type]).toEqual(['text/event-stream; charset=utf-8', 'application/x-ndjson; charset=utf-8']);
    await Promise.all([sse.until(': here'), ndjson.until('\n')]);
    const made = await commission();
    const [message, line] = [await sse.until('}\n\n'), await ndjson.until('}\n')];
    const [, id = '', data = ''] = /id: (\S+)\ndata: (.*)\n\n/.exec(message) ?? [];
    expect([data, line.trim()].map((body) => toldUnits([{ body } as Call]))).toEqual([[made], [made]]);
    sse.stop();
    ndjson.stop();
    const missed = await commission();
    const again = await listen('text/event-stream', id);
    expect(toldUnits([{ body: /data: (.*)\n\n/.exec(await again.until('}\n\n'))?.[1] ?? '' } as Call])).toEqual([missed]);
    again.stop();
  });
});
