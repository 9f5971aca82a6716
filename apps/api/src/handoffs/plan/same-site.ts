import type { Actor } from '../actor.ts';
import { type NodeRefusal, nodeRefusal } from '../node-refusals.ts';
import { type PlanTools, readable } from './tools.ts';

/** Events that an undo takes back, and where they are told as. */
const STEPS = {
  DISPENSE: { bizSteps: ['dispensing'], done: 'dispensed' },
  DECOMMISSION: { bizSteps: ['decommissioning', 'destroying', 'sampling'], done: 'decommissioned' },
} as const;

interface Asked {
  readonly links: readonly string[];
  readonly undoes: keyof typeof STEPS;
  /** GLN of the site where the undoing takes place. */
  readonly gln: string;
}

/** The refusal of an undo at another site than the one where the act took place. The ledger knows parties and no sites: this rule is the node's. */
export async function doneElsewhere(tools: PlanTools, actor: Actor, { gln, links, undoes }: Asked): Promise<NodeRefusal | null> {
  const { bizSteps, done } = STEPS[undoes];
  const [elsewhere] = await tools.database.query<{ link: string; gln: string; name: string | null }>(
    `select asked.link, last.gln, s.name
       from unnest($2::text[]) as asked (link)
       cross join lateral (
         select d.event->'readPoint'->>'gln' as gln from record.document d
          where d.organisation_id = $1 and d.biz_step = any ($3) and d.event->'epcList' ? asked.link
          order by d.event_time desc, d.created_at desc limit 1) as last
       left join record.site s on s.gln = last.gln
      where last.gln <> $4 limit 1`,
    [actor.organisationId, links, bizSteps, gln],
  );
  return elsewhere ? nodeRefusal('OTHER_SITE', { unit: readable(elsewhere.link), done, site: elsewhere.name ?? elsewhere.gln }) : null;
}
