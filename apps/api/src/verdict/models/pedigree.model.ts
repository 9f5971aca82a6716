import { Field, ObjectType } from '@nestjs/graphql';
import { PedigreeStep } from './pedigree-step.model.ts';

/** The ordered steps of one unit, oldest first. */
@ObjectType()
export class Pedigree {
  @Field(() => [PedigreeStep])
  steps!: PedigreeStep[];
}
