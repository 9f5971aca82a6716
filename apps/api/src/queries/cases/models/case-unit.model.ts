import { Field, ObjectType } from '@nestjs/graphql';
import { CaseUnitStandingEnum } from './case-enums.ts';

@ObjectType()
export class CaseUnit {
  @Field(() => String, { description: 'As people read it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'As printed.' })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => Boolean, { description: 'Whether the record has it with the organisation, so that the ledger holds it.' })
  onRecord!: boolean;

  @Field(() => CaseUnitStandingEnum)
  standing!: CaseUnitStandingEnum;
}
