import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ExceptionKindEnum, MendEnum } from './exception-enums.ts';

@ObjectType({ description: 'One thing that does not fit. Which of its fields say something depends on its kind.' })
export class ExceptionItem {
  @Field(() => ID)
  id!: string;

  @Field(() => ExceptionKindEnum)
  kind!: ExceptionKindEnum;

  @Field(() => String, { description: 'What it is about, as people read it.' })
  name!: string;

  @Field(() => String, { nullable: true })
  lot!: string | null;

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => String, { nullable: true, description: 'The lot that the data has.' })
  dataLot!: string | null;

  @Field(() => String, { nullable: true, description: 'The expiry that the data has.' })
  dataExpiry!: string | null;

  @Field(() => Int, { nullable: true })
  quantityOrdered!: number | null;

  @Field(() => Int, { nullable: true })
  quantityReceived!: number | null;

  @Field(() => String, { nullable: true })
  proposed!: string | null;

  @Field(() => String, { nullable: true })
  note!: string | null;

  @Field(() => String, { description: 'What is asked of the partner, in the words of the Partnership for DSCSA Governance.' })
  asks!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the partner does what is asked; null: no answer yet.' })
  accepted!: boolean | null;

  @Field(() => String, { nullable: true })
  answerComment!: string | null;

  @Field(() => String, { nullable: true, description: 'What the partner offers instead, in the same words.' })
  alternative!: string | null;

  @Field(() => [MendEnum], { description: 'How the asker, who sent the goods, can mend the record of it now.' })
  mends!: MendEnum[];

  @Field(() => Boolean, { description: 'It only counts: to mend it, the units that make the difference are scanned.' })
  needsUnits!: boolean;

  @Field(() => ID, { nullable: true, description: 'The correction shipment that mends it, once it is sent.' })
  correctionShipmentId!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether its correction is done; null: there is none.' })
  mended!: boolean | null;
}
