import { Field, ID, ObjectType } from '@nestjs/graphql';
import { CaseQuestionEnum, CaseStateEnum, CheckAnswerEnum, DispositionEnum, ReportTypeEnum } from './case-enums.ts';

@ObjectType({ description: 'One thing that happened to a case. Which of its fields say something depends on its kind.' })
export class CaseEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  kind!: string;

  @Field(() => CaseStateEnum, { description: 'Where the case stands since.' })
  state!: CaseStateEnum;

  @Field(() => Date)
  at!: Date;

  @Field(() => String)
  by!: string;

  @Field(() => String, { nullable: true })
  text!: string | null;

  @Field(() => CaseQuestionEnum, { nullable: true })
  question!: CaseQuestionEnum | null;

  @Field(() => CheckAnswerEnum, { nullable: true })
  answer!: CheckAnswerEnum | null;

  @Field(() => String, { nullable: true, description: 'The unit or the lot that it is about.' })
  about!: string | null;

  @Field(() => Boolean, { nullable: true })
  matches!: boolean | null;

  @Field(() => ID, { nullable: true, description: 'The picture: /cases/{case}/photos/{photoId}.' })
  photoId!: string | null;

  @Field(() => ReportTypeEnum, { nullable: true })
  report!: ReportTypeEnum | null;

  @Field(() => Date, { nullable: true })
  submittedAt!: Date | null;

  @Field(() => DispositionEnum, { nullable: true })
  disposition!: DispositionEnum | null;

  @Field(() => [String])
  partners!: string[];

  @Field(() => [String], { description: 'Which of the units it is about, where it is not about all.' })
  units!: string[];

  @Field(() => ID, { nullable: true, description: 'The case that they went on in, or came from.' })
  otherCaseId!: string | null;
}
