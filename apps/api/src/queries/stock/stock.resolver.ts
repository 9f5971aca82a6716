import { Args, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { StockLine } from './models/stock-line.model.ts';
import { StockBook } from './stock-book.ts';

@Resolver(() => StockLine)
export class StockResolver {
  constructor(private readonly book: StockBook) {}

  @Query(() => [StockLine], { description: 'What the organisation holds, by product and lot.' })
  stock(@Current() current: Current, @Args('search', { type: () => String, nullable: true }) search: string | null): Promise<StockLine[]> {
    return this.book.of(current, search ?? null);
  }
}
