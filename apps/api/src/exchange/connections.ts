import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { hashToken, newToken } from '../identity/session-token.ts';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { PartnerTokens } from '../vault/partner-tokens.ts';
import { Outgoing } from './outgoing.ts';

export type FileFormat = 'xml' | 'jsonld';

export interface ConnectionRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly partner_id: string;
  readonly partner_name: string;
  readonly partner_gln: string;
  readonly node_address: string | null;
  readonly capture_url: string | null;
  readonly format: FileFormat;
  readonly status: 'active' | 'closed';
  readonly has_token: boolean;
  readonly token_expires_at: Date | null;
  readonly last_receipt: string | null;
  readonly last_receipt_at: Date | null;
}

/** A partner's system as it is reached: where, and with which token. */
export interface Reach {
  readonly id: string;
  readonly nodeAddress: string | null;
  readonly captureUrl: string | null;
  readonly format: FileFormat;
  readonly token: string | null;
}

export interface ConnectionDetails {
  readonly partnerGln: string;
  readonly nodeAddress: string | null;
  readonly captureUrl: string | null;
  readonly format: FileFormat;
  /** The partner's token for us; null leaves the one that is there. */
  readonly token: string | null;
}

const DAY_MS = 86_400_000;
const CAPTURE = '/epcis/v2/capture';

/** How organisations of this node reach their partners' systems, and are reached by them. */
@Injectable()
export class Connections {
  constructor(
    private readonly database: Database,
    private readonly outgoing: Outgoing,
    private readonly tokens: PartnerTokens,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  of(organisationId: string): Promise<ConnectionRow[]> {
    return this.database.query<ConnectionRow>(`${SELECT} where c.organisation_id = $1 order by p.name limit 1000`, [organisationId]);
  }

  async one(organisationId: string, id: string): Promise<ConnectionRow> {
    const [row] = await this.database.query<ConnectionRow>(`${SELECT} where c.organisation_id = $1 and c.id::text = $2`, [organisationId, id]);
    if (!row) throw failure('NOT_FOUND', 'There is no such connection of yours.');
    return row;
  }

  /** Makes the connection to a partner, or changes it; addresses that are left out are those of the partner's node. Refuses addresses that may not be reached (BAD_INPUT). */
  async save({ by, organisationId }: { organisationId: string; by: string | null }, { captureUrl, format, nodeAddress, partnerGln, token }: ConnectionDetails): Promise<ConnectionRow> {
    const [partner] = await this.database.query<{ id: string; hosted_at: string | null }>('select id, hosted_at from record.organisation where gln = $1 and id <> $2', [partnerGln, organisationId]);
    if (!partner) throw failure('NOT_FOUND', `No trading partner with the GLN ${partnerGln} is known here: take its card in first.`);
    const [own] = await this.database.query<{ id: string }>('select id from record.organisation where id = $1 and hosted_at is null', [organisationId]);
    if (!own) throw failure('NOT_FOUND', 'There is no such organisation at this node.');
    const node = (nodeAddress ?? partner.hosted_at)?.replace(/\/+$/, '') ?? null;
    const capture = captureUrl ?? (node === null ? null : `${node}${CAPTURE}`);
    for (const address of [node, capture]) {
      const why = address === null ? null : this.outgoing.forbids(address);
      if (why !== null) throw failure('BAD_INPUT', `${address}: ${why}`);
    }
    const id = uuidv7();
    const sealed = token === null ? null : this.tokens.seal({ organisationId, partnerId: partner.id }, token);
    const [saved] = await this.database.query<{ id: string }>(
      `insert into record.connection (id, organisation_id, partner_id, node_address, capture_url, format, status, token_sealed, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, 'active', $7, $8, $9)
       on conflict (organisation_id, partner_id) do update
          set node_address = excluded.node_address, capture_url = excluded.capture_url, format = excluded.format, status = 'active', token_sealed = coalesce(excluded.token_sealed, connection.token_sealed)
       returning id`,
      [id, organisationId, partner.id, node, capture, format, sealed, by, this.clock.now()],
    );
    return this.one(organisationId, saved?.id ?? '');
  }

  /** A new token for the partner's system, good for so many days; the one before ends with it. It is told once and stored as a hash. */
  async issueToken(organisationId: string, id: string, days: number): Promise<{ token: string; expiresAt: Date }> {
    const { status } = await this.one(organisationId, id);
    if (status !== 'active') throw failure('CONFLICT', 'The connection is closed.');
    const token = newToken(this.chance);
    const expiresAt = new Date(this.clock.now().getTime() + days * DAY_MS);
    await this.database.query('update record.connection set token_hash = $2, token_expires_at = $3 where id::text = $1', [id, hashToken(token), expiresAt]);
    return { token, expiresAt };
  }

  /** Ends the partner's token at once; the rest stays. */
  async revokeToken(organisationId: string, id: string): Promise<ConnectionRow> {
    await this.one(organisationId, id);
    await this.database.query('update record.connection set token_hash = null, token_expires_at = null where id::text = $1', [id]);
    return this.one(organisationId, id);
  }

  /** Ends it both ways: nothing is sent, and neither token is kept. */
  async close(organisationId: string, id: string): Promise<ConnectionRow> {
    await this.one(organisationId, id);
    await this.database.query("update record.connection set status = 'closed', token_hash = null, token_expires_at = null, token_sealed = null where id::text = $1", [id]);
    return this.one(organisationId, id);
  }

  /** How a partner is reached; undefined without a connection in force. */
  async reach(organisationId: string, partnerId: string): Promise<Reach | undefined> {
    const [row] = await this.database.query<{ id: string; node_address: string | null; capture_url: string | null; format: FileFormat; token_sealed: Uint8Array | null }>(
      "select id, node_address, capture_url, format, token_sealed from record.connection where organisation_id = $1 and partner_id = $2 and status = 'active'",
      [organisationId, partnerId],
    );
    if (!row) return undefined;
    const token = row.token_sealed && this.tokens.open({ organisationId, partnerId }, row.token_sealed);
    return { id: row.id, nodeAddress: row.node_address, captureUrl: row.capture_url, format: row.format, token };
  }

  /** What the partner's system answered last. */
  async heard(id: string, receipt: string): Promise<void> {
    await this.database.query('update record.connection set last_receipt = $2, last_receipt_at = $3 where id = $1', [id, receipt, this.clock.now()]);
  }
}

const SELECT = `
  select c.id, c.organisation_id, c.partner_id, p.name as partner_name, p.gln as partner_gln, c.node_address, c.capture_url, c.format, c.status,
         c.token_sealed is not null as has_token, c.token_expires_at, c.last_receipt, c.last_receipt_at
    from record.connection c join record.organisation p on p.id = c.partner_id`;
