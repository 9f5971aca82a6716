import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, Module, NotFoundException } from '@nestjs/common';
import { Query, Resolver } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Public } from '../identity/public.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { failure } from './failure.ts';
import { Readiness } from './readiness.ts';
import { Database } from './database.ts';

@Resolver()
class BreakingResolver {
  constructor(private readonly database: Database) {}

  @Public()
  @Query(() => String)
  breaks(): string {
    throw new Error('password of the database is hunter2');
  }

  @Public()
  @Query(() => String)
  async breaksInTheDatabase(): Promise<string> {
    await this.database.query('select secret_column from record.organisation');
    return 'unreachable';
  }

  @Public()
  @Query(() => String)
  refuses(): string {
    throw failure('CONFLICT', 'Already there.');
  }
}

@Controller('breaking')
class BreakingController {
  @Public()
  @Get('inside')
  inside(): string {
    throw new Error('password of the database is hunter2');
  }

  @Public()
  @Get('missing')
  missing(): string {
    throw new NotFoundException('No such document.');
  }

  @Get('closed')
  closed(): string {
    return 'open';
  }
}

@Module({ controllers: [BreakingController], providers: [BreakingResolver] })
class BreakingModule {}

describe('the front door', () => {
  let test: TestApp;
  const portal = mkdtempSync(join(tmpdir(), 'packtrail-portal-'));

  beforeAll(async () => {
    mkdirSync(join(portal, 'assets'));
    writeFileSync(join(portal, 'index.html'), '<title>Packtrail</title>');
    writeFileSync(join(portal, 'assets', 'index-abc.js'), 'export {}');
    test = await startTestApp({ parts: [BreakingModule], portal });
  });
  afterAll(async () => {
    await test.close();
    rmSync(portal, { recursive: true });
  });

  const get = (url: string, headers = {}) => test.app.inject({ method: 'GET', url, headers });

  it.each(['breaks', 'breaksInTheDatabase'])('masks what %s behind an id that only the log explains', async (field) => {
    const { errors, data } = await test.ask(`{ ${field} }`);
    expect(data).toBeNull();
    const { message, extensions } = errors?.[0] ?? { message: '', extensions: { code: '' } };
    expect(extensions).toEqual({ code: 'INTERNAL', id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    expect(message).not.toMatch(/hunter2|secret_column/);
    expect(test.logged.find(({ id }) => id === extensions.id)).toMatchObject({
      err: { message: expect.stringMatching(/hunter2|secret_column/) as string },
    });
  });

  it('passes a refusal with its code and nothing else', async () => {
    expect((await test.ask('{ refuses }')).errors).toEqual([
      { message: 'Already there.', locations: [{ line: 1, column: 3 }], path: ['refuses'], extensions: { code: 'CONFLICT' } },
    ]);
  });

  it('says that a letter cannot be kept, where the database alone knows it', async () => {
    const { errors } = await test.ask('mutation ($email: String!) { signIn(email: $email, password: "x") { token } }', { email: 'a\u0000@pharmacy.example' });
    expect(errors).toMatchObject([{ message: expect.stringContaining('U+0000') as string, extensions: { code: 'BAD_INPUT' } }]);
  });

  it('lets no cache on the way keep an answer', async () => {
    const answer = await test.app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ __typename }' } });
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  });

  it('answers the REST roads in the same words', async () => {
    const inside = await get('/breaking/inside');
    expect(inside.statusCode).toBe(500);
    expect(inside.json()).toMatchObject({ code: 'INTERNAL', id: expect.any(String) as string });
    expect(inside.body).not.toContain('hunter2');
    expect((await get('/breaking/missing')).json()).toEqual({ code: 'NOT_FOUND', message: 'No such document.' });
    const closed = await get('/breaking/closed');
    expect([closed.statusCode, closed.json()]).toEqual([401, { code: 'UNAUTHENTICATED', message: 'Sign in first.' }]);
  });

  it('refuses a request that is too deep, has too many aliases, or too many words', async () => {
    const deep = `{ me { ${'organisation { sites { '.repeat(8)} gln ${'} }'.repeat(8)} } }`;
    const aliases = `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: refuses`).join(' ')} }`;
    const words = `{ ${'refuses '.repeat(2_001)} }`;
    for (const [query, reason] of [
      [deep, /depth/i],
      [aliases, /alias/i],
      [words, /token/i],
    ] as const) {
      const { errors, status } = await test.ask(query);
      expect(status).toBe(400);
      expect(errors?.map(({ message }) => message).join()).toMatch(reason);
    }
  });

  it('refuses what a foreign page can make a browser send', async () => {
    const payload = JSON.stringify({ query: '{ me { demo } }' });
    const form = await test.app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'text/plain' }, payload });
    expect(form.statusCode).toBe(400);
    expect((await get('/graphql?query={me{demo}}')).statusCode).toBe(400);
  });

  it('refuses a body over eight megabytes', async () => {
    const payload = { query: '{ me { demo } }', variables: { filler: 'x'.repeat(8 * 1024 * 1024) } };
    const answer = await test.app.inject({ method: 'POST', url: '/graphql', payload });
    expect(answer.statusCode).toBe(413);
  });

  it('sends a policy that lets nothing foreign in, and WebAssembly and the camera work', async () => {
    const policy = String((await get('/')).headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).toContain("media-src 'self' blob:");
    expect(policy).not.toMatch(/https?:|\*|upgrade-insecure-requests/);
  });

  it('serves the portal at every page address, its hashed files for a year, and no page in place of a missing file', async () => {
    for (const url of ['/', '/recalls/17', '/scan?text=x']) {
      const page = await get(url);
      expect([url, page.statusCode, page.body, page.headers['cache-control']]).toEqual([url, 200, '<title>Packtrail</title>', 'no-cache']);
    }
    expect((await get('/assets/index-abc.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/gone.js')).statusCode).toBe(404);
    expect((await get('/documents/none')).json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is healthy only when database, ledger and portal are', async () => {
    const health = async () => {
      const { statusCode, body } = await get('/health');
      return { statusCode, ...(JSON.parse(body) as object) };
    };
    expect(await health()).toEqual({ statusCode: 503, ready: false, mode: 'demo', parts: { database: true, ledger: false, portal: true } });
    const ledger = { ready: true };
    test.app.get(Readiness).report('ledger', () => ledger.ready);
    expect(await health()).toMatchObject({ statusCode: 200, ready: true });
    ledger.ready = false;
    expect(await health()).toMatchObject({ statusCode: 503, ready: false });
  });

  it('counts requests by route, never by address', async () => {
    await get('/recalls/secret-serial');
    const { body } = await get('/metrics');
    expect(body).toContain('packtrail_http_request_seconds_count{method="GET",route="/*",status="200"}');
    expect(body).not.toContain('secret-serial');
  });
});
