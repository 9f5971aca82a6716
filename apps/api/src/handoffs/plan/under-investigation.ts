import type { Actor } from '../actor.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import { type PlanTools, readable } from './tools.ts';

/**
 * The refusal of an act on a unit that is under investigation, or on a container that one lies in: only the case decides what becomes of it. The ledger
 * knows holds and no cases: it would let go back or be destroyed what is held, and let anybody of the organisation end the hold. This rule is the node's.
 */
export async function underInvestigation(tools: PlanTools, { organisationId }: Actor, links: readonly string[]): Promise<NodeRefusal | null> {
  const suspects = await tools.database.query<{ link: string; case: string }>(
    `select u.link, c.id as case from record.suspect_case c
       cross join lateral (select e.state from record.case_entry e where e.case_id = c.id order by e.position desc limit 1) newest
       join record.case_unit_now u on u.case_id = c.id
      where c.organisation_id = $1 and newest.state = 'suspect'`,
    [organisationId],
  );
  if (suspects.length === 0) return null;
  const named = new Set(links);
  const refused = ({ case: id, link }: { link: string; case: string }) => nodeRefusal('IN_CASE', { unit: readable(link), case: id });
  const itself = suspects.find(({ link }) => named.has(link));
  if (itself) return refused(itself);
  const places = await tools.finder.forParty(organisationId, suspects.map(({ link }) => link));
  const acting = new Set([...(await tools.finder.forParty(organisationId, links)).values()].map(({ ref }) => ref));
  const inside = suspects.find(({ link }) => places.get(link)?.chain.some((container) => acting.has(container)));
  return inside ? refused(inside) : null;
}
