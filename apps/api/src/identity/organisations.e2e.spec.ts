import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/app.ts';
import { aGln, aParty, PASSWORD } from '../testing/people.ts';
import { KeepingRegistrar, RegistrarModule } from '../testing/registrar.ts';
import { TradingPartnerKind } from './trading-partner-kind.ts';
import { UserRole } from './user-role.ts';

const CREATE =
  'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id name gln status kinds sites { gln } address { city } } }';
const address = { street: '5 Mill Road', city: 'Peoria', state: 'IL', postalCode: '61602', country: 'US' };
const wholesaler = { name: 'Prairie Wholesale', gln: aGln(50), kinds: ['WHOLESALE_DISTRIBUTOR'], address };

describe('organisations, sites and users', () => {
  let test: TestApp;
  let operator: { token: string };
  let pharmacist: { token: string };
  const registrar = new KeepingRegistrar();

  beforeAll(async () => {
    test = await startTestApp({ parts: [RegistrarModule.with(registrar)] });
    const signIn = async (email: string) => {
      const { data } = await test.ask(`mutation { signIn(email: "${email}", password: "${PASSWORD}") { token } }`);
      return (data as { signIn: { token: string } }).signIn;
    };
    const { email } = await aParty(test.app, { n: 1, name: 'The Operator', kind: TradingPartnerKind.REGULATOR, role: UserRole.OPERATOR });
    operator = await signIn(email);
    pharmacist = await signIn((await aParty(test.app, { n: 10, name: 'Northside Pharmacy' })).email);
  });
  afterAll(() => test.close());

  const code = async (answer: ReturnType<TestApp['ask']>) => (await answer).errors?.[0]?.extensions.code;

  it('refuses everything that is not public without a session', async () => {
    for (const query of [
      '{ partners { id } }',
      '{ organisations { id } }',
      '{ users { id } }',
      '{ accessLog { at } }',
      'mutation { signOut }',
      'mutation { chooseSite(gln: "1") { demo } }',
    ]) {
      expect([query, await code(test.ask(query))]).toEqual([query, 'UNAUTHENTICATED']);
    }
  });

  it('refuses the operator’s work to a pharmacist', async () => {
    for (const query of ['{ organisations { id } }', '{ users { id } }'])
      expect(await code(test.ask(query, {}, pharmacist))).toBe('FORBIDDEN');
    expect(await code(test.ask(CREATE, { input: wholesaler }, pharmacist))).toBe('FORBIDDEN');
  });

  it('does not open an organisation that the ledger did not take, and finishes it when asked again', async () => {
    registrar.fails = true;
    expect(await code(test.ask(CREATE, { input: wholesaler }, operator))).toBe('INTERNAL');
    const partners = () => test.ask('{ partners(search: "prairie") { name } }', {}, pharmacist);
    expect(await partners()).toMatchObject({ data: { partners: [] } });

    registrar.fails = false;
    const { data } = await test.ask(CREATE, { input: wholesaler }, operator);
    expect(data).toMatchObject({ createOrganisation: { ...wholesaler, status: 'active', sites: [], address: { city: 'Peoria' } } });
    expect(registrar.told.filter(({ gln }) => gln === wholesaler.gln)).toEqual([
      { id: expect.stringMatching(/^[0-9a-f]{32}$/), name: wholesaler.name, gln: wholesaler.gln, kinds: wholesaler.kinds, gs1Prefixes: [] },
    ]);
    expect(await partners()).toMatchObject({ data: { partners: [{ name: 'Prairie Wholesale' }] } });
    expect(await code(test.ask(CREATE, { input: wholesaler }, operator))).toBe('CONFLICT');
  });

  it('refuses a GLN with a wrong check digit and an address without a country', async () => {
    const wrong = `${wholesaler.gln.slice(0, 12)}${(Number(wholesaler.gln[12]) + 1) % 10}`;
    expect(await code(test.ask(CREATE, { input: { ...wholesaler, gln: wrong } }, operator))).toBe('BAD_INPUT');
    const answer = await test.ask(
      CREATE,
      { input: { ...wholesaler, gln: aGln(51), address: { ...address, country: 'Illinois' } } },
      operator,
    );
    expect(answer.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_INPUT' }, message: expect.stringContaining('country') as string });
  });

  it('offers partners to ship to: others, active, and no regulator', async () => {
    const { data } = await test.ask('{ partners { name } }', {}, pharmacist);
    expect(data).toEqual({ partners: [{ name: 'Prairie Wholesale' }] });
  });

  it('corrects a site whole, but for its GLN', async () => {
    const { data } = await test.ask('{ organisations { id name } }', {}, operator);
    const organisationId = (data as { organisations: { id: string; name: string }[] }).organisations.find(({ name }) => name === 'Prairie Wholesale')?.id;
    const site = { gln: aGln(54), name: 'Dock 5', timeZone: 'America/Chicago', address };
    await test.ask('mutation ($input: CreateSiteInput!) { createSite(input: $input) { gln } }', { input: { ...site, organisationId } }, operator);
    const update = (input: object) =>
      test.ask('mutation ($input: SiteInput!) { updateSite(input: $input) { gln name timeZone latitude longitude address { city } } }', { input }, operator);
    const better = { ...site, name: 'North dock', timeZone: 'America/Denver', latitude: 39.74, longitude: -104.98, address: { ...address, city: 'Denver' } };
    const { address: _, ...shown } = better;
    expect(await update(better)).toMatchObject({ data: { updateSite: { ...shown, address: { city: 'Denver' } } } });
    const there = await test.ask('{ organisations { sites { gln name latitude } } }', {}, operator);
    expect(JSON.stringify(there.data)).toContain(JSON.stringify({ gln: site.gln, name: 'North dock', latitude: 39.74 }));
    expect(await code(update({ ...better, gln: aGln(55) }))).toBe('NOT_FOUND');
    expect(await code(update({ ...better, longitude: null }))).toBe('BAD_INPUT');
    expect(await code(update({ ...better, latitude: 91 }))).toBe('BAD_INPUT');
    expect(await code(update({ ...better, timeZone: 'Mountain' }))).toBe('BAD_INPUT');
    expect(await update(site)).toMatchObject({ data: { updateSite: { name: 'Dock 5', latitude: null, longitude: null } } });
  });

  it('makes sites and users, once each', async () => {
    const { data } = await test.ask('{ organisations { id name } }', {}, operator);
    const { organisations } = data as { organisations: { id: string; name: string }[] };
    const organisationId = organisations.find(({ name }) => name === 'Prairie Wholesale')?.id;
    const site = { organisationId, gln: aGln(52), name: 'Dock 4', timeZone: 'America/Chicago', address };
    const createSite = (input: object) =>
      test.ask('mutation ($input: CreateSiteInput!) { createSite(input: $input) { gln timeZone } }', { input }, operator);
    expect(await createSite(site)).toMatchObject({ data: { createSite: { gln: aGln(52) } } });
    expect(await code(createSite(site))).toBe('CONFLICT');
    expect(await code(createSite({ ...site, gln: aGln(53), timeZone: 'Central' }))).toBe('BAD_INPUT');
    expect(await code(createSite({ ...site, gln: aGln(53), organisationId: '0'.repeat(32) }))).toBe('NOT_FOUND');

    const user = { organisationId, email: 'Dock@Example.com', name: 'Dock clerk', role: 'DISTRIBUTOR', password: PASSWORD };
    const createUser = (input: object) =>
      test.ask(
        'mutation ($input: CreateUserInput!) { createUser(input: $input) { email role organisation { name } } }',
        { input },
        operator,
      );
    expect(await createUser(user)).toMatchObject({
      data: { createUser: { email: 'dock@example.com', role: 'DISTRIBUTOR', organisation: { name: 'Prairie Wholesale' } } },
    });
    expect(await code(createUser(user))).toBe('CONFLICT');
    expect(await code(createUser({ ...user, email: 'x@example.com', password: 'short' }))).toBe('BAD_INPUT');
    expect(JSON.stringify(test.logged)).not.toContain(PASSWORD);
  });
});
