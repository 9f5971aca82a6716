import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { OWASP_COST } from '../platform/password-cost.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { aGln, aParty, PASSWORD } from '../testing/people.ts';
import { KeepingRegistrar, RegistrarModule } from '../testing/registrar.ts';
import { UserRole } from './user-role.ts';
import { Users } from './users.ts';

const SIGN_IN = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { token demo user { email role } organisation { name } site { gln } }
}`;
const ME = '{ me { token user { email } organisation { id gln } site { gln timeZone } } }';

interface SignedIn {
  signIn: { token: string; demo: boolean; user: { email: string; role: string }; site: { gln: string } | null };
}

describe('signing in', () => {
  let test: TestApp;
  let pharmacy: Awaited<ReturnType<typeof aParty>>;
  let other: Awaited<ReturnType<typeof aParty>>;
  let clockMs = Date.parse('2030-01-02T03:04:05Z');

  beforeAll(async () => {
    test = await startTestApp({ parts: [RegistrarModule.with(new KeepingRegistrar())], clock: { now: () => new Date(clockMs) }, passwordCost: OWASP_COST });
    pharmacy = await aParty(test.app, { n: 10, name: 'Northside Pharmacy' });
    other = await aParty(test.app, { n: 20, name: 'Southside Pharmacy' });
  });
  afterAll(() => test.close());

  const signIn = async (email: string, password = PASSWORD, headers?: Record<string, string>) =>
    test.ask(SIGN_IN, { email, password }, { headers });
  const tokenOf = async (email: string) => ((await signIn(email)).data as unknown as SignedIn).signIn.token;

  it('gives a token, an HttpOnly cookie and the only site of the organisation', async () => {
    const { data, headers } = await signIn(` ${pharmacy.email.toUpperCase()} `);
    expect(data).toMatchObject({
      signIn: { demo: true, user: { email: pharmacy.email, role: 'PHARMACIST' }, site: { gln: pharmacy.site.gln } },
    });
    const cookie = String(headers['set-cookie']);
    expect(cookie).toMatch(/^packtrail_session=[A-Za-z0-9_-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const me = await test.ask(ME, {}, { cookie: cookie.split(';')[0] });
    expect(me.data).toMatchObject({
      me: { token: null, user: { email: pharmacy.email }, organisation: { gln: aGln(10) }, site: { timeZone: 'America/Chicago' } },
    });
  });

  it('answers null to me without a session, with a made-up token, and after signing out', async () => {
    const nobody = { data: { me: null } };
    expect(await test.ask(ME)).toMatchObject(nobody);
    expect(await test.ask(ME, {}, { token: 'A'.repeat(43) })).toMatchObject(nobody);
    const token = await tokenOf(pharmacy.email);
    expect(await test.ask('mutation { signOut }', {}, { token })).toMatchObject({ data: { signOut: true } });
    expect(await test.ask(ME, {}, { token })).toMatchObject(nobody);
  });

  it('says the same of a wrong password, an unknown address and a user switched off', async () => {
    const gone = await test.app.get(Users).create({
      organisationId: pharmacy.organisation.id,
      email: 'gone@example.com',
      name: 'Gone',
      role: UserRole.PHARMACIST,
      password: PASSWORD,
    });
    await test.app.get(Database).prisma.user.update({ where: { id: gone.id }, data: { active: false } });
    const answers = [await signIn(pharmacy.email, 'wrong'), await signIn('nobody@example.com'), await signIn('gone@example.com')];
    for (const { errors, data } of answers) {
      expect(data).toBeNull();
      expect(errors).toEqual([
        expect.objectContaining({ message: 'Address or password is wrong.', extensions: { code: 'UNAUTHENTICATED' } }),
      ]);
    }
  });

  it('ends a session after twelve hours', async () => {
    const token = await tokenOf(pharmacy.email);
    clockMs += 11 * 3_600_000;
    expect(await test.ask(ME, {}, { token })).toMatchObject({ data: { me: { user: { email: pharmacy.email } } } });
    clockMs += 3_600_000;
    expect(await test.ask(ME, {}, { token })).toMatchObject({ data: { me: null } });
  });

  it('moves the session to a site of the own organisation and to no other', async () => {
    const token = await tokenOf(pharmacy.email);
    const choose = (gln: string) => test.ask('mutation ($gln: String!) { chooseSite(gln: $gln) { site { gln } } }', { gln }, { token });
    expect(await choose(pharmacy.site.gln)).toMatchObject({ data: { chooseSite: { site: { gln: pharmacy.site.gln } } } });
    expect((await choose(other.site.gln)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('ignores a cookie that a page of another origin made the browser send', async () => {
    const cookie = `packtrail_session=${await tokenOf(pharmacy.email)}`;
    expect(await test.ask(ME, {}, { cookie, headers: { 'sec-fetch-site': 'same-site' } })).toMatchObject({ data: { me: null } });
    expect(await test.ask(ME, {}, { cookie, headers: { 'sec-fetch-site': 'same-origin' } })).not.toMatchObject({ data: { me: null } });
  });

  it('stores neither token nor password, but what a password costs much to be guessed from', async () => {
    const token = await tokenOf(pharmacy.email);
    const database = test.app.get(Database);
    const stored = JSON.stringify([
      await database.query('select * from ops.session'),
      await database.query('select * from record.app_user'),
    ]);
    expect(stored).toContain(pharmacy.email);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(PASSWORD);
    expect(stored).toContain('scrypt$15$8$3$');
    expect(stored).not.toMatch(/scrypt\$(?!15\$8\$3\$)/);
  });

  it('refuses further tries after ten failures, and allows them again a quarter of an hour later', async () => {
    for (let tries = 0; tries < 10; tries++) await signIn(other.email, 'wrong');
    expect((await signIn(other.email)).errors?.[0]?.extensions.code).toBe('TOO_MANY_REQUESTS');
    clockMs += 15 * 60_000 + 1;
    expect((await signIn(other.email)).errors).toBeUndefined();
  });
});
