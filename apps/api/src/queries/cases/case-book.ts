import { Inject, Injectable } from '@nestjs/common';
import { type CaseEntry as Entry, type CaseFile, dueAtOf, entriesOf, incidentNumberOf, leftCase, newest, stateOf } from '../../cases/case-file.ts';
import { CaseLots } from '../../cases/case-lots.ts';
import { CaseRows } from '../../cases/case-rows.ts';
import { actsIn } from '../../cases/case-states.ts';
import { type AnsweredNotice, NoticeRows } from '../../cases/notice-rows.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import type { Current } from '../../identity/current.ts';
import { Users } from '../../identity/users.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { failure } from '../../platform/failure.ts';
import { ArrivedLots } from '../../read-model/arrived-lots.ts';
import { fromCursor, toCursor } from '../../read-model/cursor.ts';
import type { LotRow } from '../../read-model/lot-rows.ts';
import { PackagesAtHand } from '../../read-model/packages-at-hand.ts';
import type { CaseActEnum, CaseQuestionEnum, CaseReasonEnum, CaseStateEnum, CaseUnitStandingEnum, CheckAnswerEnum, DispositionEnum, ReportTypeEnum } from './models/case-enums.ts';
import type { CaseEntry } from './models/case-entry.model.ts';
import type { CaseLot } from './models/case-lot.model.ts';
import type { CaseNotice } from './models/case-notice.model.ts';
import type { CasePage } from './models/case-page.model.ts';
import type { NoticePage } from './models/notice-page.model.ts';
import type { SuspectCase } from './models/suspect-case.model.ts';

const UNITS_SHOWN = 200;

/** Cases of suspect product, and notices of partners, as their organisation sees them. */
@Injectable()
export class CaseBook {
  constructor(
    private readonly rows: CaseRows,
    private readonly notices: NoticeRows,
    private readonly lots: CaseLots,
    private readonly atHand: PackagesAtHand,
    private readonly arrived: ArrivedLots,
    private readonly users: Users,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(current: Current, { after, first, over }: { over: boolean; first: number; after: string | null }): Promise<CasePage> {
    const { id: organisationId } = current.organisation;
    const [key] = fromCursor(after, 1);
    const [cases, counts, waiting] = await Promise.all([
      this.rows.page({ organisationId, over, first: first + 1, after: key === null ? null : String(key) }),
      this.rows.counts(organisationId, this.clock.now()),
      this.notices.waiting(organisationId),
    ]);
    const shown = cases.slice(0, first);
    const last = shown.at(-1);
    const names = await this.#names(current);
    const lots = await this.#lots(shown);
    return { items: shown.map((file) => this.#shown(current, file, names, lots)), next: cases.length > first && last ? toCursor([last.key]) : null, ...counts, waiting };
  }

  async one(current: Current, id: string): Promise<SuspectCase | null> {
    const file = await this.rows.one(current.organisation.id, id);
    return file ? this.#shown(current, file, await this.#names(current), await this.#lots([file])) : null;
  }

  /** What the partners of one's own case were told, and what they answered. */
  async told({ organisation }: Current, id: string): Promise<CaseNotice[]> {
    const file = await this.rows.one(organisation.id, id);
    return file ? (await this.notices.sent(id)).map((notice) => ({ ...shownNotice(notice), partnerName: notice.partnerName, partnerGln: notice.partnerGln, caseId: null, lots: [], atHand: 0, arrivedSince: 0 })) : [];
  }

  async received(current: Current, { after, first }: { first: number; after: string | null }): Promise<NoticePage> {
    const { id: organisationId } = current.organisation;
    const [from] = fromCursor(after, 1);
    const offset = from === null ? 0 : Number(from);
    if (!Number.isSafeInteger(offset) || offset < 0) throw failure('BAD_INPUT', 'after must be what the page before gave as next.');
    const [notices, waiting] = await Promise.all([this.notices.received(organisationId, { first: first + 1, after: offset }), this.notices.waiting(organisationId)]);
    return {
      items: await Promise.all(notices.slice(0, first).map((notice) => this.#received(organisationId, notice))),
      next: notices.length > first ? toCursor([offset + first]) : null,
      waiting,
    };
  }

  async notice(current: Current, id: string): Promise<CaseNotice | null> {
    const notice = await this.notices.one(current.organisation.id, id);
    return notice ? this.#received(current.organisation.id, notice) : null;
  }

  async #received(organisationId: string, notice: AnsweredNotice): Promise<CaseNotice> {
    const lots = await this.notices.lots(notice.caseId);
    const recorded = await this.lots.recorded(lots);
    const atHand = await this.atHand.count(organisationId, recorded.map((row) => row.key));
    const keys = recorded.map(({ key }) => key);
    const looking = notice.kind === 'notification' && notice.answer !== null && !(await this.notices.isTerminated(notice));
    const arrivedSince = looking && notice.answer ? await this.arrived.since(organisationId, keys, notice.answer.at) : 0;
    const lotId = ({ gtin, number }: { gtin: string; number: string }) => (atHand === 0 ? null : (recorded.find((row) => row.gtin === gtin && row.number === number)?.key ?? null));
    return {
      ...shownNotice(notice),
      partnerName: notice.senderName,
      partnerGln: notice.senderGln,
      caseId: notice.answer?.ownCaseId ?? null,
      lots: lots.map((lot) => ({ ...lot, lotId: lotId(lot) })),
      atHand,
      arrivedSince,
    };
  }

  async #names({ organisation }: Current): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.users.of(organisation.id)).map(({ id, name }) => [id, name]));
  }

  async #lots(files: readonly CaseFile[]): Promise<ReadonlyMap<string, LotRow>> {
    const rows = await this.lots.recorded(files.flatMap(({ lots }) => lots));
    return new Map(rows.map((row) => [`${row.gtin} ${row.number}`, row]));
  }

  #shown({ user }: Current, file: CaseFile, names: ReadonlyMap<string, string>, lots: ReadonlyMap<string, LotRow>): SuspectCase {
    const { entries, id, noticeId, openedAt, openedBy, reason, reasonKind, timeZone, units } = file;
    const [state, dueAt] = [stateOf(file), dueAtOf(file)];
    const initial = entriesOf(file, 'submitted').find(({ body }) => body.type === 'INITIAL');
    const nameOf = (userId: string) => names.get(userId) ?? 'A former colleague';
    return {
      ...{ id, noticeId, openedAt, reason, timeZone, dueAt },
      state: state.toUpperCase() as CaseStateEnum,
      kind: reasonKind as CaseReasonEnum,
      openedBy: nameOf(openedBy),
      openedByMe: openedBy === user.id,
      late: dueAt !== null && dueAt < this.clock.now(),
      determinedAt: newest(file, 'found_illegitimate')?.at ?? null,
      fdaNotifiedAt: initial ? new Date(initial.body.submittedAt) : null,
      partnersToldAt: entriesOf(file, 'partners_told')[0]?.at ?? null,
      incidentNumber: incidentNumberOf(file),
      acts: actsIn(state).map((act) => act.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() as CaseActEnum),
      unitCount: units.length,
      units: units.slice(0, UNITS_SHOWN).map(({ expiry, link, lot, ref }) => ({ name: readable(link), lot, expiry, onRecord: ref !== null, standing: (leftCase(file, link)?.toUpperCase() ?? 'IN_CASE') as CaseUnitStandingEnum })),
      lots: file.lots.map((lot) => shownLot(file, lot, lots.get(`${lot.gtin} ${lot.number}`))),
      entries: entries.map((entry) => shownEntry(entry, nameOf(entry.byUser))),
    };
  }
}

function shownLot(file: CaseFile, { gtin, number }: { gtin: string; number: string }, row: LotRow | undefined): CaseLot {
  const drawn = entriesOf(file, 'sample_drawn').find(({ body }) => body.gtin === gtin && body.number === number);
  const ticked = new Map(entriesOf(file, 'sample_checked').map(({ body }) => [body.link, body]));
  return {
    gtin,
    number,
    product: row?.product ?? null,
    expiry: row?.expires_on ?? null,
    atHand: drawn?.body.atHand ?? null,
    sample: (drawn?.body.links ?? []).map((link) => ({ name: readable(link), matches: ticked.get(link)?.matches ?? null, differences: [...(ticked.get(link)?.differences ?? [])] })),
  };
}

const NOTHING = { text: null, question: null, answer: null, about: null, matches: null, photoId: null, report: null, submittedAt: null, disposition: null, partners: [], units: [], otherCaseId: null } as const;

function shownEntry(entry: Entry, by: string): CaseEntry {
  const common = { ...NOTHING, partners: [], units: [], id: entry.id, kind: entry.kind, state: entry.state.toUpperCase() as CaseStateEnum, at: entry.at, by };
  switch (entry.kind) {
    case 'opened':
      return { ...common, text: entry.body.reason, otherCaseId: entry.body.from ?? null };
    case 'part_cleared':
      return { ...common, text: entry.body.reason, units: entry.body.links.map(readable) };
    case 'part_moved':
      return { ...common, units: entry.body.links.map(readable), otherCaseId: entry.body.to };
    case 'cleared':
    case 'found_illegitimate':
      return { ...common, text: entry.body.reason };
    case 'note':
      return { ...common, text: entry.body.text };
    case 'photo':
      return { ...common, text: entry.body.caption, photoId: entry.body.photoId };
    case 'check':
      return { ...common, text: entry.body.note, question: entry.body.question as CaseQuestionEnum, answer: entry.body.answer as CheckAnswerEnum };
    case 'sample_drawn':
      return { ...common, about: `(01)${entry.body.gtin}(10)${entry.body.number}`, text: `${entry.body.links.length}/${entry.body.atHand}` };
    case 'sample_checked':
      return { ...common, about: readable(entry.body.link), matches: entry.body.matches, text: [...entry.body.differences, entry.body.note].filter(Boolean).join('. ') };
    case 'partners_told':
      return { ...common, partners: entry.body.partners.map(({ name }) => name) };
    case 'form':
      return common;
    case 'submitted':
      return { ...common, report: entry.body.type as ReportTypeEnum, submittedAt: new Date(entry.body.submittedAt), text: entry.body.how };
    case 'numbered':
      return { ...common, text: entry.body.incidentNumber };
    case 'disposed':
      return { ...common, disposition: entry.body.how as DispositionEnum, text: entry.body.note };
    case 'terminated':
      return { ...common, text: entry.body.note };
  }
}

const shownNotice = ({ answer, at, id, kind, mayHave, partnerId, soldToUs, subject, text }: AnsweredNotice) => ({
  ...{ id, at, soldToUs, mayHave },
  isNotification: kind === 'notification',
  partnerIsHere: partnerId !== null,
  message: { subject, text },
  found: answer?.found ?? null,
  answeredAt: answer?.at ?? null,
  answerNote: answer?.note ?? null,
});
