import { endOfLastDay, lotKey } from '@packtrail/ledger';
import { lotLink } from '../../documents/unit-link.ts';
import type { Actor } from '../actor.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import type { Handoff } from '../record.ts';
import type { PlanTools } from './tools.ts';

/** Registers a lot of one of the actor's products; `expiry` is YYYY-MM-DD. A lot belongs to the product, whichever of its GTINs is given. */
export async function planRegisterLot(tools: PlanTools, actor: Actor, { expiry, gtin, number }: { gtin: string; number: string; expiry: string }): Promise<Handoff<'registerLot'> | NodeRefusal> {
  const [item] = await tools.database.query<{ base: string; product_id: string }>(
    `select b.gtin as base, t.product_id from record.trade_item t
       join record.trade_item b on b.product_id = t.product_id and b.level = 'package' where t.owner_id = $1 and t.gtin = $2`,
    [actor.organisationId, gtin],
  );
  if (!item) return nodeRefusal('UNKNOWN_PRODUCT', { gtin });
  const [existing] = await tools.database.query<{ expires_on: string }>('select expires_on from record.lot where registered_by = $1 and gtin = $2 and number = $3', [actor.organisationId, item.base, number]);
  if (existing) return nodeRefusal('LOT_EXISTS', { lot: number, gtin: item.base, expiry: existing.expires_on });
  if (Number.isNaN(Date.parse(`${expiry}T00:00:00Z`))) return nodeRefusal('BAD_EVENT', { why: `${expiry} is no date` });
  const salt = tools.salts.draw();
  const key = lotKey(salt, lotLink(item.base, number));
  return {
    type: 'registerLot',
    body: { lot: key, expires: endOfLastDay(expiry) },
    documents: [],
    keyOf: (link) => {
      throw new Error(`the registration of a lot lists no ${link}`);
    },
    made: key,
    names: new Map([[key, number]]),
    async store(client) {
      await client.query('insert into record.lot (key, registered_by, product_id, gtin, number, expires_on, salt, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
        key,
        actor.organisationId,
        item.product_id,
        item.base,
        number,
        expiry,
        salt,
        tools.clock.now(),
      ]);
    },
  };
}
