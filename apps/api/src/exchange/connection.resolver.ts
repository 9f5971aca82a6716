import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../identity/current.ts';
import { Roles } from '../identity/roles.ts';
import { UserRole } from '../identity/user-role.ts';
import { failure } from '../platform/failure.ts';
import { type ConnectionRow, Connections } from './connections.ts';
import { Connection, ConnectionInput, ConnectionToken, FileFormatEnum } from './models/connection.model.ts';

const DAYS_MAX = 366;

/** The operator names the organisation; others speak for their own. */
@Resolver(() => Connection)
@Roles(UserRole.OPERATOR, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
export class ConnectionResolver {
  constructor(private readonly all: Connections) {}

  @Query(() => [Connection])
  async connections(@Current() current: Current, @Args('organisationId', { type: () => ID, nullable: true }) organisationId: string | null): Promise<Connection[]> {
    return (await this.all.of(ownerOf(current, organisationId))).map(shown);
  }

  @Mutation(() => Connection, { description: 'Makes the connection to a partner, or changes it.' })
  async saveConnection(@Current() current: Current, @Args('input') input: ConnectionInput): Promise<Connection> {
    const { captureUrl = null, format, nodeAddress = null, partnerGln, token = null } = input;
    return shown(await this.all.save({ organisationId: ownerOf(current, input.organisationId), by: current.user.id }, { captureUrl, nodeAddress, partnerGln, token, format: format === FileFormatEnum.JSONLD ? 'jsonld' : 'xml' }));
  }

  @Mutation(() => ConnectionToken, { description: "A new token for the partner's system; the one before ends." })
  issueConnectionToken(
    @Current() current: Current,
    @Args('id', { type: () => ID }) id: string,
    @Args('organisationId', { type: () => ID, nullable: true }) organisationId: string | null,
    @Args('days', { type: () => Int, defaultValue: 180 }) days: number,
  ): Promise<ConnectionToken> {
    if (days < 1 || days > DAYS_MAX) throw failure('BAD_INPUT', `A token is good for 1 to ${DAYS_MAX} days.`);
    return this.all.issueToken(ownerOf(current, organisationId), id, days);
  }

  @Mutation(() => Connection, { description: "Ends the token of the partner's system at once." })
  async revokeConnectionToken(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('organisationId', { type: () => ID, nullable: true }) organisationId: string | null): Promise<Connection> {
    return shown(await this.all.revokeToken(ownerOf(current, organisationId), id));
  }

  @Mutation(() => Connection, { description: 'Ends it both ways.' })
  async closeConnection(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('organisationId', { type: () => ID, nullable: true }) organisationId: string | null): Promise<Connection> {
    return shown(await this.all.close(ownerOf(current, organisationId), id));
  }
}

function ownerOf({ organisation, user }: Current, asked: string | null | undefined): string {
  if (!asked || asked === organisation.id) return organisation.id;
  if (user.role === UserRole.OPERATOR) return asked;
  throw failure('FORBIDDEN', 'Only the operator keeps the connections of other organisations.');
}

const shown = (row: ConnectionRow): Connection => ({
  id: row.id,
  partner: row.partner_name,
  partnerGln: row.partner_gln,
  nodeAddress: row.node_address,
  captureUrl: row.capture_url,
  format: row.format === 'jsonld' ? FileFormatEnum.JSONLD : FileFormatEnum.XML,
  active: row.status === 'active',
  hasToken: row.has_token,
  tokenExpiresAt: row.token_expires_at,
  lastReceipt: row.last_receipt,
  lastReceiptAt: row.last_receipt_at,
});
