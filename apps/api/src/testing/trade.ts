import { commandIdAt } from '@packtrail/ledger';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Users } from '../identity/users.ts';
import { Lots } from '../master-data/lots.ts';
import { Products } from '../master-data/products.ts';
import { PARTS } from '../parts.ts';
import type { Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { Projector } from '../projection/projector.ts';
import { type Answer, startTestApp, type TestApp, type TestAppOptions } from './app.ts';
import { aParty, PASSWORD } from './people.ts';

export type Trader = Awaited<ReturnType<typeof aParty>> & { token: string };

interface CommandAnswer {
  readonly txId?: string;
  readonly blockNumber?: number;
  readonly repeated?: boolean;
  readonly made?: string | null;
  readonly code?: string;
  readonly message?: string;
}

const RESULT = '{ ... on Receipt { txId blockNumber repeated made } ... on Refusal { code message } }';

/** Commands whose input is called after another's. */
const SHARED_INPUTS: Readonly<Record<string, string>> = { unpack: 'UnitsInput', release: 'UnitsInput', declareIllegitimate: 'QuarantineInput' };

/** A manufacturer, two distributors, two pharmacies and a regulator on a running node, acting through GraphQL alone. */
export class Trade {
  test: TestApp;
  readonly maker!: Trader;
  readonly wholesaler!: Trader;
  readonly pharmacy!: Trader;
  readonly otherPharmacy!: Trader;
  readonly regulator!: Trader;
  readonly gtin = '00300010123455';
  readonly caseGtin = '10300010123452';
  now: number;
  readonly #confirmers = new Map<string, Trader>();

  private constructor(test: TestApp, now: number) {
    this.test = test;
    this.now = now;
  }

  static async start({ at = '2026-11-22T12:00:00Z', parts = PARTS, ...options }: TestAppOptions & { at?: string } = {}): Promise<Trade> {
    const holder: { trade?: Trade; now: number } = { now: Date.parse(at) };
    const clock: Clock = { now: () => new Date(holder.trade?.now ?? holder.now) };
    const test = await startTestApp({ ...options, parts, clock });
    const trade = new Trade(test, holder.now);
    holder.trade = trade;
    const join = async (n: number, name: string, kind: TradingPartnerKind, role: UserRole): Promise<Trader> => {
      const party = await aParty(test.app, { n, name, kind, role });
      return { ...party, token: await trade.signIn(party.email) };
    };
    const people = {
      maker: await join(10, 'Halden Pharma', TradingPartnerKind.MANUFACTURER, UserRole.MANUFACTURER),
      wholesaler: await join(20, 'Meridian Distribution', TradingPartnerKind.WHOLESALE_DISTRIBUTOR, UserRole.DISTRIBUTOR),
      pharmacy: await join(30, 'Northside Pharmacy', TradingPartnerKind.DISPENSER, UserRole.PHARMACIST),
      otherPharmacy: await join(40, 'Southside Pharmacy', TradingPartnerKind.DISPENSER, UserRole.PHARMACIST),
      regulator: await join(50, 'Medicines Authority', TradingPartnerKind.REGULATOR, UserRole.REGULATOR),
    };
    Object.assign(trade, people);
    await test.app.get(Database).query("update record.organisation set gs1_prefixes = '{030001}' where id = $1", [people.maker.organisation.id]);
    await test.app.get(Products).register(people.maker.organisation.id, {
      name: 'Epcistra',
      ndc: '0001-0123-45',
      strength: '100mg',
      dosageForm: 'PILL',
      netContent: '500 pills',
      manufacturerName: 'Halden Pharma',
      gtin: trade.gtin,
      caseGtin: trade.caseGtin,
    });
    return trade;
  }

  /** Starts the node again, after `test.close()`: who was signed in still is. */
  async restart({ parts = PARTS, ...options }: TestAppOptions): Promise<void> {
    this.test = await startTestApp({ ...options, parts, clock: { now: () => new Date(this.now) } });
  }

  commandId(): string {
    return commandIdAt(this.now);
  }

  async signIn(email: string): Promise<string> {
    const { data } = await this.test.ask('mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }', { email, password: PASSWORD });
    return (data as { signIn: { token: string } }).signIn.token;
  }

  ask(who: Trader, query: string, variables: object = {}): Promise<Answer> {
    return this.test.ask(query, variables, { token: who.token });
  }

  /** Sends a command; gives its receipt or refusal. Anything else fails the test with what was answered. */
  async send(who: Trader, name: string, input: object): Promise<CommandAnswer> {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const inputType = SHARED_INPUTS[name] ?? type;
    const answer = await this.ask(who, `mutation ($input: ${inputType}!) { ${name}(input: $input) ${RESULT} }`, { input: { commandId: this.commandId(), ...input } });
    if (!answer.data?.[name]) throw new Error(`${name}: ${JSON.stringify(answer.errors)}`);
    await this.test.app.get(Projector).catchUp();
    return answer.data[name] as CommandAnswer;
  }

  /** The same, where a refusal would be a mistake of the test. Gives what it made. */
  async done(who: Trader, name: string, input: object): Promise<string> {
    const answer = await this.send(who, name, input);
    if (!answer.txId) throw new Error(`${name}: ${answer.code} ${answer.message}`);
    return answer.made ?? '';
  }

  lot(number: string, expiry = '2027-11-30'): Promise<string> {
    return this.done(this.maker, 'registerLot', { gtin: this.gtin, lot: number, expiry });
  }

  /** Commissions packages with these serials; packed into cases when so many a case are given. Gives the barcode texts of packages and of cases. */
  async commission(lotId: string, serials: readonly string[], packagesPerCase?: number): Promise<{ packages: string[]; cases: string[] }> {
    await this.done(this.maker, 'commission', { lotId, serials, ...(packagesPerCase ? { packagesPerCase } : {}) });
    const lot = await this.test.app.get(Lots).own(this.maker.organisation.id, lotId);
    const rows = await this.test.app.get(Database).query<{ serial: string }>("select serial from record.unit where kind = 'case' and key in (select parent_key from record.unit where lot_key = $1 and serial = any ($2)) order by serial", [lotId, serials]);
    return { packages: serials.map((serial) => this.barcode(serial, lot?.number, lot?.expires_on)), cases: rows.map(({ serial }) => `(01)${this.caseGtin}(21)${serial}`) };
  }

  /** Which of these cases each package was commissioned in, by the package's serial. */
  async contentsOfCases(cases: readonly string[]): Promise<Map<string, string>> {
    const serials = cases.map((text) => text.split('(21)')[1] ?? '');
    const rows = await this.test.app.get(Database).query<{ serial: string; of: string }>(
      'select u.serial, c.serial as of from record.unit u join record.unit c on c.issuer = u.issuer and c.key = u.parent_key where c.serial = any ($1)',
      [serials],
    );
    return new Map(rows.map(({ of, serial }) => [serial, `(01)${this.caseGtin}(21)${of}`]));
  }

  /** A package's DataMatrix as a scanner sends it. */
  barcode(serial: string, lot = 'A1', expiry = '2027-11-30'): string {
    return `]d201${this.gtin}21${serial}\u001d17${expiry.slice(2).replaceAll('-', '')}10${lot}`;
  }

  /** Another user of a trader's organisation, in the same role or another. */
  async colleague(of: Trader, role: UserRole = of.user.role): Promise<Trader> {
    const email = `second.${of.email}`;
    const user = await this.test.app.get(Users).create({ organisationId: of.organisation.id, email, name: `A second ${role.toLowerCase()}`, role, password: PASSWORD });
    return { ...of, user, email, token: await this.signIn(email) };
  }

  /** Asks, where an error would be a mistake of the test. */
  async get<T = Record<string, unknown>>(who: Trader, query: string, variables: object = {}): Promise<T> {
    const { data, errors } = await this.ask(who, query, variables);
    if (!data || errors) throw new Error(JSON.stringify(errors));
    return data as T;
  }

  /** Waits until the read model has what the ledger has. */
  settle(): Promise<void> {
    return this.test.app.get(Projector).catchUp();
  }

  /** The colleague who confirms what a trader proposes; always the same one. */
  async confirmer(of: Trader): Promise<Trader> {
    const confirmer = this.#confirmers.get(of.organisation.id) ?? (await this.colleague(of));
    this.#confirmers.set(of.organisation.id, confirmer);
    return confirmer;
  }

  /** Proposes a recall of lots as one user and confirms it as another. Gives its id. */
  async recall(by: Trader, lots: readonly string[], more: object = {}): Promise<string> {
    const { proposeRecall } = await this.get<{ proposeRecall: { id: string } }>(by, 'mutation ($input: ProposeRecallInput!) { proposeRecall(input: $input) { id } }', {
      input: { lots: lots.map((lot) => ({ gtin: this.gtin, lot })), class: 'II', depth: 'RETAIL', reason: 'Glass in the bottle', instructions: 'Quarantine and return.', contact: 'recall@example.com', ...more },
    });
    await this.done(await this.confirmer(by), 'confirmRecall', { id: proposeRecall.id });
    return proposeRecall.id;
  }

  async handOver(from: Trader, to: Trader, units: readonly string[]): Promise<string> {
    const shipment = await this.done(from, 'ship', { toGln: to.organisation.gln, units });
    await this.done(to, 'receive', { shipmentId: shipment });
    return shipment;
  }

  async scan(who: Trader, text: string, purpose = 'CHECK'): Promise<Scanned> {
    const { data, errors } = await this.ask(
      who,
      `query ($text: String!, $purpose: ScanPurpose!) { scan(text: $text, purpose: $purpose) {
         verdict reasons { code message next severity actions } unit { kind epc } product { name ndc gtin } package { gtin serial lot expiry state }
         container { sscc state contents { lot count } packageCount } shipment { id } recall { id reason instructions }
         pedigree { steps { bizStep eventTime place { name gln } organisation { name } counterpart { name } stated historical txId blockNumber } } asOfBlock } }`,
      { text, purpose },
    );
    if (!data) throw new Error(JSON.stringify(errors));
    return (data as { scan: Scanned }).scan;
  }
}

export interface Scanned {
  readonly verdict: string;
  readonly reasons: { code: string; message: string; next: string; severity: string; actions: string[] }[];
  readonly unit: { kind: string; epc: string } | null;
  readonly product: { name: string; ndc: string; gtin: string } | null;
  readonly package: { gtin: string; serial: string; lot: string | null; expiry: string | null; state: string | null } | null;
  readonly container: { sscc: string | null; state: string | null; contents: { lot: string; count: number }[]; packageCount: number } | null;
  readonly shipment: { id: string } | null;
  readonly recall: { id: string; reason: string; instructions: string } | null;
  readonly pedigree: { steps: { bizStep: string; organisation: { name: string } | null; counterpart: { name: string } | null; place: { name: string } | null; stated: boolean; historical: boolean; blockNumber: number }[] } | null;
}

export const codesOf = (scanned: Scanned): string[] => scanned.reasons.map(({ code }) => code);
