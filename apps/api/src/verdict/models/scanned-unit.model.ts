import { Field, ObjectType } from '@nestjs/graphql';

/** What was scanned: PACKAGE, CONTAINER or UNKNOWN. */
@ObjectType()
export class ScannedUnit {
  @Field(() => String)
  kind!: string;

  @Field(() => String)
  epc!: string;
}
