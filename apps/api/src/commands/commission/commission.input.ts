import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayMinSize, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { CommandInput } from '../command.input.ts';

export const SERIALS_MAX = 100_000;

@InputType()
export class CommissionInput extends CommandInput {
  @Field(() => ID)
  @Matches(/^[0-9a-f]{64}$/)
  lotId!: string;

  @Field(() => [String], { nullable: true, description: 'The serials; left out: `generate` of them are drawn at random.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(SERIALS_MAX)
  @Matches(/^[!"%-?A-Z_a-z]{1,20}$/, { each: true, message: 'each serial must be 1 to 20 characters of the GS1 set 82' })
  serials?: string[] | null;

  @Field(() => Int, { nullable: true })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(SERIALS_MAX)
  generate?: number | null;

  @Field(() => Int, { nullable: true, description: 'Packs so many packages into each case.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5_000)
  packagesPerCase?: number | null;

  @Field(() => Int, { nullable: true, description: 'Packs so many cases onto each pallet.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(500)
  casesPerPallet?: number | null;
}
