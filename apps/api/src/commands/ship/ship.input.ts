import { Field, InputType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsOptional, Matches, MaxLength } from 'class-validator';
import { CommandInput, UNIT_TEXT_MAX, UNITS_MAX } from '../command.input.ts';
import type { Exemption } from '../../handoffs/statements/exemptions.ts';
import { ExemptionEnum } from '../../handoffs/statements/exemption.enum.ts';
import { PurposeEnum } from './purpose.enum.ts';

@InputType()
export class ShipInput extends CommandInput {
  @Field(() => String, { description: 'GLN of the receiving organisation or of one of its sites.' })
  @Matches(/^\d{13}$/)
  toGln!: string;

  @Field(() => [String], { description: 'Barcode text, Digital Link or EPC URN of each outermost unit.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(UNITS_MAX)
  @MaxLength(UNIT_TEXT_MAX, { each: true })
  units!: string[];

  @Field(() => PurposeEnum, { defaultValue: PurposeEnum.SALE })
  purpose: PurposeEnum = PurposeEnum.SALE;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60)
  purchaseOrder?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60)
  despatchAdvice?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Custody moves, title stays: goods go to a 3PL.' })
  custodyOnly: boolean = false;

  @Field(() => ExemptionEnum, { nullable: true, description: 'Of a sale: why no statement is due.' })
  @IsOptional()
  exemption?: Exemption | null;

  @Field(() => String, { nullable: true, description: 'Of a drop shipment: GLN of the wholesaler that sells the goods and never handles them.' })
  @IsOptional()
  @Matches(/^\d{13}$/)
  dropShipmentFor?: string | null;
}
