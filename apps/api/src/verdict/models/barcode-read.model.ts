import { Field, ObjectType } from '@nestjs/graphql';
import { ReadElement } from './read-element.model.ts';

/** What was read in a barcode, with what was repaired and what is in doubt. */
@ObjectType()
export class BarcodeRead {
  @Field(() => String)
  syntax!: string;

  @Field(() => [ReadElement])
  elements!: ReadElement[];

  @Field(() => [String])
  repairs!: string[];

  @Field(() => [String])
  doubts!: string[];

  @Field(() => [String])
  candidates!: string[];
}
