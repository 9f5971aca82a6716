import { Field, ObjectType } from '@nestjs/graphql';
import { ActionEnum } from '../models/action.enum.ts';
import { ScanPurposeEnum } from '../models/scan-purpose.enum.ts';
import { VerdictEnum } from '../models/verdict.enum.ts';
import type { Action } from '../rules.ts';

/** What a rule comes to for some purposes alike. */
@ObjectType()
export class VerdictRuleCase {
  @Field(() => [ScanPurposeEnum])
  purposes!: ScanPurposeEnum[];

  @Field(() => VerdictEnum)
  severity!: VerdictEnum;

  @Field(() => String)
  next!: string;

  @Field(() => [ActionEnum], { description: 'The likeliest first: offered are those that the record allows.' })
  actions!: Action[];

  @Field(() => [String], { description: 'The same in words.' })
  offers!: string[];
}

/** A rule by which scans are answered. */
@ObjectType()
export class VerdictRule {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  message!: string;

  @Field(() => [VerdictRuleCase])
  cases!: VerdictRuleCase[];
}
