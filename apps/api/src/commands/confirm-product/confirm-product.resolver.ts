import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { ProductList } from '../../master-data/product-list.ts';
import { Products } from '../../master-data/products.ts';
import { failure } from '../../platform/failure.ts';
import { Product } from '../../queries/products/models/product.model.ts';

@Resolver()
export class ConfirmProductResolver {
  constructor(
    private readonly products: Products,
    private readonly list: ProductList,
  ) {}

  @Roles(UserRole.MANUFACTURER, UserRole.DISTRIBUTOR, UserRole.PHARMACIST)
  @Mutation(() => Product, { description: 'Confirms a product that came as a draft out of a file.' })
  async confirmProduct(@Current() { organisation }: Current, @Args('id', { type: () => ID }) id: string): Promise<Product> {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw failure('NOT_FOUND', 'You have no such product.');
    await this.products.confirm(organisation.id, id);
    return (await this.list.byIds([id])).get(id) as Product;
  }
}
