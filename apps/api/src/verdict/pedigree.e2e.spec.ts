import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Trade, type Trader } from '../testing/trade.ts';

interface Told {
  laterHidden: boolean;
  steps: { bizStep: string; container: string | null; organisation: { name: string } | null }[];
}

describe('the pedigree of a package', () => {
  let trade: Trade;
  let text: string;
  let cases: readonly string[];
  const told = async (who: Trader): Promise<Told | null> => (await trade.get<{ pedigree: { pedigree: Told } | null }>(who, 'query ($text: String!) { pedigree(text: $text) { pedigree { laterHidden steps { bizStep container organisation { name } } } } }', { text })).pedigree?.pedigree ?? null;
  const get = (url: string, who?: Trader) => trade.test.app.inject({ method: 'GET', url, headers: who ? { authorization: `Bearer ${who.token}` } : {} });

  beforeAll(async () => {
    trade = await Trade.start();
    const made = await trade.commission(await trade.lot('P1'), ['P1', 'P2'], 2);
    [text = ''] = made.packages;
    ({ cases } = made);
    await trade.handOver(trade.maker, trade.wholesaler, [...cases]);
    await trade.done(trade.wholesaler, 'unpack', { units: [text] });
    await trade.handOver(trade.wholesaler, trade.pharmacy, [text]);
  });
  afterAll(() => trade.test.close());

  it('says inside which container each step was made', async () => {
    const pedigree = await told(trade.pharmacy);
    expect(pedigree?.steps.map(({ bizStep, container }) => [bizStep, container])).toEqual([
      ['commissioning', cases[0]],
      ['packing', cases[0]],
      ['shipping', cases[0]],
      ['receiving', cases[0]],
      ['unpacking', cases[0]],
      ['shipping', null],
      ['receiving', null],
    ]);
  });

  it('ends for each with his own last part in it, and says that it does; who holds it, and the regulator, are told all', async () => {
    expect([(await told(trade.maker))?.steps.length, (await told(trade.maker))?.laterHidden]).toEqual([3, true]);
    expect((await told(trade.pharmacy))?.laterHidden).toBe(false);
    expect((await told(trade.regulator))?.laterHidden).toBe(false);
    expect(await told(trade.otherPharmacy)).toBeNull();
  });

  it('tells nothing of what was done to a neighbour in the same container, and all that was done to the container', async () => {
    const made = await trade.commission(await trade.lot('P2'), ['N1', 'N2', 'N3'], 3);
    const [container = ''] = made.cases;
    const steps = async (of: string) => (await trade.get<{ pedigree: { pedigree: Told } }>(trade.maker, 'query ($text: String!) { pedigree(text: $text) { pedigree { steps { bizStep } } } }', { text: of })).pedigree.pedigree.steps.map(({ bizStep }) => bizStep);
    const [neighbour = '', held = ''] = made.packages;
    await trade.done(trade.maker, 'quarantine', { units: [held], place: 'INSIDE', reason: 'LOOK' });
    expect([(await steps(held)).at(-1), (await steps(neighbour)).at(-1)]).toEqual(['holding', 'packing']);
    await trade.done(trade.maker, 'decommission', { units: [held], why: 'DESTROYED' });
    expect((await steps(neighbour)).at(-1)).toBe('packing');
    await trade.done(trade.maker, 'quarantine', { units: [container], place: 'OUT', reason: 'ALL' });
    expect((await steps(neighbour)).at(-1)).toBe('holding');
  });

  it('is noted in the access log of those whose steps it tells', async () => {
    const { accessLog } = await trade.get<{ accessLog: { purpose: string; subject: string }[] }>(trade.maker, '{ accessLog { purpose subject } }');
    expect(accessLog.some(({ purpose }) => purpose === 'pedigree')).toBe(true);
  });

  it('goes on paper with a square code that leads back to it, for those alone who may see it', async () => {
    const answer = await get(`/pedigree.pdf?text=${encodeURIComponent(text)}`, trade.pharmacy);
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store']);
    expect(answer.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get(`/pedigree.pdf?text=${encodeURIComponent(text)}`, trade.otherPharmacy)).statusCode).toBe(404);
    expect((await get(`/pedigree.pdf?text=${encodeURIComponent(text)}`)).statusCode).toBe(401);
    expect((await get('/pedigree.pdf?text=nothing', trade.pharmacy)).statusCode).toBe(404);
  });

  it('is where a Digital Link of this node leads to, be there such a unit or not', async () => {
    const led = await get(`/01/${trade.gtin}/21/none`);
    expect([led.statusCode, led.headers.location]).toEqual([307, `/pedigree?text=${encodeURIComponent(`https://id.gs1.org/01/${trade.gtin}/21/none`)}`]);
    expect((await get('/00/003000100000000015')).statusCode).toBe(307);
    expect((await get('/01/12345678901234/21/x')).statusCode).toBe(400);
    expect((await get('/00/%2F%2Fevil.example')).statusCode).toBe(400);
  });
});
