import { Field, Float, ObjectType } from '@nestjs/graphql';
import { Address } from './address.model.ts';

@ObjectType()
export class Site {
  @Field(() => String)
  gln!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Address, { nullable: true })
  address?: Address | null;

  @Field(() => String)
  timeZone!: string;

  @Field(() => Float, { nullable: true, description: 'Degrees north.' })
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east.' })
  longitude?: number | null;
}
