import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import type { Current } from '../identity/current.ts';
import { putExceptionPost } from '../exchange/put-exception-post.ts';
import { Sites } from '../identity/sites.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import type { ExceptionItem, ExceptionMessage, WholeCase } from './exception-case.ts';
import type { ResolutionAsked } from './exception-kinds.ts';
import { ExceptionRows } from './exception-rows.ts';
import { dueOf } from './exceptions.ts';
import { ShipmentPartners } from '../read-model/shipment-partners.ts';
import { type ContactInformation, itemsOfReport, type PdgReport, pdgReport, ReportSchema } from './pdg-report.ts';
import { type PdgResponse, pdgResponse, ResponseSchema } from './pdg-response.ts';

export interface ItemAnswer {
  readonly itemUuid: string;
  readonly answer: 'Accept' | 'Reject';
  readonly comment: string | null;
  readonly alternative: ResolutionAsked | null;
}

/**
 * What two partners tell each other of a case: reports, answers, and that it is settled. A partner of this node is told by the same messages as one
 * elsewhere, whose node is sent them where it is connected; others get them as files.
 */
@Injectable()
export class Correspondence {
  constructor(
    private readonly rows: ExceptionRows,
    private readonly partners: ShipmentPartners,
    private readonly database: Database,
    private readonly sites: Sites,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Tells the partner. Refuses (CONFLICT) a case that came from the partner, and one that is settled. */
  report(current: Current, id: string): Promise<void> {
    return this.#onCase(current, id, async (client, found) => {
      if (!found.raisedHere) throw failure('CONFLICT', 'Your partner reported this case: answer it.');
      if (found.state === 'resolved') throw failure('CONFLICT', 'This case is settled already.');
      const at = this.clock.now();
      await this.#sendReport(client, current, { at, found, resolved: false });
      await this.rows.move(client, id, { state: found.state === 'answered' ? 'answered' : 'reported', reportedAt: at, dueAt: dueOf(found.items, at, await this.sites.timeZone(current.organisation.id, current.site?.gln ?? null)) });
    });
  }

  /** Tells a partner whose node is connected of what a receipt found, without being asked to. A receipt that is repeated tells nothing twice. */
  async tellOfReceipt(current: Current, commandId: string): Promise<void> {
    const found = await this.rows.openOfCommand(current.organisation.id, commandId);
    const road = found?.partnerId && (await this.rows.roads(current.organisation.id, [found.partnerId])).get(found.partnerId);
    if (found && road === 'connected') await this.report(current, found.id);
  }

  /** Answers a partner's report, item by item. Refuses (CONFLICT) a case of one's own, and items that it does not have (BAD_INPUT). */
  answer(current: Current, id: string, { answers, note }: { answers: readonly ItemAnswer[]; note: string | null }): Promise<void> {
    return this.#onCase(current, id, async (client, found) => {
      if (found.raisedHere) throw failure('CONFLICT', 'You reported this case yourself: your partner answers it.');
      if (found.state === 'resolved') throw failure('CONFLICT', 'This case is settled already.');
      const items = answered(found.items, answers);
      await this.rows.setItems(client, id, items);
      const at = this.clock.now();
      const body = pdgResponse({ ...found, items }, { at: at.getTime(), messageUuid: randomUUID(), note, sender: contactOf(current) });
      await this.rows.addMessage(client, id, { messageUuid: body.message_uuid, direction: 'out', kind: 'response', at, body });
      await this.rows.move(client, id, { state: 'answered', answeredAt: at });
      await this.#tell(client, found, { at, messageUuid: body.message_uuid }, (partner) => this.#takeResponse(client, partner, { at, response: body }));
    });
  }

  /** Settles a case, and tells the partner so where it knows of it. */
  resolve(current: Current, id: string, resolution: string): Promise<void> {
    return this.#onCase(current, id, async (client, found) => {
      if (found.state === 'resolved') throw failure('CONFLICT', 'This case is settled already.');
      if (!found.raisedHere) throw failure('CONFLICT', 'Whoever reported a case settles it: answer it, and your partner will.');
      const at = this.clock.now();
      if (found.reportedAt !== null) await this.#sendReport(client, current, { at, found, resolved: true });
      await this.rows.move(client, id, { state: 'resolved', resolvedAt: at, resolvedBy: current.user.id, resolution });
    });
  }

  /**
   * Takes in a message that a partner sent as text: a report, or an answer to one of ours. Gives the case. Refuses what is neither, naming the
   * place, and (FORBIDDEN) what does not come `from` the GLN that it says, where a partner's own system sends it.
   */
  async take(organisationId: string, text: string, { from }: { from?: string } = {}): Promise<string> {
    const value = parsed(text);
    const at = this.clock.now();
    const isResponse = typeof value === 'object' && value !== null && 'response_items' in value;
    const message = isResponse ? read(ResponseSchema, value) : read(ReportSchema, value);
    if (from !== undefined && message.sender_information.gln !== from) throw failure('FORBIDDEN', `/sender_information/gln: your token is for ${from}.`);
    return this.database.transaction((client) =>
      'response_items' in message ? this.#takeResponse(client, organisationId, { at, response: message }) : this.#takeReport(client, organisationId, { at, report: message }),
    );
  }

  async #onCase(current: Current, id: string, work: (client: Queryable, found: WholeCase) => Promise<void>): Promise<void> {
    await this.database.transaction(async (client) => {
      const found = await this.rows.one(current.organisation.id, id, client, { lock: true });
      if (!found) throw failure('NOT_FOUND', 'You have no such case.');
      await work(client, found);
    });
  }

  async #sendReport(client: Queryable, current: Current, { at, found, resolved }: { found: WholeCase; at: Date; resolved: boolean }): Promise<void> {
    const body = pdgReport(found, { at: at.getTime(), messageUuid: randomUUID(), resolved, sender: contactOf(current) });
    const message: ExceptionMessage = { messageUuid: body.message_uuid, direction: 'out', kind: 'report', at, body };
    await this.rows.addMessage(client, found.id, message);
    await this.#tell(client, found, message, (partner) => this.#takeReport(client, partner, { at, report: body }));
  }

  /** A partner of this node takes a message at once; to one elsewhere it goes by its node, where that is connected. */
  async #tell(client: Queryable, { id, organisationId, partnerId }: WholeCase, { at, messageUuid }: Pick<ExceptionMessage, 'at' | 'messageUuid'>, take: (partner: string) => Promise<unknown>): Promise<void> {
    if (partnerId === null) return;
    const road = (await this.rows.roads(organisationId, [partnerId], client)).get(partnerId);
    if (road === 'here') await take(partnerId);
    if (road === 'connected') await putExceptionPost(client, { messageUuid, caseId: id, from: organisationId, to: partnerId, at });
  }

  /** A report as the partner's case; of one that is known, the newest items and whether it is settled. A message that came before changes nothing. */
  async #takeReport(client: Queryable, organisationId: string, { at, report }: { at: Date; report: PdgReport }): Promise<string> {
    const known = await this.rows.byUuid(client, organisationId, report.exception_case_uuid);
    if (known?.raisedHere) throw failure('CONFLICT', 'This is your own report: send it to your partner.');
    const items = kept(itemsOfReport(report, (position) => derivedUuid(report.exception_case_uuid, position)), known?.items ?? []);
    if (items.length === 0 && !report.case_resolved) throw failure('BAD_INPUT', '/exceptions: the report names no exception.');
    const id = known?.id ?? (await this.#openReported(client, organisationId, { at, items, report }));
    const isNew = await this.rows.addMessage(client, id, { messageUuid: report.message_uuid, direction: 'in', kind: 'report', at, body: report });
    if (!isNew || !known) return id;
    if (items.length > 0) await this.rows.setItems(client, id, items);
    if (report.case_resolved) await this.rows.move(client, id, { state: 'resolved', resolvedAt: at, resolution: 'Settled by your partner.' });
    return id;
  }

  async #openReported(client: Queryable, organisationId: string, { at, items, report }: { at: Date; items: readonly ExceptionItem[]; report: PdgReport }): Promise<string> {
    const { email, gln } = report.sender_information;
    const partner = gln ? await this.partners.byGln(organisationId, gln) : { id: null, gln: null, name: email };
    const id = uuidv7();
    const state = report.case_resolved ? 'resolved' : 'open';
    const nothing = { captureJobId: null, fileId: null, openedBy: null, ownerId: null, reportedAt: at, answeredAt: null, resolvedAt: null, resolvedBy: null, resolution: null };
    await this.rows.insert(
      client,
      {
        ...nothing,
        id,
        caseUuid: report.exception_case_uuid,
        organisationId,
        raisedHere: false,
        partnerId: partner.id,
        partnerGln: partner.gln,
        partnerName: partner.name,
        partnerEmail: email,
        shipmentId: await this.#shipmentNamed(organisationId, report),
        purchaseOrder: report.po_number,
        note: '',
        state,
        openedAt: at,
        dueAt: items.length > 0 ? dueOf(items, at, await this.sites.timeZone(organisationId, null)) : at,
        items,
      },
      null,
    );
    return id;
  }

  /** A report that names one of the receiver's own shipments is tied to it. */
  async #shipmentNamed(organisationId: string, report: PdgReport): Promise<string | null> {
    const named = report.exceptions?.missing_product.map(({ file_id }) => file_id).find((file) => /^[0-9a-f]{32}$/.test(file));
    return named !== undefined && (await this.partners.ofShipment(organisationId, named)) ? named : null;
  }

  async #takeResponse(client: Queryable, organisationId: string, { at, response }: { at: Date; response: PdgResponse }): Promise<string> {
    const known = await this.rows.byUuid(client, organisationId, response.exception_case_uuid);
    if (!known?.raisedHere) throw failure('NOT_FOUND', `You have reported no case ${response.exception_case_uuid}.`);
    const isNew = await this.rows.addMessage(client, known.id, { messageUuid: response.message_uuid, direction: 'in', kind: 'response', at, body: response });
    if (!isNew || known.state === 'resolved') return known.id;
    const answers = response.response_items.map(({ alternative_resolution, comments, exception_item_uuid, resolution_response }) => ({
      itemUuid: exception_item_uuid,
      answer: resolution_response,
      comment: comments,
      alternative: alternative_resolution?.alternative_resolution ?? null,
    }));
    await this.rows.setItems(client, known.id, answered(known.items, answers));
    await this.rows.move(client, known.id, { state: 'answered', answeredAt: at });
    return known.id;
  }
}

const contactOf = ({ organisation, user }: Current): ContactInformation => ({ email: user.email, gln: organisation.gln, vp: null, phone: null });

function answered(items: readonly ExceptionItem[], answers: readonly ItemAnswer[]): ExceptionItem[] {
  const byItem = new Map(answers.map((answer) => [answer.itemUuid.toLowerCase(), answer]));
  const known = new Set(items.map(({ itemUuid }) => itemUuid));
  const unknown = [...byItem.keys()].find((itemUuid) => !known.has(itemUuid));
  if (unknown !== undefined) throw failure('BAD_INPUT', `/response_items: the case has no item ${unknown}.`);
  return items.map((item) => {
    const given = byItem.get(item.itemUuid);
    return given ? { ...item, answer: given.answer, answerComment: given.comment, alternative: given.alternative } : item;
  });
}

/** A later report of a case does not take back what was answered to its items. */
function kept(items: readonly ExceptionItem[], before: readonly ExceptionItem[]): ExceptionItem[] {
  const known = new Map(before.map((item) => [item.itemUuid, item]));
  return items.map((item) => {
    const { alternative = null, answer = null, answerComment = null } = known.get(item.itemUuid) ?? {};
    return { ...item, answer, answerComment, alternative };
  });
}

/** An id for what a report gives none to; the same each time that it comes. */
const derivedUuid = (caseUuid: string, position: number): string => `${caseUuid.slice(0, 24)}${(BigInt(`0x${caseUuid.slice(24)}`) ^ BigInt(position + 1)).toString(16).padStart(12, '0')}`;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw failure('BAD_INPUT', `This is not JSON: ${(error as Error).message}`);
  }
}

function read<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [first] = result.error.issues;
  throw failure('BAD_INPUT', `/${(first?.path ?? []).map(String).join('/')}: ${first?.message ?? 'not valid'}`);
}
