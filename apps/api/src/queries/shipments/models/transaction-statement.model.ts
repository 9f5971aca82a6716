import { Field, ObjectType } from '@nestjs/graphql';
import { PartyBlock } from './party-block.model.ts';
import { TransactionInformation } from './transaction-information.model.ts';

/** What a seller states to a buyer (DSCSA section 581(26) and (27)). */
@ObjectType()
export class TransactionStatement {
  @Field(() => [TransactionInformation], { description: 'Transaction information, one line a product and lot.' })
  information!: TransactionInformation[];

  @Field(() => Boolean)
  affirmed!: boolean;

  @Field(() => String)
  legalNotice!: string;

  @Field(() => String)
  transactionDate!: string;

  @Field(() => String, { nullable: true })
  shipmentDate!: string | null;

  @Field(() => PartyBlock)
  seller!: PartyBlock;

  @Field(() => PartyBlock)
  buyer!: PartyBlock;

  @Field(() => String)
  downloadUrl!: string;
}
