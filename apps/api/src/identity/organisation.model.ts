import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Address } from './address.model.ts';
import { Site } from './site.model.ts';
import { TradingPartnerKind } from './trading-partner-kind.ts';

@ObjectType()
export class Organisation {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  gln!: string;

  @Field(() => [TradingPartnerKind])
  kinds!: TradingPartnerKind[];

  @Field(() => String)
  status!: string;

  @Field(() => [Site])
  sites!: Site[];

  @Field(() => Address, { nullable: true })
  address?: Address | null;
}
