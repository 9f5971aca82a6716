// A node by itself, for what is measured of it from outside: `run-typescript.mjs capture-node.ts`, told by its environment. Prints where it listens and who may send.
import { createApp } from '../../create-app.ts';
import { Organisations } from '../../identity/organisations.ts';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Users } from '../../identity/users.ts';
import { Products } from '../../master-data/products.ts';
import { PARTS } from '../../parts.ts';
import { systemChance } from '../../platform/chance.ts';
import { readConfig } from '../../platform/config.ts';
import { makeLogger } from '../../platform/logging.ts';
import { OWASP_COST } from '../../platform/password-cost.ts';
import { PASSWORD } from '../../testing/people.ts';
import { keepHeapSteady } from '../../platform/heap.ts';
import { guardAccess } from './guard.ts';
import { MANY_EVENTS } from './many-events.ts';

const { CAPTURE_NODE_DATABASE: databaseUrl = '', CAPTURE_NODE_DATA: dataDir = '' } = process.env;
keepHeapSteady();
const app = await createApp({
  config: { ...readConfig({ PACKTRAIL_DATA: dataDir }), mode: 'live' },
  databaseUrl,
  logger: makeLogger('warn'),
  // All files of the tests are of that month.
  clock: { now: () => new Date(Date.parse('2026-05-05T12:00:00Z') + performance.now()) },
  chance: systemChance,
  passwordCost: OWASP_COST,
  parts: PARTS,
  portal: `${dataDir}/no-portal`,
});
const email = 'sender@example.com';
if (process.env['CAPTURE_NODE_FRESH'] === 'yes') {
  const organisation = await app.get(Organisations).create({ name: 'Sender', gln: MANY_EVENTS.gln, kinds: [TradingPartnerKind.MANUFACTURER], gs1Prefixes: [MANY_EVENTS.prefix], address: { street: '1 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' } });
  await app.get(Users).create({ organisationId: organisation.id, email, name: 'The user', role: UserRole.MANUFACTURER, password: PASSWORD });
  await app.get(Products).register(organisation.id, { name: 'Manyol', ndc: null, strength: '1 mg', dosageForm: 'TABLET', netContent: '1', manufacturerName: 'Sender', gtin: MANY_EVENTS.gtin, caseGtin: null });
}
const signedIn = await app.inject({ method: 'POST', url: '/graphql', payload: { query: 'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }', variables: { email, password: PASSWORD } } });
await app.listen(0, '127.0.0.1');
const { token } = (signedIn.json<{ data: { signIn: { token: string } } }>()).data.signIn;
if (process.env['CAPTURE_NODE_GUARD'] === 'yes') guardAccess({ databaseUrl, folder: dataDir });
console.log(JSON.stringify({ url: await app.getUrl(), token }));
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
