import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { ExemptionEnum } from '../../../handoffs/statements/exemption.enum.ts';
import type { Exemption } from '../../../handoffs/statements/exemptions.ts';
import { PurposeEnum } from '../../../commands/ship/purpose.enum.ts';
import { ShipmentState } from './shipment-state.enum.ts';
import { ShipmentUnit } from './shipment-unit.model.ts';
import { TransactionStatement } from './transaction-statement.model.ts';

/** Goods on their way from one trading partner to another, or arrived. */
@ObjectType()
export class Shipment {
  @Field(() => ID)
  id!: string;

  @Field(() => ShipmentState)
  state!: ShipmentState;

  @Field(() => PurposeEnum)
  purpose!: PurposeEnum;

  @Field(() => String)
  from!: string;

  @Field(() => String, { nullable: true })
  fromGln!: string | null;

  @Field(() => String)
  to!: string;

  @Field(() => String, { nullable: true })
  toGln!: string | null;

  @Field(() => GraphQLISODateTime)
  shippedAt!: Date;

  @Field(() => Boolean)
  stated!: boolean;

  @Field(() => Boolean)
  dataArrived!: boolean;

  @Field(() => Int)
  open!: number;

  @Field(() => Int)
  packageCount!: number;

  @Field(() => String, { nullable: true })
  purchaseOrder!: string | null;

  @Field(() => String, { nullable: true })
  despatchAdvice!: string | null;

  @Field(() => ExemptionEnum, { nullable: true, description: 'Why no transaction statement is due, where none is.' })
  exemption!: Exemption | null;

  @Field(() => String, { nullable: true, description: 'Of a drop shipment: GLN of the wholesaler that sells the goods and never handles them.' })
  dropShipmentFor!: string | null;

  @Field(() => [ID], { description: 'Of a return: the shipments that the goods came by.' })
  returns!: string[];

  @Field(() => [ShipmentUnit])
  units!: ShipmentUnit[];

  @Field(() => TransactionStatement, { nullable: true })
  statement!: TransactionStatement | null;
}
