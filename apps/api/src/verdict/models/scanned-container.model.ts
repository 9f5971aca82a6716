import { Field, Int, ObjectType } from '@nestjs/graphql';
import { ContainerLine } from './container-line.model.ts';

/** A scanned case, tote or pallet with what lies in it now. */
@ObjectType()
export class ScannedContainer {
  @Field(() => String, { nullable: true })
  sscc!: string | null;

  @Field(() => String, { nullable: true })
  gtin!: string | null;

  @Field(() => String, { nullable: true })
  serial!: string | null;

  @Field(() => String, { nullable: true })
  state!: string | null;

  @Field(() => [ContainerLine])
  contents!: ContainerLine[];

  @Field(() => Int)
  packageCount!: number;
}
