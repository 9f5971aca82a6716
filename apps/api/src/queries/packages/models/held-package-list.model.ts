import { Field, Int, ObjectType } from '@nestjs/graphql';
import { HeldPackage } from './held-package.model.ts';

/** Some rows of a list of packages, and how long it is. */
@ObjectType()
export class HeldPackageList {
  @Field(() => [HeldPackage])
  items!: HeldPackage[];

  @Field(() => Int)
  total!: number;
}
