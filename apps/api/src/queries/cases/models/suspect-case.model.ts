import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CaseActEnum, CaseReasonEnum, CaseStateEnum } from './case-enums.ts';
import { CaseEntry } from './case-entry.model.ts';
import { CaseLot } from './case-lot.model.ts';
import { CaseUnit } from './case-unit.model.ts';

@ObjectType({ description: 'A case of suspect or illegitimate product. Only its organisation sees it.' })
export class SuspectCase {
  @Field(() => ID)
  id!: string;

  @Field(() => CaseStateEnum)
  state!: CaseStateEnum;

  @Field(() => CaseReasonEnum)
  kind!: CaseReasonEnum;

  @Field(() => String)
  reason!: string;

  @Field(() => Date)
  openedAt!: Date;

  @Field(() => String)
  openedBy!: string;

  @Field(() => Boolean, { description: 'Whether the asker opened it, and so may not clear it.' })
  openedByMe!: boolean;

  @Field(() => String, { description: 'Of the place whose clocks run.' })
  timeZone!: string;

  @Field(() => ID, { nullable: true, description: "The partner's notice that it followed." })
  noticeId!: string | null;

  @Field(() => Date, { nullable: true, description: 'When FDA and the partners must be notified; null while no clock runs.' })
  dueAt!: Date | null;

  @Field(() => Boolean)
  late!: boolean;

  @Field(() => Date, { nullable: true, description: 'When the product was found illegitimate.' })
  determinedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When FDA was notified first.' })
  fdaNotifiedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  partnersToldAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'The number that FDA gave.' })
  incidentNumber!: string | null;

  @Field(() => [CaseActEnum], { description: 'What can be done now.' })
  acts!: CaseActEnum[];

  @Field(() => Int)
  unitCount!: number;

  @Field(() => [CaseUnit], { description: 'The first 200.' })
  units!: CaseUnit[];

  @Field(() => [CaseLot])
  lots!: CaseLot[];

  @Field(() => [CaseEntry], { description: 'Everything that happened to it, oldest first.' })
  entries!: CaseEntry[];
}
