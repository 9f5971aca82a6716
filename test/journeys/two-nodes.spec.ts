import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandIdAt } from '@packtrail/ledger';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort, type NodeUnderTest, startNode } from '../support/node-under-test';

const PASSWORD = 'a first long password';
const GTIN = '00300010123455';
const RECEIPT = '{ ... on Receipt { txId made } ... on Refusal { code message } }';
const ADDRESS = { street: '5 Mill Road', city: 'Peoria', state: 'IL', postalCode: '61602', country: 'US' };

const ledgerDir = mkdtempSync(join(tmpdir(), 'packtrail-shared-ledger-'));
const environment = { PACKTRAIL_MODE: 'live', LEDGER_DIR: ledgerDir, PACKTRAIL_PARTNER_HOSTS: '127.0.0.1' };
let seller: NodeUnderTest;
let buyer: NodeUnderTest;
let buyerPort: number;
beforeAll(async () => {
  // The first one begins the ledger, and so is its registrar.
  seller = await startNode({ environment });
  buyerPort = await freePort();
  buyer = await startNode({ environment, port: buyerPort });
});
afterAll(async () => {
  await seller?.end();
  await buyer?.end();
  rmSync(ledgerDir, { recursive: true, force: true });
});

async function signIn(node: NodeUnderTest, email: string): Promise<string> {
  const { signIn: session } = await node.ask<{ signIn: { token: string } }>('mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }', { email, password: PASSWORD });
  return session.token;
}

/** The operator by the link that the start printed, and an organisation with one user. */
async function settle(node: NodeUnderTest, { gln, kind, name, operatorGln, role }: { name: string; gln: string; operatorGln: string; kind: string; role: string }) {
  const token = await vi.waitFor(() => {
    const [, found] = /first-operator#token=(\S+)/.exec(node.output()) ?? [];
    if (!found) throw new Error(`the start printed no link:\n${node.output()}`);
    return found;
  }, 15_000);
  await node.ask('mutation ($token: String!, $input: MakeOperatorInput!) { makeOperator(token: $token, input: $input) { id } }', {
    token,
    input: { organisationName: `Operator of ${name}`, gln: operatorGln, kinds: ['REGULATOR'], address: ADDRESS, userName: 'The operator', email: 'operator@node.example', password: PASSWORD },
  });
  const operator = await signIn(node, 'operator@node.example');
  const { createOrganisation } = await node.ask<{ createOrganisation: { id: string; status: string } }>(
    'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id status } }',
    { input: { name, gln, kinds: [kind], gs1Prefixes: ['0614141', '030001'], address: ADDRESS } },
    operator,
  );
  await node.ask('mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }', { input: { organisationId: createOrganisation.id, email: 'user@node.example', name: 'The user', role, password: PASSWORD } }, operator);
  return { id: createOrganisation.id, gln, operator, user: await signIn(node, 'user@node.example') };
}
type Settled = Awaited<ReturnType<typeof settle>>;

const cardOf = async (node: NodeUnderTest, { id, operator }: Settled): Promise<string> => (await node.ask<{ partyCard: string }>('query ($id: ID!) { partyCard(organisationId: $id) }', { id }, operator)).partyCard;
const take = (node: NodeUnderTest, { operator }: Settled, card: string) => node.ask('mutation ($card: String!) { importPartyCard(card: $card) { id } }', { card }, operator);

/** A connection with a new token for the partner. */
async function connect(node: NodeUnderTest, { id, operator }: Settled, partnerGln: string, token?: string): Promise<string> {
  const { saveConnection } = await node.ask<{ saveConnection: { id: string } }>('mutation ($input: ConnectionInput!) { saveConnection(input: $input) { id } }', { input: { organisationId: id, partnerGln, token } }, operator);
  if (token) return '';
  const { issueConnectionToken } = await node.ask<{ issueConnectionToken: { token: string } }>('mutation ($id: ID!, $of: ID) { issueConnectionToken(id: $id, organisationId: $of) { token } }', { id: saveConnection.id, of: id }, operator);
  return issueConnectionToken.token;
}

async function send(node: NodeUnderTest, token: string, name: string, input: object): Promise<string> {
  const answer = await node.ask<Record<string, { txId?: string; made?: string; code?: string; message?: string }>>(
    `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) ${RECEIPT} }`,
    { input: { commandId: commandIdAt(Date.now()), ...input } },
    token,
  );
  if (!answer[name]?.txId) throw new Error(`${name}: ${answer[name]?.code} ${answer[name]?.message}`);
  return answer[name].made ?? '';
}

interface Delivered {
  readonly state: string;
  readonly attempts: number;
  readonly findings: { rule: string; message: string }[];
}

it('what is shipped while the buyer’s node is down arrives once it is back, once, and is received, scanned and proved there', async () => {
  const maker = await settle(seller, { name: 'Halden Pharma', gln: '0614141000104', operatorGln: '0614141000906', kind: 'MANUFACTURER', role: 'MANUFACTURER' });
  const pharmacy = await settle(buyer, { name: 'Northside Pharmacy', gln: '0614141000302', operatorGln: '0614141000807', kind: 'DISPENSER', role: 'PHARMACIST' });
  await take(seller, maker, await cardOf(buyer, pharmacy));
  await take(buyer, pharmacy, await cardOf(seller, maker));
  const [forBuyer, forSeller] = [await connect(seller, maker, pharmacy.gln), await connect(buyer, pharmacy, maker.gln)];
  await connect(seller, maker, pharmacy.gln, forSeller);
  await connect(buyer, pharmacy, maker.gln, forBuyer);
  // The registrar's node has signed the pharmacy in; its own opens it by itself.
  await vi.waitFor(async () => {
    const { organisations } = await buyer.ask<{ organisations: { id: string; status: string }[] }>('{ organisations { id status } }', {}, pharmacy.operator);
    expect(organisations.find(({ id }) => id === pharmacy.id)?.status).toBe('active');
  }, { timeout: 15_000, interval: 300 });

  await seller.ask('mutation ($input: RegisterProductInput!) { registerProduct(input: $input) { id } }', { input: { name: 'Epcistra', ndc: '0001-0123-45', strength: '100mg', dosageForm: 'PILL', netContent: '500 pills', gtin: GTIN, caseGtin: '10300010123452' } }, maker.user);
  const lotId = await send(seller, maker.user, 'registerLot', { gtin: GTIN, lot: 'J1', expiry: '2030-11-30' });
  const serials = Array.from({ length: 20 }, (_, i) => `J${i}`);
  await send(seller, maker.user, 'commission', { lotId, serials });
  const barcode = (serial: string): string => `]d201${GTIN}21${serial}\u001d1730113010J1`;

  await buyer.kill();
  const shipmentId = await send(seller, maker.user, 'ship', { toGln: pharmacy.gln, units: serials.slice(0, 5).map(barcode), purchaseOrder: 'PO-9' });
  const delivery = async (): Promise<Delivered> => {
    const { shipment } = await seller.ask<{ shipment: { deliveries: Delivered[] } | null }>('query ($id: ID!) { shipment(id: $id) { deliveries { state attempts findings { rule message } } } }', { id: shipmentId }, maker.user);
    const [found] = shipment?.deliveries ?? [];
    if (!found) throw new Error('the shipment is not in the read model yet');
    return found;
  };
  await vi.waitFor(async () => expect(await delivery()).toMatchObject({ state: 'WAITING', attempts: 3 }), { timeout: 30_000, interval: 300 });
  // The sender's node goes down as well: what it owes is in its database.
  await seller.kill();
  buyer = await startNode({ data: buyer.data, environment, port: buyerPort });
  seller = await startNode({ data: seller.data, environment, port: Number(new URL(seller.url).port) });
  await vi.waitFor(async () => expect(await delivery()).toMatchObject({ state: 'ACCEPTED', findings: [] }), { timeout: 45_000, interval: 300 });

  const arrived = async () =>
    (await buyer.ask<{ shipments: { total: number; items: { id: string; dataState: string; packageCount: number; from: string }[] } }>('{ shipments(direction: INBOUND, reference: "PO-9") { total items { id dataState packageCount from } } }', {}, pharmacy.user)).shipments;
  await vi.waitFor(async () => expect(await arrived()).toEqual({ total: 1, items: [{ id: shipmentId, dataState: 'ARRIVED', packageCount: 5, from: 'Halden Pharma' }] }), { timeout: 30_000, interval: 300 });
  const { captureJobs } = await buyer.ask<{ captureJobs: { state: string; shipmentIds: string[] }[] }>('{ captureJobs { state shipmentIds } }', {}, pharmacy.user);
  expect(captureJobs).toEqual([{ state: 'done', shipmentIds: [shipmentId] }]);

  await send(buyer, pharmacy.user, 'receive', { shipmentId });
  await vi.waitFor(async () => {
    const { scan } = await buyer.ask<{ scan: { verdict: string } }>('query ($text: String!) { scan(text: $text, purpose: DISPENSE) { verdict reasons { code } } }', { text: barcode('J2') }, pharmacy.user);
    expect(scan).toMatchObject({ verdict: 'MATCHES', reasons: [] });
  }, { timeout: 15_000, interval: 300 });
  const { dossier } = await buyer.ask<{ dossier: string }>('query ($text: String!) { dossier(text: $text) }', { text: barcode('J2') }, pharmacy.user);
  const checked = await verifyDossier(dossier, readFileSync(join(ledgerDir, 'log.vkey'), 'utf8').trim());
  expect(checked).toMatchObject({ good: true });
});
