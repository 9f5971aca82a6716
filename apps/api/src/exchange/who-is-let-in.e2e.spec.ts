import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import type { HandedOn } from './handed-on.ts';
import { type Member, TwoNodes } from './testing/two-nodes.ts';

let nodes: TwoNodes;
let stranger: Member;
let cases: string[];
let shipment: string;
let docs: { doc: string; biz_step: string }[];
beforeAll(async () => {
  nodes = await TwoNodes.start();
  stranger = await nodes.a.member(40, 'Southside Pharmacy', TradingPartnerKind.DISPENSER, UserRole.PHARMACIST);
  cases = await nodes.commission('W1', ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'], 2);
  shipment = await nodes.ship(cases.slice(0, 1), { purchaseOrder: 'PO 1' });
  docs = await nodes.a.query<{ doc: string; biz_step: string }>('select doc_hash as doc, biz_step from record.document order by biz_step');
});
afterAll(() => nodes.end());

const docOf = (step: string): string => docs.find(({ biz_step: each }) => each === step)?.doc ?? '';
const ask = (path: string, token?: string): Promise<Response> => fetch(`${nodes.a.address}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });

describe('GET /documents/{docHash}', () => {
  it('answers whom the transaction names, with head, salt and the goods', async () => {
    const answer = await ask(`/documents/${docOf('shipping')}`, nodes.tokens.buyerAtA);
    const document = (await answer.json()) as HandedOn;
    expect(document).toMatchObject({ docHash: docOf('shipping'), bizStep: 'shipping', lists: { epcList: [] } });
    expect(document.units.map(({ height }) => height).sort()).toEqual([0, 0, 1]);
    expect((await ask(`/documents/${docOf('transaction_statement')}`, nodes.tokens.buyerAtA)).status).toBe(200);
    expect((await ask(`/documents/${docOf('shipping')}`, nodes.seller.token)).status).toBe(200);
  });

  it('shows of an earlier step the lines of one’s own packages, and nothing of the others', async () => {
    for (const step of ['commissioning', 'packing']) {
      const all = docs.filter(({ biz_step: each }) => each === step);
      const texts = await Promise.all(all.map(async ({ doc }) => (await ask(`/documents/${doc}`, nodes.tokens.buyerAtA)).text()));
      const serials = new Set(texts.flatMap((text) => [...text.matchAll(/\/21\/(W\d)/g)].map(([, serial]) => serial)));
      expect(serials.size).toBe(2);
    }
  });

  it('is silent to a party that is not named, and says nothing else of what is not there', async () => {
    for (const { doc } of docs) expect((await ask(`/documents/${doc}`, stranger.token)).status).toBe(404);
    const none = await (await ask(`/documents/${'0'.repeat(64)}`, stranger.token)).json();
    expect(await (await ask(`/documents/${docOf('shipping')}`, stranger.token)).json()).toEqual(none);
    expect((await ask('/documents/..%2F', stranger.token)).status).toBe(404);
  });

  it('knows no stranger’s token, and none of the other node', async () => {
    for (const token of [undefined, 'A'.repeat(43), nodes.tokens.sellerAtB, nodes.buyer.token]) expect((await ask(`/documents/${docOf('shipping')}`, token)).status).toBe(401);
  });

  it('leaves a line in the access log of who recorded it', async () => {
    const { accessLog } = await nodes.a.get<{ accessLog: { reader: string; subject: string }[] }>(nodes.seller, '{ accessLog { reader subject } }');
    expect(accessLog).toContainEqual({ reader: 'Northside Pharmacy', subject: `document ${docOf('shipping')}` });
  });
});

describe('the token of a partner’s system', () => {
  const graphql = async (query: string): Promise<string | undefined> => (await nodes.a.test.ask(query, {}, { token: nodes.tokens.buyerAtA })).errors?.[0]?.extensions.code;
  const post = (token: string | undefined, text: string): Promise<Response> =>
    fetch(`${nodes.b.address}/epcis/v2/capture`, { method: 'POST', headers: { 'content-type': 'application/xml', ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: text });
  const statement = async (): Promise<string> => (await ask(`/shipments/${shipment}/statement.xml`, nodes.seller.token)).text();

  it('opens capture and documents, and nothing else', async () => {
    for (const query of ['{ shipments(direction: INBOUND) { items { id } } }', '{ connections { id } }', '{ stock { lot } }', '{ ledger { root } }', '{ accessLog { subject } }', '{ captureJobs { id } }']) expect([query, await graphql(query)]).toEqual([query, 'FORBIDDEN']);
    expect((await ask(`/shipments/${shipment}/statement.xml`, nodes.tokens.buyerAtA)).status).toBe(403);
    expect((await ask('/exceptions/x/report.json', nodes.tokens.buyerAtA)).status).toBe(403);
  });

  it('speaks for its own organisation alone: a file that someone else sends is refused', async () => {
    const answer = await post(nodes.tokens.sellerAtB, (await statement()).replaceAll('0614141.00010.0', '0614141.00040.0'));
    expect([answer.status, (await answer.json() as { rule: string }).rule]).toEqual([403, 'SENDER_NOT_YOU']);
    expect(await nodes.b.query('select 1 from record.capture_job')).toEqual([]);
    expect((await post(undefined, await statement())).status).toBe(401);
    expect((await post('B'.repeat(43), await statement())).status).toBe(401);
  });

  it('may report an exception, and that for its own organisation alone', async () => {
    const report = (gln: string) => ({
      message_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a80',
      exception_case_uuid: '7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a81',
      timestamp: 1_780_000_000,
      po_number: 'PO 1',
      sender_information: { email: 'desk@example.com', gln },
      other_errors: ['The label is torn'],
      case_resolved: false,
    });
    const send = (gln: string) => fetch(`${nodes.b.address}/exceptions`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${nodes.tokens.sellerAtB}` }, body: JSON.stringify(report(gln)) });
    const { organisation } = nodes.seller;
    expect((await send('0614141000999')).status).toBe(403);
    expect((await send(organisation.gln)).status).toBe(202);
    const { exceptions } = await nodes.b.get<{ exceptions: { items: { partnerName: string; raisedHere: boolean }[] } }>(nodes.buyer, '{ exceptions { items { partnerName raisedHere } } }');
    expect(exceptions.items).toEqual([{ partnerName: organisation.name, raisedHere: false }]);
  });

  it('asks after its own jobs alone', async () => {
    await nodes.exchange();
    const [{ id } = { id: '' }] = await nodes.b.query<{ id: string }>('select id from record.capture_job');
    const of = (token: string): Promise<Response> => fetch(`${nodes.b.address}/epcis/v2/capture/${id}`, { headers: { authorization: `Bearer ${token}` } });
    expect((await of(nodes.tokens.sellerAtB)).status).toBe(200);
    expect((await of(nodes.buyer.token)).status).toBe(200);
    await nodes.b.query("update record.capture_job set user_id = '00000000-0000-0000-0000-000000000001'");
    expect((await of(nodes.tokens.sellerAtB)).status).toBe(404);
  });

  it('is over on its day, when it is revoked, and when its connection is closed', async () => {
    const { connections } = await nodes.a.get<{ connections: { id: string; tokenExpiresAt: string }[] }>(nodes.seller, '{ connections { id tokenExpiresAt } }');
    const id = connections[0]?.id;
    const status = async (): Promise<number> => (await ask(`/documents/${docOf('shipping')}`, nodes.tokens.buyerAtA)).status;
    expect(await status()).toBe(200);
    const now = nodes.clock.ms;
    nodes.clock.ms = Date.parse(connections[0]?.tokenExpiresAt ?? '');
    expect(await status()).toBe(401);
    nodes.clock.ms = now;
    expect(await status()).toBe(200);
    await nodes.a.get(nodes.seller, 'mutation ($id: ID!) { revokeConnectionToken(id: $id) { tokenExpiresAt } }', { id });
    expect(await status()).toBe(401);
    const { issueConnectionToken } = await nodes.a.get<{ issueConnectionToken: { token: string } }>(nodes.seller, 'mutation ($id: ID!) { issueConnectionToken(id: $id, days: 1) { token } }', { id });
    expect((await ask(`/documents/${docOf('shipping')}`, issueConnectionToken.token)).status).toBe(200);
    expect(await nodes.a.code(nodes.seller, 'mutation ($id: ID!) { issueConnectionToken(id: $id, days: 400) { token } }', { id })).toBe('BAD_INPUT');
    await nodes.a.get(nodes.seller, 'mutation ($id: ID!) { closeConnection(id: $id) { active hasToken } }', { id });
    expect((await ask(`/documents/${docOf('shipping')}`, issueConnectionToken.token)).status).toBe(401);
  });

  it('without a connection the file is to be downloaded or mailed, and a later connection sends it', async () => {
    const later = await nodes.ship(cases.slice(1, 2));
    expect(await nodes.delivery(later)).toMatchObject({ state: 'BY_HAND' });
    await nodes.a.round();
    expect(await nodes.delivery(later)).toMatchObject({ state: 'BY_HAND', attempts: 0 });
    await nodes.connect('XML');
    await nodes.a.get(nodes.seller, 'mutation ($id: ID!) { sendAgain(shipmentId: $id) { state } }', { id: later });
    await nodes.exchange();
    expect(await nodes.delivery(later)).toMatchObject({ state: 'ACCEPTED' });
  });

  it('no other organisation sees or ends the connection', async () => {
    const [{ id } = { id: '' }] = await nodes.a.query<{ id: string }>('select id from record.connection');
    expect(await nodes.a.code(stranger, '{ connections { id } }')).toBe('FORBIDDEN');
    const rival = await nodes.a.member(50, 'Rival Pharma', TradingPartnerKind.MANUFACTURER, UserRole.MANUFACTURER);
    expect(await nodes.a.code(rival, 'mutation ($id: ID!) { closeConnection(id: $id) { id } }', { id })).toBe('NOT_FOUND');
    expect(await nodes.a.code(rival, 'mutation ($id: ID!, $of: ID) { closeConnection(id: $id, organisationId: $of) { id } }', { id, of: nodes.seller.organisation.id })).toBe('FORBIDDEN');
    const address = async (captureUrl: string) => nodes.a.code(rival, 'mutation ($input: ConnectionInput!) { saveConnection(input: $input) { id } }', { input: { partnerGln: nodes.buyer.organisation.gln, captureUrl } });
    for (const url of ['http://partner.example/capture', 'https://10.0.0.1/capture', 'https://[::1]/capture', 'https://169.254.169.254/latest', 'file:///etc/passwd', 'https://me:secret@partner.example/', 'nonsense']) expect([url, await address(url)]).toEqual([url, 'BAD_INPUT']);
  });
});
