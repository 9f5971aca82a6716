import { Field, ObjectType } from '@nestjs/graphql';
import { PedigreeStep } from './pedigree-step.model.ts';

/** The ordered steps of one unit, oldest first. */
@ObjectType()
export class Pedigree {
  @Field(() => [PedigreeStep])
  steps!: PedigreeStep[];

  @Field(() => Boolean, { description: 'The goods were handed on: what came after belongs to who holds them now, and is not shown, be there anything or not.' })
  laterHidden!: boolean;
}
