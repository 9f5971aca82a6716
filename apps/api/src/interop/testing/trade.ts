import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Organisations } from '../../identity/organisations.ts';
import { Sites } from '../../identity/sites.ts';
import { TradingPartnerKind } from '../../identity/trading-partner-kind.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Users } from '../../identity/users.ts';
import { PARTS } from '../../parts.ts';
import { Database } from '../../platform/database.ts';
import { workspaceRoot } from '../../platform/workspace.ts';
import { Projector } from '../../projection/projector.ts';
import { startTestApp, type TestApp } from '../../testing/app.ts';
import { PASSWORD } from '../../testing/people.ts';
import { Captures } from '../epcis/captures.ts';

/** Our own file of the guideline's shape: 12 packages in 3 cases on 1 pallet, sold on 4 May 2026. */
export const GOLDEN = readFileSync(join(workspaceRoot(), 'test', 'golden', 'direct-sale-r13.xml'), 'utf8');
export const GOLDEN_NOW = Date.parse('2026-05-05T12:00:00Z');
export const GOLDEN_SELLER = { gln: '0361414000018', dc: '0361414000025', prefix: '0361414' };
export const GOLDEN_BUYER = { gln: '0614141000173', prefix: '0614141' };

const sample = join(workspaceRoot(), '..', 'shared', 'fixtures', 'gs1us-dscsa-r13-sample.xml');
/** The guideline's own sample, where it lies beside the checkout. */
export const SAMPLE = existsSync(sample) ? readFileSync(sample, 'utf8') : undefined;

/** Our own file in the place of the sample: older than a week, expired since, and between the same parties. */
export const SAMPLE_OR_OURS =
  SAMPLE ??
  GOLDEN.replaceAll('0361414.00001.0', '030001.111111.0')
    .replaceAll('0614141.00017.0', '039999.999999.0')
    .replaceAll('2026-05-0', '2023-04-0')
    .replaceAll('2028-03-31', '2025-03-27');

const ADDRESS = { street: '1 Test Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' };

interface Described {
  readonly name?: string;
  readonly address?: typeof ADDRESS;
}

export interface Trader {
  readonly id: string;
  readonly gln: string;
  readonly token: string;
}

export interface Job {
  readonly captureID: string;
  readonly state: string;
  readonly success: boolean;
  readonly eventCount: number;
  readonly commandCount: number;
  readonly done: number;
  readonly alreadyRecorded: boolean;
  readonly shipmentIds: string[];
  readonly drafts: number;
  readonly errors: { title: string; detail: string; eventIndex: number | null; path: string; line: number | null; value: string | null }[];
  readonly warnings: { type: string; detail: string; eventIndex: number | null; path: string }[];
}

/** An application with trading partners whose files are captured. */
export class TradeWorld {
  readonly test: TestApp;

  private constructor(test: TestApp) {
    this.test = test;
  }

  /** `kept` are the folder and database of a node that is started again. */
  static async start({ kept, now }: { now: { ms: number }; kept?: { dataDir: string; databaseUrl: string } }): Promise<TradeWorld> {
    return new TradeWorld(
      await startTestApp({
        parts: PARTS,
        clock: { now: () => new Date(now.ms) },
        config: { mode: 'live', ...(kept ? { dataDir: kept.dataDir } : {}) },
        ...(kept ? { databaseUrl: kept.databaseUrl } : {}),
      }),
    );
  }

  async trader({ address = ADDRESS, gln, kind, name = `Party ${gln}`, prefixes, role, site }: Described & { gln: string; prefixes: string[]; kind: TradingPartnerKind; role: UserRole; site?: string }): Promise<Trader> {
    const { app } = this.test;
    const organisation = await app.get(Organisations).create({ name, gln, kinds: [kind], gs1Prefixes: prefixes, address });
    if (site) await app.get(Sites).create({ organisationId: organisation.id, gln: site, name: `Site ${site}`, timeZone: 'America/Chicago', address: ADDRESS });
    const email = `user.${gln}@example.com`;
    await app.get(Users).create({ organisationId: organisation.id, email, name: 'The user', role, password: PASSWORD });
    const answer = await this.test.ask('mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }', { email, password: PASSWORD });
    return { id: organisation.id, gln, token: (answer.data as { signIn: { token: string } }).signIn.token };
  }

  manufacturer(gln: string, prefix: string, site?: string, described: Described = {}): Promise<Trader> {
    return this.trader({ ...described, gln, prefixes: [prefix], kind: TradingPartnerKind.MANUFACTURER, role: UserRole.MANUFACTURER, ...(site ? { site } : {}) });
  }

  wholesaler(gln: string, prefix: string, described: Described = {}): Promise<Trader> {
    return this.trader({ ...described, gln, prefixes: [prefix], kind: TradingPartnerKind.WHOLESALE_DISTRIBUTOR, role: UserRole.DISTRIBUTOR });
  }

  post(as: Trader | null, payload: string | Buffer, headers: Record<string, string> = {}) {
    return this.test.app.inject({
      method: 'POST',
      url: '/epcis/v2/capture',
      headers: { 'content-type': 'application/xml', ...(as ? { authorization: `Bearer ${as.token}` } : {}), ...headers },
      payload,
    });
  }

  get(as: Trader, url: string) {
    return this.test.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${as.token}` } });
  }

  /** Sends a file, waits for its job and for the read model, and gives the job. */
  async capture(as: Trader, text: string, headers: Record<string, string> = {}): Promise<Job> {
    const answer = await this.post(as, text, headers);
    if (answer.statusCode !== 202) throw new Error(`capture answered ${answer.statusCode}: ${answer.body}`);
    await this.test.app.get(Captures).settled();
    await this.test.app.get(Projector).catchUp();
    return (await this.get(as, String(answer.headers['location']))).json<Job>();
  }

  /** How much there is of everything but jobs and their findings: the rows of the record and the outbox, and the size of the ledger. */
  async amounts(): Promise<Record<string, number>> {
    const database = this.test.app.get(Database);
    const tables = await database.query<{ name: string }>(
      "select schemaname || '.' || tablename as name from pg_tables where schemaname in ('record', 'readmodel') or (schemaname, tablename) = ('ops', 'outbox') order by 1",
    );
    const counted = await Promise.all(
      tables
        .filter(({ name }) => !name.startsWith('record.capture_'))
        .map(async ({ name }) => [name, (await database.query<{ n: number }>(`select count(*)::int as n from ${name}`))[0]?.n ?? -1] as const),
    );
    const [checkpoint] = await database.query<{ size: number }>('select size from readmodel.checkpoint');
    return { ...Object.fromEntries(counted), ledger: checkpoint?.size ?? -1 };
  }
}
