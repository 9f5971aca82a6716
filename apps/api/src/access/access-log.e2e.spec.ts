import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { aParty, PASSWORD } from '../testing/people.ts';
import { KeepingRegistrar, RegistrarModule } from '../testing/registrar.ts';
import { AccessLog } from './access-log.ts';

describe('the access log', () => {
  let test: TestApp;
  let owner: Awaited<ReturnType<typeof aParty>>;
  let reader: Awaited<ReturnType<typeof aParty>>;

  beforeAll(async () => {
    test = await startTestApp({ parts: [RegistrarModule.with(new KeepingRegistrar())] });
    owner = await aParty(test.app, { n: 10, name: 'Northside Pharmacy' });
    reader = await aParty(test.app, { n: 20, name: 'State Board' });
  });
  afterAll(() => test.close());

  const read = (subject: string, by = reader) =>
    test.app.get(AccessLog).recordRead({
      readerOrganisation: by.organisation.id,
      readerUser: by.user.id,
      ownerOrganisation: owner.organisation.id,
      subject,
      purpose: 'investigation 7',
    });
  const lines = async (email: string, first = 50) => {
    const { data } = await test.ask(`mutation { signIn(email: "${email}", password: "${PASSWORD}") { token } }`);
    const { token } = (data as { signIn: { token: string } }).signIn;
    return test.ask(`{ accessLog(first: ${first}) { at reader subject purpose } }`, {}, { token });
  };

  it('shows an owner who read what and why, newest first, and shows it to nobody else', async () => {
    await read('lot A');
    await read('lot B');
    const { data } = await lines(owner.email);
    expect(data).toMatchObject({
      accessLog: [
        { reader: 'State Board', subject: 'lot B', purpose: 'investigation 7' },
        { reader: 'State Board', subject: 'lot A', purpose: 'investigation 7' },
      ],
    });
    expect(await lines(reader.email)).toMatchObject({ data: { accessLog: [] } });
  });

  it('makes no line of reading one’s own', async () => {
    await read('own lot', owner);
    expect(JSON.stringify(await lines(owner.email))).not.toContain('own lot');
  });

  it('stores a thousand lines that come together, each once, before it says so', async () => {
    await Promise.all(Array.from({ length: 1_000 }, (_, n) => read(`unit ${n}`)));
    const [row] = await test.app
      .get(Database)
      .query(`select count(distinct subject) as subjects, count(*) as lines from record.access_line where subject like 'unit %'`);
    expect(row).toEqual({ subjects: 1_000, lines: 1_000 });
  });

  it('says so when a line could not be stored', async () => {
    const lost = test.app
      .get(AccessLog)
      .recordRead({ readerOrganisation: 'x', readerUser: 'not a uuid', ownerOrganisation: 'y', subject: 's', purpose: 'p' });
    await expect(lost).rejects.toThrow('uuid');
    await read('after the failure');
  });

  it('refuses a page of more than a thousand', async () => {
    expect((await lines(owner.email, 1_001)).errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });
});
