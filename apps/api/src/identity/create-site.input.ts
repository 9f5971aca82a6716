import { Field, ID, InputType } from '@nestjs/graphql';
import { Length } from 'class-validator';
import { SiteInput } from './site.input.ts';

@InputType()
export class CreateSiteInput extends SiteInput {
  @Field(() => ID)
  @Length(32, 32)
  organisationId!: string;
}
