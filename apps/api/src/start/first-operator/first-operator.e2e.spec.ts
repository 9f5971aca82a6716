import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../platform/database.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { aGln, PASSWORD } from '../../testing/people.ts';
import { KeepingRegistrar, RegistrarModule } from '../../testing/registrar.ts';
import { FirstOperator } from './first-operator.ts';
import { FirstOperatorModule } from './first-operator.module.ts';

const MAKE =
  'mutation ($token: String!, $input: MakeOperatorInput!) { makeOperator(token: $token, input: $input) { email role organisation { name status } } }';
const HOUR_MS = 3_600_000;
const INPUT = {
  organisationName: 'Prairie Health',
  gln: aGln(70),
  kinds: ['DISPENSER'],
  address: { street: '5 Mill Road', city: 'Peoria', state: 'IL', postalCode: '61602', country: 'US' },
  userName: 'Node operator',
  email: 'operator@example.com',
  password: PASSWORD,
};

describe('the first operator of a live node', () => {
  let test: TestApp;
  let clockMs = Date.parse('2030-01-02T03:04:05Z');
  const registrar = new KeepingRegistrar();
  const offer = async () => (await test.app.get(FirstOperator).offer()) ?? '';
  const make = (token: string, input: object = INPUT) => test.ask(MAKE, { token, input });
  const codeOf = async (answer: ReturnType<typeof make>) => (await answer).errors?.[0]?.extensions.code;

  beforeAll(async () => {
    test = await startTestApp({
      parts: [RegistrarModule.with(registrar), FirstOperatorModule],
      clock: { now: () => new Date(clockMs) },
      config: { mode: 'live' },
    });
  });
  afterAll(() => test.close());

  it('is made with no other token than the newest that a start has printed', async () => {
    const first = await offer();
    const second = await offer();
    for (const token of ['', 'A'.repeat(43), first]) expect([token, await codeOf(make(token))]).toEqual([token, 'FORBIDDEN']);
    expect(second).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
  it('is not made a day later', async () => {
    const token = await offer();
    clockMs += 24 * HOUR_MS;
    expect(await codeOf(make(token))).toBe('FORBIDDEN');
  });
  it('may mend a mistake, and go on after the ledger was away: the token stays good until the operator is there', async () => {
    const token = await offer();
    expect(await codeOf(make(token, { ...INPUT, gln: '0614141000000' }))).toBe('BAD_INPUT');
    expect(await codeOf(make(token, { ...INPUT, password: 'short' }))).toBe('BAD_INPUT');
    registrar.fails = true;
    expect(await codeOf(make(token))).toBe('INTERNAL');
    registrar.fails = false;
    const answers = await Promise.all([make(token), make(token)]);
    expect(answers.flatMap(({ data }) => (data?.['makeOperator'] ? [data['makeOperator']] : []))).toEqual([
      { email: 'operator@example.com', role: 'OPERATOR', organisation: { name: 'Prairie Health', status: 'active' } },
    ]);
    expect(await codeOf(make(token, { ...INPUT, email: 'second@example.com' }))).toBe('FORBIDDEN');
  });
  it('can sign in and do an operator’s work', async () => {
    const { data } = await test.ask(`mutation { signIn(email: "operator@example.com", password: "${PASSWORD}") { token } }`);
    const { token } = (data as { signIn: { token: string } }).signIn;
    expect(await test.ask('{ organisations { name } }', {}, { token })).toMatchObject({
      data: { organisations: [{ name: 'Prairie Health' }] },
    });
  });
  it('is made once: a later start prints no link', async () => {
    expect(await test.app.get(FirstOperator).offer()).toBeNull();
  });
  it('finishes what broke off between the organisation and its operator', async () => {
    await test.app.get(Database).query('truncate record.app_user cascade');
    const token = await offer();
    expect((await make(token)).data).toMatchObject({ makeOperator: { organisation: { name: 'Prairie Health' } } });
  });
});

describe('a demo node', () => {
  it('offers nobody to become its operator', async () => {
    const test = await startTestApp({ parts: [RegistrarModule.with(new KeepingRegistrar()), FirstOperatorModule] });
    expect(await test.app.get(FirstOperator).offer()).toBeNull();
    await test.close();
  });
});
