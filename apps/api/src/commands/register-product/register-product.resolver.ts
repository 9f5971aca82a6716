import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { ProductList } from '../../master-data/product-list.ts';
import { Products } from '../../master-data/products.ts';
import { Product } from '../../queries/products/models/product.model.ts';
import { RegisterProductInput } from './register-product.input.ts';

@Resolver()
export class RegisterProductResolver {
  constructor(
    private readonly products: Products,
    private readonly list: ProductList,
  ) {}

  @Roles(UserRole.MANUFACTURER)
  @Mutation(() => Product, { description: 'Registers a product with the GTINs of its levels.' })
  async registerProduct(@Current() { organisation }: Current, @Args('input') input: RegisterProductInput): Promise<Product> {
    const id = await this.products.register(organisation.id, {
      ...input,
      ndc: input.ndc ?? null,
      caseGtin: input.caseGtin ?? null,
      manufacturerName: input.manufacturerName ?? organisation.name,
    });
    return (await this.list.byIds([id])).get(id) as Product;
  }
}
