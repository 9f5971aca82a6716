import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { LotRefInput } from '../../commands/recall/lot-ref.input.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { pageSize } from '../../platform/page-size.ts';
import { Acknowledgement } from './models/acknowledgement.model.ts';
import { AffectedStock } from './models/affected-stock.model.ts';
import { RecallHolder } from './models/recall-holder.model.ts';
import { RecallPreview } from './models/recall-preview.model.ts';
import { RecallTotals } from './models/recall-totals.model.ts';
import { Recall } from './models/recall.model.ts';
import { RecallBook, type ShownRecall } from './recall-book.ts';

@Resolver(() => Recall)
export class RecallResolver {
  constructor(private readonly book: RecallBook) {}

  @Query(() => [Recall], { description: 'Own recalls with their drafts, and those in force that touch what the organisation holds or held; a regulator sees all in force.' })
  recalls(@Current() current: Current, @Args('first', { type: () => Int, defaultValue: 50 }) first: number): Promise<ShownRecall[]> {
    return this.book.list(current, pageSize(first));
  }

  @Query(() => Recall, { nullable: true })
  recall(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<ShownRecall | null> {
    return this.book.one(current, id);
  }

  @Roles(UserRole.MANUFACTURER, UserRole.REGULATOR)
  @Query(() => RecallPreview, { description: 'What a recall of these lots would stop.' })
  recallPreview(@Current() current: Current, @Args('lots', { type: () => [LotRefInput] }) lots: LotRefInput[]): Promise<RecallPreview> {
    return this.book.preview(current, lots);
  }

  @ResolveField(() => [RecallHolder])
  holders(@Current() current: Current, @Parent() recall: ShownRecall): Promise<RecallHolder[]> {
    return this.book.holders(current, recall);
  }

  @ResolveField(() => [AffectedStock])
  affected(@Current() current: Current, @Parent() recall: ShownRecall): Promise<AffectedStock[]> {
    return this.book.affected(current, recall);
  }

  @ResolveField(() => Acknowledgement, { nullable: true })
  acknowledgement(@Current() current: Current, @Parent() recall: ShownRecall): Promise<Acknowledgement | null> {
    return this.book.acknowledgement(current, recall);
  }

  @ResolveField(() => RecallTotals)
  totals(@Current() current: Current, @Parent() recall: ShownRecall): Promise<RecallTotals> {
    return this.book.totals(current, recall);
  }
}
