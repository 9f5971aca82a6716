import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';
import { Completeness } from '../../commands/receive/completeness.enum.ts';
import { BlockNumber } from '../../platform/block-number.scalar.ts';
import { Named } from './named.model.ts';
import { PedigreePlace } from './pedigree-place.model.ts';

/** One step of a pedigree, as far as the asker may see it. */
@ObjectType()
export class PedigreeStep {
  @Field(() => String)
  bizStep!: string;

  @Field(() => GraphQLISODateTime)
  eventTime!: Date;

  @Field(() => String, { nullable: true })
  eventTimeZoneOffset!: string | null;

  @Field(() => PedigreePlace, { nullable: true })
  place!: PedigreePlace | null;

  @Field(() => Named, { nullable: true })
  organisation!: Named | null;

  @Field(() => Named, { nullable: true })
  counterpart!: Named | null;

  @Field(() => Boolean)
  stated!: boolean;

  @Field(() => Boolean)
  historical!: boolean;

  @Field(() => Boolean)
  carried!: boolean;

  @Field(() => String, { nullable: true, description: 'The container that it lay in, as its label reads.' })
  container!: string | null;

  @Field(() => Completeness, { nullable: true, description: 'Of a receipt: whether the package was scanned then, or taken to be in its closed container.' })
  completeness!: Completeness | null;

  @Field(() => ID, { nullable: true })
  txId!: string | null;

  @Field(() => BlockNumber, { nullable: true })
  blockNumber!: number | null;
}
