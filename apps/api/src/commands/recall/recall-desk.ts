import { Inject, Injectable } from '@nestjs/common';
import { documentHash, type Json } from '@packtrail/ledger';
import type { Logger } from 'pino';
import { readsAllTrade } from '../../access/policy.ts';
import type { Handoff } from '../../handoffs/record.ts';
import { Handoffs } from '../../handoffs/record.ts';
import type { Current } from '../../identity/current.ts';
import { RecallNotices } from '../../master-data/recall-notices.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { failure } from '../../platform/failure.ts';
import { LOGGER } from '../../platform/logging.ts';
import { type LotRow, LotRows } from '../../read-model/lot-rows.ts';
import { type RecallRow, RecallRows } from '../../read-model/recall-rows.ts';
import { Salts } from '../../vault/salts.ts';
import { Commander } from '../commander.ts';
import { derivedCommandId } from '../derived-command-id.ts';
import type { CommandResult } from '../result/command-result.ts';
import type { AcknowledgeRecallInput } from './acknowledge-recall.input.ts';
import type { ConfirmRecallInput } from './confirm-recall.input.ts';
import { inParts, LOTS_PER_COMMAND, noticeDocument, planIssue } from './plan-recall.ts';
import type { ProposeRecallInput } from './propose-recall.input.ts';

type Result = typeof CommandResult;

/** Recalls are drafted by one person and put into force by a second one of the same organisation. */
@Injectable()
export class RecallDesk {
  constructor(
    private readonly commander: Commander,
    private readonly handoffs: Handoffs,
    private readonly notices: RecallNotices,
    private readonly rows: RecallRows,
    private readonly lots: LotRows,
    private readonly salts: Salts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Writes a draft; gives its id. Refuses (NOT_FOUND) lots that the proposer may not recall: not its own, or, of a regulator, unknown here. */
  async propose(current: Current, { lots, ...text }: ProposeRecallInput): Promise<string> {
    const found = await this.lots.byPrinted(lots);
    const mine = readsAllTrade(current) ? found : found.filter(({ registered_by: by }) => by === current.organisation.id);
    const unknown = lots.filter(({ gtin, lot }) => !mine.some((row) => row.number === lot && (row.asked_gtin === gtin || row.gtin === gtin)));
    if (unknown.length > 0) throw failure('NOT_FOUND', `No lot that you may recall: ${unknown.map(({ gtin, lot }) => `${lot} of ${gtin}`).join(', ')}.`);
    const id = this.salts.drawId();
    await this.notices.propose(id, { organisation: current.organisation.id, user: current.user.id }, { ...text, lots: lots.map(({ gtin, lot }) => ({ gtin, number: lot })) });
    return id;
  }

  async withdraw(current: Current, id: string): Promise<void> {
    await this.#own(current, id);
    await this.notices.withdraw(id, current.organisation.id);
  }

  /** Puts a draft into force. Refuses its proposer (FORBIDDEN), another organisation's draft (NOT_FOUND), what is no draft (CONFLICT). */
  async confirm(current: Current, input: ConfirmRecallInput): Promise<Result> {
    const notice = await this.#own(current, input.id);
    const printed = (await this.rows.printed([input.id])).get(input.id) ?? [];
    const known: LotRow[] = await this.lots.byPrinted(printed);
    const unique = [...new Map(known.map((lot) => [lot.key, lot])).values()];
    // A regulator's key opens every lot; others recall what they registered, and each attester of the same print adds its own key.
    const own = readsAllTrade(current) ? unique : unique.filter(({ registered_by: by }) => by === current.organisation.id);
    const [first = [], ...rest] = inParts(own, LOTS_PER_COMMAND);
    const result = await this.commander.run(current, 'issueRecall', input, () => Promise.resolve(this.#issue(current, notice, first, printed)));
    if ('code' in result) {
      // An id that was used elsewhere says nothing of this draft, which another may be confirming.
      if (result.code !== 'COMMAND_ID_REUSED') await this.notices.notIssued(input.id);
      return result;
    }
    await this.notices.issued(input.id);
    const attested = inParts(unique.filter((lot) => !own.includes(lot)), 1);
    for (const [i, lots] of [...rest, ...attested].entries()) await this.#join(current, { notice, lots, commandId: derivedCommandId(input.commandId, i + 1) });
    return result;
  }

  /** Records what a holder counted: the counts stay here, their hash goes on the ledger. */
  async acknowledge(current: Current, input: AcknowledgeRecallInput): Promise<Result> {
    const salt = this.salts.draw();
    const counts: Json = { dispensed: input.dispensed, found: input.found, notFound: input.notFound, recall: input.id };
    const result = await this.commander.run(current, 'acknowledgeRecall', input, async (actor) => {
      const notice = await this.rows.one(input.id);
      if (notice?.state !== 'issued') throw failure('NOT_FOUND', 'There is no such recall in force.');
      return {
        type: 'acknowledgeRecall',
        body: { recall: input.id, counts: documentHash(salt, counts) },
        documents: [],
        keyOf: (epc) => epc,
        made: input.id,
        names: new Map(),
        store: (client) => this.notices.acknowledge(client, { recall: input.id, organisation: actor.organisationId, found: input.found, notFound: input.notFound, dispensed: input.dispensed, note: input.note ?? null, salt }),
      } satisfies Handoff<'acknowledgeRecall'>;
    });
    if ('code' in result) await this.notices.notAcknowledged(input.id, current.organisation.id, salt);
    return result;
  }

  #issue(current: Current, notice: RecallRow, lots: readonly LotRow[], printed: readonly { gtin: string; lot: string }[]): Handoff {
    if (notice.state !== 'draft') throw failure('CONFLICT', `This recall is ${notice.state} already.`);
    if (notice.proposed_by === current.user.id) throw failure('FORBIDDEN', 'You proposed this recall: a second person of your organisation must confirm it.');
    if (lots.length === 0) throw failure('NOT_FOUND', 'None of these lots is yours to recall any more.');
    const handoff = planIssue(notice, lots, { documents: [noticeDocument(notice, printed, this.clock.now())], joins: false });
    return { ...handoff, store: (client) => this.notices.confirming(client, notice.id, current.user.id) };
  }

  /** Adds keys to a recall, each in the name of who registered the lot (the regulator in its own). One that cannot join stops no other: see RecallJoiner. */
  async #join(current: Current, { commandId, lots, notice }: { notice: RecallRow; lots: readonly LotRow[]; commandId: string }): Promise<void> {
    const organisationId = readsAllTrade(current) ? current.organisation.id : (lots[0] as LotRow).registered_by;
    const keys = lots.map(({ key }) => key);
    const recorded = await this.handoffs.record(
      { organisationId, userId: null, siteGln: null },
      { commandId, type: 'issueRecall', request: { recall: notice.id, keys }, prepare: () => Promise.resolve(planIssue(notice, lots, { documents: [], joins: true })) },
    );
    if (recorded.kind === 'refusal') this.logger.error({ recall: notice.id, party: organisationId, lots: keys, refusal: recorded.refusal.code }, 'a lot could not join its recall');
  }

  async #own(current: Current, id: string): Promise<RecallRow> {
    const notice = await this.rows.one(id);
    if (!notice || notice.organisation_id !== current.organisation.id) throw failure('NOT_FOUND', 'You have no such recall.');
    return notice;
  }
}
