import type { Queryable } from '../../platform/database.ts';
import type { Actor } from '../actor.ts';
import type { FoundUnit } from '../find-units.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import { type PlanTools, readable } from './tools.ts';

interface Told {
  readonly type: 'quarantine' | 'release';
  readonly commandId: string;
  readonly actor: Actor;
  readonly units: readonly FoundUnit[];
  readonly reason: string;
  readonly at: Date;
}

/** Writes down who holds units, or ends their holds, and why, in the transaction of the command: a refused one takes it back. */
export async function putHolds(client: Queryable, { actor, at, commandId, reason, type, units }: Told): Promise<void> {
  const named = [units.map(({ row }) => row.issuer), units.map(({ row }) => row.key)];
  if (type === 'quarantine') {
    await client.query(
      `insert into record.hold (command_id, issuer, unit_key, organisation_id, held_by, reason, held_at)
       select $1, u.issuer, u.key, $4, $5, $6, $7 from unnest($2::text[], $3::text[]) as u (issuer, key)`,
      [commandId, ...named, actor.organisationId, actor.userId, reason, at],
    );
    return;
  }
  await client.query(
    `update record.hold h set release_command = $1, released_by = $5, release_reason = $6, released_at = $7
       from unnest($2::text[], $3::text[]) as u (issuer, key)
      where h.issuer = u.issuer and h.unit_key = u.key and h.organisation_id = $4 and h.released_at is null`,
    [commandId, ...named, actor.organisationId, actor.userId, reason, at],
  );
}

/**
 * The refusal of who would end his own hold: what one person put aside, a second one looks at before it goes back to stock. The ledger knows no
 * people: this rule is the node's. A hold that began without a person, at a receipt of what is recalled, anybody may end.
 */
export async function heldByOneself(tools: PlanTools, { organisationId, userId }: Actor, links: readonly string[]): Promise<NodeRefusal | null> {
  const found = await tools.finder.forParty(organisationId, links);
  const rows = await tools.database.query<{ ref: string; held_by: string; name: string }>(
    `select asked.ref, last.held_by, p.name from unnest($1::text[]) as asked (ref)
       cross join lateral (
         select h.held_by, h.released_at from record.hold h
          where h.issuer = split_part(asked.ref, '/', 1) and h.unit_key = split_part(asked.ref, '/', 2) and h.organisation_id = $2
          order by h.held_at desc limit 1) as last
       join record.app_user p on p.id = last.held_by
      where last.released_at is null`,
    [[...found.values()].map(({ ref }) => ref), organisationId],
  );
  const own = rows.find(({ held_by: by }) => by === userId);
  const link = own && [...found.values()].find(({ ref }) => ref === own.ref)?.link;
  return own && link ? nodeRefusal('SAME_PERSON', { unit: readable(link), person: own.name }) : null;
}
