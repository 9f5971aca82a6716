import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { readsAllTrade } from '../../access/policy.ts';
import { Current } from '../../identity/current.ts';
import { ProductList } from '../../master-data/product-list.ts';
import { pageSize } from '../../platform/page-size.ts';
import { ProductPage } from './models/product-page.model.ts';
import { Product } from './models/product.model.ts';

@Resolver(() => Product)
export class ProductResolver {
  constructor(private readonly list: ProductList) {}

  @Query(() => ProductPage, { description: "The organisation's products, by name; a regulator sees all." })
  products(
    @Current() current: Current,
    @Args('search', { type: () => String, nullable: true }) search: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ProductPage> {
    const owner = readsAllTrade(current) ? null : current.organisation.id;
    return this.list.page({ owner, search: search || null, first: pageSize(first), after: after ?? null });
  }
}
