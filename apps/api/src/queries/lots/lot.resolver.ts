import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { pageSize } from '../../platform/page-size.ts';
import { LotBook } from './lot-book.ts';
import { LabelPage } from './models/label-page.model.ts';
import { LotPage } from './models/lot-page.model.ts';
import { Lot } from './models/lot.model.ts';

@Resolver(() => Lot)
export class LotResolver {
  constructor(private readonly book: LotBook) {}

  @Query(() => LotPage, { description: 'Lots that the organisation registered or holds, newest first; a regulator sees all.' })
  lots(
    @Current() current: Current,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<LotPage> {
    return this.book.page(current, { search: search || null, first: pageSize(first), after: after ?? null });
  }

  @Query(() => Lot, { nullable: true })
  lot(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<Lot | null> {
    return this.book.one(current, id);
  }

  @Query(() => LabelPage, { description: 'Serials and containers of a lot for labels, paged.' })
  labels(
    @Current() current: Current,
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('first', { type: () => Int, defaultValue: 48 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<LabelPage> {
    return this.book.labels(current, lotId, { first: pageSize(first), after: after ?? null });
  }
}
