import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { identityOf } from '../../documents/unit-link.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { SpokenLanguage } from '../../identity/spoken-language.ts';
import { UserRole } from '../../identity/user-role.ts';
import { failure } from '../../platform/failure.ts';
import type { Language } from '../../platform/language.ts';
import { pageSize } from '../../platform/page-size.ts';
import { WORDINGS } from '../wording/tell.ts';
import { NoticeOutcomeEnum, NoticeRule, NoticeSideEnum } from './models/notice-enums.ts';
import { NoticePage } from './models/notice-page.model.ts';
import { Notice } from './models/notice.model.ts';
import { type NoticeRow, Notices } from './notices.ts';

const NOTE_MAX = 500;

@Resolver(() => Notice)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class NoticeResolver {
  constructor(private readonly told: Notices) {}

  @Query(() => NoticePage, { description: 'Codes that were seen in two hands, one of them yours: a call to look at the package, no finding about it.' })
  async notices(
    @Current() { organisation }: Current,
    @SpokenLanguage() language: Language,
    @Args('settled', { type: () => Boolean, defaultValue: false }) settled: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
  ): Promise<NoticePage> {
    const [rows, open] = await Promise.all([this.told.of(organisation.id, { settled, first: pageSize(first) }), this.told.countOpen(organisation.id)]);
    return { items: rows.map((row) => shown(row, language)), open };
  }

  @Mutation(() => Notice, { description: 'Says what was found on the package. The notice stays in the record.' })
  async settleNotice(
    @Current() { organisation, user }: Current,
    @SpokenLanguage() language: Language,
    @Args('id', { type: () => ID }) id: string,
    @Args('outcome', { type: () => NoticeOutcomeEnum }) outcome: NoticeOutcomeEnum,
    @Args('note', { type: () => String, nullable: true }) note?: string,
  ): Promise<Notice> {
    if (outcome === NoticeOutcomeEnum.EXPLAINED) throw failure('BAD_INPUT', 'What data explain is settled by the record itself.');
    const said = note?.trim() || null;
    if (said && said.length > NOTE_MAX) throw failure('BAD_INPUT', `A note has at most ${NOTE_MAX} characters.`);
    const settled = await this.told.settle(organisation.id, { id, outcome, note: said, userId: user.id });
    const row = await this.told.one(organisation.id, id);
    if (!row) throw failure('NOT_FOUND', 'You have no such notice.');
    if (!settled && row.outcome !== outcome) throw failure('CONFLICT', 'Somebody has settled this notice already.');
    return shown(row, language);
  }
}

function shown({ expiry, id, link, lot, note, noticedAt, outcome, rule, seenAt, settledAt, settledBy, side, siteName }: NoticeRow, language: Language): Notice {
  const { gtin, serial } = identityOf(link) ?? {};
  const { look, notices } = WORDINGS[language];
  return {
    ...{ expiry, id, lot, note, noticedAt, settledAt, settledBy, siteName },
    rule: NoticeRule[rule],
    side: NoticeSideEnum[side],
    outcome: outcome === null ? null : NoticeOutcomeEnum[outcome],
    epc: link,
    gtin: gtin ?? '',
    serial: serial ?? '',
    message: notices[rule][side],
    lookAt: [...look],
    // When another scanned is the other's affair.
    seenAt: side === 'SEEN_HERE' ? seenAt : null,
  };
}
