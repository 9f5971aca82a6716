import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CaseForms } from '../../cases/case-forms.ts';
import { CaseNotices } from '../../cases/case-notices.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { pageSize } from '../../platform/page-size.ts';
import { CaseBook } from './case-book.ts';
import { ReportTypeEnum } from './models/case-enums.ts';
import { CaseNotice } from './models/case-notice.model.ts';
import { CasePage } from './models/case-page.model.ts';
import { Form3911 } from './models/form-3911.model.ts';
import { NoticePage } from './models/notice-page.model.ts';
import { PartnerToTell } from './models/partner-to-tell.model.ts';
import { SuspectCase } from './models/suspect-case.model.ts';

@Resolver(() => SuspectCase)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaseResolver {
  constructor(
    private readonly book: CaseBook,
    private readonly notices: CaseNotices,
    private readonly forms: CaseForms,
  ) {}

  @Query(() => CasePage, { description: "The organisation's cases of suspect product." })
  suspectCases(
    @Current() current: Current,
    @Args('over', { type: () => Boolean, defaultValue: false }) over: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<CasePage> {
    return this.book.page(current, { over, first: pageSize(first), after: after ?? null });
  }

  @Query(() => SuspectCase, { nullable: true })
  suspectCase(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<SuspectCase | null> {
    return this.book.one(current, id);
  }

  @Query(() => NoticePage, { description: 'What partners told the organisation of illegitimate product.' })
  caseNotices(@Current() current: Current, @Args('first', { type: () => Int, defaultValue: 50 }) first: number, @Args('after', { type: () => String, nullable: true }) after: string | null): Promise<NoticePage> {
    return this.book.received(current, { first: pageSize(first), after: after ?? null });
  }

  @Query(() => CaseNotice, { nullable: true })
  caseNotice(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<CaseNotice | null> {
    return this.book.notice(current, id);
  }

  @ResolveField(() => [PartnerToTell], { description: 'The immediate trading partners whom the trace finds now: who sold the product, and who may have received such product.' })
  async partnersToTell(@Current() current: Current, @Parent() { id }: SuspectCase): Promise<PartnerToTell[]> {
    const partners = (await this.notices.partnersOf(current, id)) ?? [];
    return partners.map(({ gln, id: partner, mayHave, name, soldToUs }) => ({ name, gln, isHere: partner !== null, soldToUs, mayHave }));
  }

  @ResolveField('notices', () => [CaseNotice], { description: 'What the partners were told, and what they answered.' })
  told(@Current() current: Current, @Parent() { id }: SuspectCase): Promise<CaseNotice[]> {
    return this.book.told(current, id);
  }

  @ResolveField(() => Form3911, { nullable: true })
  async form3911(@Current() current: Current, @Parent() { id }: SuspectCase, @Args('type', { type: () => ReportTypeEnum }) type: ReportTypeEnum): Promise<Form3911 | null> {
    const form = await this.forms.dataSet(current, id, type);
    return form ? { ...form, items: [...form.items], missing: [...form.missing] } : null;
  }
}
