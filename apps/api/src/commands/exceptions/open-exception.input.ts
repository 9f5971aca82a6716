import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsDateString, IsEmail, IsIn, IsInt, IsOptional, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { RESOLUTIONS, type ResolutionAsked, SOURCES, type ObservationSource } from '../../exceptions/exception-kinds.ts';
import { ExceptionKindEnum } from '../../queries/exceptions/models/exception-enums.ts';
import { REASON_MAX } from '../command.input.ts';

const ITEMS_MAX = 1_000;
const COUNT_MAX = 10_000_000;

@InputType()
export class ExceptionItemInput {
  @Field(() => ExceptionKindEnum)
  kind!: ExceptionKindEnum;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^\d{8,14}$/)
  gtin?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 20)
  serial?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Matches(/^\d{18}$/)
  sscc?: string | null;

  @Field(() => String, { nullable: true, description: 'As printed.' })
  @IsOptional()
  @Length(1, 20)
  lot?: string | null;

  @Field(() => String, { nullable: true, description: 'As printed: YYYY-MM-DD.' })
  @IsOptional()
  @IsDateString({ strict: true })
  expiry?: string | null;

  @Field(() => String, { nullable: true, description: 'The GTIN that the data has.' })
  @IsOptional()
  @Matches(/^\d{8,14}$/)
  dataGtin?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 20)
  dataSerial?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 20)
  dataLot?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsDateString({ strict: true })
  dataExpiry?: string | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(COUNT_MAX)
  quantityOrdered?: number | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(COUNT_MAX)
  quantityReceived?: number | null;

  @Field(() => String, { nullable: true, description: 'The number that the data has wrong.' })
  @IsOptional()
  @Length(1, 60)
  invalid?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 60)
  proposed?: string | null;

  @Field(() => String, { nullable: true, description: SOURCES.join(', ') })
  @IsOptional()
  @IsIn(SOURCES)
  source?: ObservationSource | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON_MAX)
  note?: string | null;

  @Field(() => String, { nullable: true, description: RESOLUTIONS.join(', ') })
  @IsOptional()
  @IsIn(RESOLUTIONS)
  asks?: ResolutionAsked | null;
}

@InputType()
export class OpenExceptionInput {
  @Field(() => [ExceptionItemInput])
  @ArrayMinSize(1)
  @ArrayMaxSize(ITEMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => ExceptionItemInput)
  items!: ExceptionItemInput[];

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Matches(/^[0-9a-f]{32}$/)
  shipmentId?: string | null;

  @Field(() => ID, { nullable: true })
  @IsOptional()
  @Matches(/^[0-9a-f-]{36}$/)
  captureJobId?: string | null;

  @Field(() => String, { nullable: true, description: 'Whom to tell, where there is no shipment.' })
  @IsOptional()
  @Matches(/^\d{13}$/)
  partnerGln?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @IsEmail()
  @MaxLength(200)
  partnerEmail?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(60)
  purchaseOrder?: string | null;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @MaxLength(REASON_MAX)
  note?: string | null;
}
