import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import { UserRole } from '../../identity/user-role.ts';
import { CONFIG, type Config } from '../../platform/config.ts';
import { GOLDEN, GOLDEN_NOW, GOLDEN_SELLER, type Trader, TradeWorld } from '../testing/trade.ts';
import { CaptureFiles } from './capture-files.ts';
import { Captures } from './captures.ts';

const BODY = GOLDEN.slice(GOLDEN.indexOf('<epcis:'));
const BOMB = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${i === 0 ? '&a;&a;' : `&a${i - 1};&a${i - 1};`}">`).join('')}]>`;

describe('a file that is built to do harm', () => {
  let world: TradeWorld;
  let seller: Trader;
  let before: Record<string, number>;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix);
    before = await world.amounts();
  });
  afterAll(() => world.test.close());

  const kept = (): string[] => readdirSync(join(world.test.app.get<Config>(CONFIG).dataDir, 'captures'));

  it.each([
    ['an external entity', `<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>${BODY.replace('Goldenol', '&secret;')}`, 'XML_DTD'],
    ['an external document type', `<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">${BODY}`, 'XML_DTD'],
    ['a bomb of entities', `${BOMB}${BODY.replace('Goldenol', '&a19;')}`, 'XML_DTD'],
    ['an entity that is not one of the five of XML', BODY.replace('Goldenol', '&nbsp;'), 'MALFORMED_XML'],
    ['elements nested without end', `${'<a>'.repeat(5_000)}${'</a>'.repeat(5_000)}`, 'XML_TOO_DEEP'],
    ['a text without end', BODY.replace('Goldenol', 'x'.repeat(5_000_000)), 'XML_TEXT_TOO_LONG'],
    ['an attribute without end', BODY.replace('schemaVersion="1.2"', `schemaVersion="${'1'.repeat(5_000_000)}"`), 'XML_TEXT_TOO_LONG'],
    ['a comment without end', BODY.replace('<EPCISBody>', `<!--${'x'.repeat(5_000_000)}--><EPCISBody>`), 'XML_TEXT_TOO_LONG'],
    ['attributes without end', `<a ${Array.from({ length: 1_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`, 'XML_TOO_MANY_ATTRIBUTES'],
    ['a tag that is not closed', BODY.replace('</EventList>', ''), 'MALFORMED_XML'],
    ['another encoding', `<?xml version="1.0" encoding="UTF-16"?>${BODY}`, 'XML_ENCODING'],
    ['nothing', '', 'MALFORMED_XML'],
  ])('with %s is refused with 400', async (_, text, rule) => {
    const answer = await world.post(seller, text);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'epcisException:ValidationException', rule, status: 400, detail: expect.stringMatching(/\(line \d+\)$/) as string });
    expect(await world.amounts()).toEqual(before);
    expect(kept()).toEqual([]);
  });

  it('in bytes that are no UTF-8 is refused', async () => {
    const answer = await world.post(seller, Buffer.from(BODY.replace('Goldenol', 'Gold\u00e9nol'), 'latin1'));
    expect(answer.json()).toMatchObject({ rule: 'XML_ENCODING' });
  });

  it('of another type is refused with 415, and larger than 2 GB with 413', async () => {
    for (const [headers, status] of [
      [{ 'content-type': 'text/csv' }, 415],
      [{ 'content-type': 'application/xml; charset=utf-16' }, 415],
      [{ 'content-encoding': 'gzip' }, 415],
    ] as const) {
      const answer = await world.post(seller, BODY, { ...headers });
      expect(answer.statusCode).toBe(status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    }
    const tooLarge = await world.post(seller, BODY, { 'content-length': String(2 * 1024 * 1024 * 1024 + 1) });
    expect(tooLarge.statusCode).toBe(413);
    expect(tooLarge.json()).toMatchObject({ type: 'epcisException:CaptureLimitExceededException', status: 413 });
  });

  it('that grows beyond what it said is cut off while it arrives', async () => {
    const files = world.test.app.get(CaptureFiles);
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('<a>');
      for (;;) yield new TextEncoder().encode('<b>text</b>'.repeat(100));
    }
    expect(await files.receive('endless', { body: Readable.from(endless()), format: 'xml', root: 'document' }, 1_000_000)).toEqual({ kind: 'too large' });
    expect(kept()).toEqual([]);
  });

  it('among very many at once is asked to come later', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => world.post(seller, GOLDEN)));
    const codes = answers.map(({ statusCode }) => statusCode).sort();
    expect(codes.filter((code) => code === 202).length).toBeGreaterThan(0);
    expect(codes.filter((code) => code === 429).length).toBeGreaterThan(0);
    expect(codes.every((code) => code === 202 || code === 429)).toBe(true);
    await world.test.app.get(Captures).settled();
    expect((await world.post(seller, GOLDEN)).statusCode).toBe(202);
    await world.test.app.get(Captures).settled();
  });

  it('is read for capture alone, and from those who trade', async () => {
    expect((await world.post(null, BODY)).statusCode).toBe(401);
    const regulator = await world.trader({ gln: '0614141777778', prefixes: [], kind: TradingPartnerKind.REGULATOR, role: UserRole.REGULATOR });
    expect((await world.post(regulator, BODY)).statusCode).toBe(403);
    const elsewhere = await world.test.app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/xml' }, payload: BODY });
    expect(elsewhere.statusCode).toBe(415);
  });
});
