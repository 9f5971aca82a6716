import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandIdAt } from '@packtrail/ledger';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Captures } from '../../interop/epcis/captures.ts';
import { Products } from '../../master-data/products.ts';
import { PARTS } from '../../parts.ts';
import { Database } from '../../platform/database.ts';
import { Projector } from '../../projection/projector.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { freshDatabase, type TestDatabase } from '../../testing/database.ts';
import { aParty, PASSWORD } from '../../testing/people.ts';
import { Users } from '../../identity/users.ts';
import { ExchangeWorker } from '../exchange-worker.ts';

export type Member = Awaited<ReturnType<typeof aParty>> & { token: string };

const RESULT = '{ ... on Receipt { txId made } ... on Refusal { code message } }';

/** A node with a database and a folder of its own, on the ledger that others are on too, listening. */
export class TestNode {
  test!: TestApp;
  #database!: TestDatabase;
  readonly dataDir = mkdtempSync(join(tmpdir(), 'packtrail-node-'));
  readonly address: string;

  private constructor(
    readonly port: number,
    private readonly ledgerDir: string,
    private readonly clock: { ms: number },
  ) {
    this.address = `http://127.0.0.1:${port}`;
  }

  static async start(ledgerDir: string, clock: { ms: number }): Promise<TestNode> {
    const node = new TestNode(await freePort(), ledgerDir, clock);
    node.#database = await freshDatabase();
    await node.up();
    return node;
  }

  async up(): Promise<void> {
    const { address, clock, dataDir, ledgerDir, port } = this;
    this.test = await startTestApp({ parts: PARTS, databaseUrl: this.#database.url, clock: { now: () => new Date(clock.ms) }, config: { dataDir, ledgerDir, port, address } });
    // Rounds are made where a test asks for them.
    await this.test.app.get(ExchangeWorker).rest();
    await this.test.app.listen({ port, host: '127.0.0.1' });
  }

  down(): Promise<void> {
    return this.test.close();
  }

  async end(): Promise<void> {
    await this.test.close();
    await this.#database.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async member(n: number, name: string, kind: TradingPartnerKind, role: UserRole): Promise<Member> {
    const party = await aParty(this.test.app, { n, name, kind, role, prefixes: ['0614141', '030001'] });
    return { ...party, token: await this.signIn(party.email) };
  }

  /** An operator, in an organisation of the node. */
  async operator(of: Member): Promise<Member> {
    const email = `operator.${of.email}`;
    const user = await this.test.app.get(Users).create({ organisationId: of.organisation.id, email, name: 'The operator', role: UserRole.OPERATOR, password: PASSWORD });
    return { ...of, user, email, token: await this.signIn(email) };
  }

  async signIn(email: string): Promise<string> {
    const { data } = await this.test.ask('mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }', { email, password: PASSWORD });
    return (data as { signIn: { token: string } }).signIn.token;
  }

  async get<T>(who: Member, query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.test.ask(query, variables, { token: who.token });
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data as T;
  }

  async code(who: Member, query: string, variables: object = {}): Promise<string | undefined> {
    return (await this.test.ask(query, variables, { token: who.token })).errors?.[0]?.extensions.code;
  }

  /** Sends a command; a refusal fails the test. Gives what it made. */
  async done(who: Member, name: string, input: object): Promise<string> {
    const type = name === 'unpack' ? 'UnitsInput' : `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const answer = await this.get<Record<string, { txId?: string; made?: string; code?: string; message?: string }>>(who, `mutation ($input: ${type}!) { ${name}(input: $input) ${RESULT} }`, {
      input: { commandId: commandIdAt(this.clock.ms), ...input },
    });
    const result = answer[name];
    if (!result?.txId) throw new Error(`${name}: ${result?.code} ${result?.message}`);
    await this.settle();
    return result.made ?? '';
  }

  /** Waits for the read model, for what is due to partners, and for the files that came of it. */
  async settle(): Promise<void> {
    await this.test.app.get(Projector).catchUp();
  }

  async round(): Promise<void> {
    await this.settle();
    await this.test.app.get(ExchangeWorker).round();
    await this.settle();
  }

  captured(): Promise<void> {
    return this.test.app.get(Captures).settled();
  }

  query<Row extends Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.test.app.get(Database).query<Row>(sql, values);
  }
}

/** A manufacturer at one node and a pharmacy at another, connected; the first node is the registrar's. */
export class TwoNodes {
  readonly gtin = '00300010123455';
  readonly caseGtin = '10300010123452';
  readonly clock = { ms: Date.parse('2026-11-22T12:00:00Z') };
  readonly ledgerDir = mkdtempSync(join(tmpdir(), 'packtrail-ledger-'));
  a!: TestNode;
  b!: TestNode;
  seller!: Member;
  buyer!: Member;
  operatorA!: Member;
  operatorB!: Member;

  static async start({ format = 'XML' }: { format?: 'XML' | 'JSONLD' } = {}): Promise<TwoNodes> {
    const nodes = new TwoNodes();
    nodes.a = await TestNode.start(nodes.ledgerDir, nodes.clock);
    nodes.seller = await nodes.a.member(10, 'Halden Pharma', TradingPartnerKind.MANUFACTURER, UserRole.MANUFACTURER);
    nodes.operatorA = await nodes.a.operator(nodes.seller);
    nodes.b = await TestNode.start(nodes.ledgerDir, nodes.clock);
    nodes.buyer = await nodes.b.member(30, 'Northside Pharmacy', TradingPartnerKind.DISPENSER, UserRole.PHARMACIST);
    nodes.operatorB = await nodes.b.operator(nodes.buyer);
    await nodes.exchangeCards();
    await nodes.connect(format);
    await nodes.a.test.app.get(Products).register(nodes.seller.organisation.id, {
      name: 'Epcistra', ndc: '0001-0123-45', strength: '100mg', dosageForm: 'PILL', netContent: '500 pills', manufacturerName: 'Halden Pharma', gtin: nodes.gtin, caseGtin: nodes.caseGtin,
    });
    return nodes;
  }

  async exchangeCards(): Promise<void> {
    await takeCard(this.a, this.operatorA, await cardOf(this.b, this.operatorB, this.buyer));
    await this.b.round();
    await takeCard(this.b, this.operatorB, await cardOf(this.a, this.operatorA, this.seller));
  }

  /** Each side makes a token for the other and keeps the other's. */
  async connect(format: 'XML' | 'JSONLD'): Promise<void> {
    const [atA, atB] = await connect({ node: this.a, operator: this.operatorA, of: this.seller, format }, { node: this.b, operator: this.operatorB, of: this.buyer, format });
    Object.assign(this.tokens, { buyerAtA: atA, sellerAtB: atB });
  }

  /** The buyer's token at the seller's node, and the seller's at the buyer's, as they were given. */
  readonly tokens = { buyerAtA: '', sellerAtB: '' };


  async commission(number: string, serials: readonly string[], packagesPerCase?: number): Promise<string[]> {
    const lotId = await this.a.done(this.seller, 'registerLot', { gtin: this.gtin, lot: number, expiry: '2027-11-30' });
    await this.a.done(this.seller, 'commission', { lotId, serials, ...(packagesPerCase ? { packagesPerCase } : {}) });
    const rows = await this.a.query<{ serial: string }>("select c.serial from record.unit c where c.kind = 'case' and c.key in (select parent_key from record.unit where lot_key = $1) order by c.serial", [lotId]);
    return rows.map(({ serial }) => `(01)${this.caseGtin}(21)${serial}`);
  }

  barcode(serial: string, lot: string): string {
    return `]d201${this.gtin}21${serial}\u001d1727113010${lot}`;
  }

  ship(units: readonly string[], more: object = {}): Promise<string> {
    return this.a.done(this.seller, 'ship', { toGln: this.buyer.organisation.gln, units, ...more });
  }

  /** One exchange of both nodes: the seller's sends, the buyer's takes in, the seller's asks what became of it. */
  async exchange(): Promise<void> {
    await this.b.settle();
    await this.a.round();
    await this.b.captured();
    // Whoever asked too early asks again after a second or two.
    this.clock.ms += 3_000;
    await this.a.round();
    await this.b.round();
  }

  async delivery(shipment: string): Promise<{ state: string; attempts: number; problem: string | null; findings: { rule: string }[] }> {
    const { shipment: shown } = await this.a.get<{ shipment: { deliveries: { state: string; attempts: number; problem: string | null; findings: { rule: string }[] }[] } }>(
      this.seller,
      'query ($id: ID!) { shipment(id: $id) { deliveries { state attempts problem findings { rule message } } } }',
      { id: shipment },
    );
    return shown.deliveries[0] as NonNullable<(typeof shown.deliveries)[0]>;
  }

  async arriving(shipment: string): Promise<{ dataState: string; dataProblem: string | null; packageCount: number; from: string } | null> {
    const { shipment: shown } = await this.b.get<{ shipment: { dataState: string; dataProblem: string | null; packageCount: number; from: string } | null }>(this.buyer, 'query ($id: ID!) { shipment(id: $id) { dataState dataProblem packageCount from } }', { id: shipment });
    return shown;
  }

  async scan(text: string, purpose = 'CHECK'): Promise<{ verdict: string; reasons: { code: string }[]; pedigree: { steps: { bizStep: string; organisation: { name: string } | null; place: { name: string | null } | null }[] } | null }> {
    const { scan } = await this.b.get<{ scan: Awaited<ReturnType<TwoNodes['scan']>> }>(
      this.buyer,
      'query ($text: String!, $purpose: ScanPurpose!) { scan(text: $text, purpose: $purpose) { verdict reasons { code } pedigree { steps { bizStep organisation { name } place { name } } } } }',
      { text, purpose },
    );
    return scan;
  }

  async dossier(text: string): Promise<string> {
    return (await this.b.get<{ dossier: string }>(this.buyer, 'query ($text: String!) { dossier(text: $text) }', { text })).dossier;
  }

  async end(): Promise<void> {
    await this.a.end();
    await this.b.end();
    rmSync(this.ledgerDir, { recursive: true, force: true });
  }
}

export const cardOf = async (node: TestNode, operator: Member, of: Member): Promise<string> => (await node.get<{ partyCard: string }>(operator, 'query ($id: ID!) { partyCard(organisationId: $id) }', { id: of.organisation.id })).partyCard;
export const takeCard = (node: TestNode, operator: Member, card: string): Promise<unknown> => node.get(operator, 'mutation ($card: String!) { importPartyCard(card: $card) { id status } }', { card });

interface Side {
  readonly node: TestNode;
  readonly operator: Member;
  readonly of: Member;
  readonly format: 'XML' | 'JSONLD';
}

/** Connects two sides; gives the token of each one's partner there. */
export async function connect(one: Side, other: Side): Promise<[atOne: string, atOther: string]> {
  const save = async ({ format, node, of, operator }: Side, partner: Side, token?: string): Promise<string> => {
    const input = { organisationId: of.organisation.id, partnerGln: partner.of.organisation.gln, format, ...(token && { token }) };
    return (await node.get<{ saveConnection: { id: string } }>(operator, 'mutation ($input: ConnectionInput!) { saveConnection(input: $input) { id } }', { input })).saveConnection.id;
  };
  const issue = async ({ node, of, operator }: Side, id: string): Promise<string> =>
    (await node.get<{ issueConnectionToken: { token: string } }>(operator, 'mutation ($id: ID!, $of: ID) { issueConnectionToken(id: $id, organisationId: $of) { token } }', { id, of: of.organisation.id })).issueConnectionToken.token;
  const atOne = await issue(one, await save(one, other));
  const atOther = await issue(other, await save(other, one));
  await save(one, other, atOther);
  await save(other, one, atOne);
  return [atOne, atOther];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
