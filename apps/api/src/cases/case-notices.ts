import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Current } from '../identity/current.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { type ImmediatePartner, ImmediatePartners } from '../read-model/immediate-partners.ts';
import { type CaseFile, incidentNumberOf, withoutLeft } from './case-file.ts';
import { CaseLots } from './case-lots.ts';
import { caseMessage, type NamedLot } from './case-message.ts';
import { CaseRows } from './case-rows.ts';
import { Cases } from './cases.ts';
import { type AnsweredNotice, type CaseNotice, NoticeRows } from './notice-rows.ts';

type Told = Omit<CaseNotice, 'caseId' | 'organisationId'>;

/** Tells the immediate trading partners, exactly those that the trace finds, and takes their answers. */
@Injectable()
export class CaseNotices {
  constructor(
    private readonly cases: Cases,
    private readonly rows: NoticeRows,
    private readonly caseRows: CaseRows,
    private readonly lots: CaseLots,
    private readonly partners: ImmediatePartners,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who would be told. Undefined for a case of others. */
  async partnersOf({ organisation }: Current, id: string): Promise<ImmediatePartner[] | undefined> {
    const file = await this.caseRows.one(organisation.id, id);
    return file && this.#trace(withoutLeft(file));
  }

  /** Tells those who have not been told before; where the trace finds nobody, that is what is recorded. */
  async tell(current: Current, id: string): Promise<void> {
    const partners = await this.partnersOf(current, id);
    if (!partners) throw failure('NOT_FOUND', 'You have no such case.');
    await this.cases.act(current, id, async (whole, client) => {
      const file = withoutLeft(whole);
      const told = new Set((await this.rows.sent(id, client)).map(partnerKey));
      const news = partners.filter((partner) => !told.has(partnerKey({ partnerId: partner.id, partnerGln: partner.gln, partnerName: partner.name })));
      if (told.size > 0 && news.length === 0) throw failure('CONFLICT', 'Everybody whom the trace finds has been told.');
      const lots = await this.#named(file);
      const notices = news.map(({ gln, id: partnerId, mayHave, name, soldToUs }) => this.#notice(current, file, lots, { kind: 'notification', partnerId, partnerGln: gln, partnerName: name, mayHave, soldToUs }));
      await this.#add(client, file, notices);
      return { act: 'tellPartners', kind: 'partners_told', body: { partners: news.map(({ gln, id: partnerId, name }) => ({ name, gln, here: partnerId !== null })) } };
    });
  }

  /** Records that FDA agreed to the termination, and tells the same partners so. */
  async terminate(current: Current, id: string, note: string): Promise<void> {
    await this.cases.act(current, id, async (whole, client) => {
      const file = withoutLeft(whole);
      const lots = await this.#named(file);
      const told = (await this.rows.sent(file.id, client)).filter(({ kind }) => kind === 'notification');
      await this.#add(client, file, told.map(({ mayHave, partnerGln, partnerId, partnerName, soldToUs }) => this.#notice(current, file, lots, { kind: 'termination', partnerId, partnerGln, partnerName, mayHave, soldToUs })));
      return { act: 'terminate', kind: 'terminated', body: { note } };
    });
  }

  /** A partner's answer that it found no such product. */
  async noneFound(current: Current, noticeId: string, note: string): Promise<void> {
    await this.database.transaction((client) => this.answer(client, current, noticeId, { found: false, note, ownCaseId: null, commandId: null }));
  }

  /** Answers a notice, in the transaction of `client`. Refuses one to others (NOT_FOUND), one that asks nothing and one that is answered (CONFLICT). */
  async answer(client: Queryable, { organisation, user }: Current, noticeId: string, { commandId, found, note, ownCaseId }: { found: boolean; note: string; ownCaseId: string | null; commandId: string | null }): Promise<void> {
    const notice = await this.rows.toOrganisation(client, organisation.id, noticeId);
    if (!notice) throw failure('NOT_FOUND', 'You were sent no such notice.');
    if (notice.kind !== 'notification') throw failure('CONFLICT', 'This notice asks for no answer.');
    const at = this.clock.now();
    if (!(await this.rows.answer(client, notice, { organisationId: organisation.id, userId: user.id, at, found, note, ownCaseId, commandId }))) throw failure('CONFLICT', 'You have answered this notice already.');
  }

  async #trace({ lots, organisationId, units }: CaseFile): Promise<ImmediatePartner[]> {
    return this.partners.of(organisationId, {
      refs: units.flatMap(({ ref }) => ref ?? []),
      lotKeys: await this.lots.keys(lots),
      anySeller: units.some(({ ref }) => ref === null),
    });
  }

  #add(client: Queryable, { id, organisationId }: CaseFile, notices: readonly Told[]): Promise<void> {
    return this.rows.add(client, notices.map((notice) => ({ ...notice, caseId: id, organisationId })));
  }

  #notice({ organisation, user }: Current, file: CaseFile, lots: readonly NamedLot[], to: Pick<Told, 'kind' | 'mayHave' | 'partnerGln' | 'partnerId' | 'partnerName' | 'soldToUs'>): Told {
    const message = caseMessage({
      kind: to.kind,
      caseId: file.id,
      partner: { name: to.partnerName, soldToUs: to.soldToUs, mayHave: to.mayHave },
      sender: { name: organisation.name, gln: organisation.gln, user: user.name, email: user.email },
      lots,
      units: file.units,
      incidentNumber: incidentNumberOf(file),
    });
    return { ...to, ...message, id: uuidv7(), at: this.clock.now() };
  }

  async #named({ lots }: CaseFile): Promise<NamedLot[]> {
    const recorded = new Map((await this.lots.recorded(lots)).map((row) => [`${row.gtin} ${row.number}`, row]));
    return lots.map(({ gtin, number }) => {
      const row = recorded.get(`${gtin} ${number}`);
      return { product: row?.product ?? '', ndc: row?.ndc ?? null, gtin, number, expires: row?.expires_on ?? null };
    });
  }
}

const partnerKey = ({ partnerGln, partnerId, partnerName }: Pick<AnsweredNotice, 'partnerGln' | 'partnerId' | 'partnerName'>): string => partnerId ?? partnerGln ?? partnerName;
