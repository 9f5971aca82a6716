import { Field, ID, ObjectType } from '@nestjs/graphql';

/** The expected shipments that a text at the dock points to. */
@ObjectType()
export class Arrival {
  @Field(() => [ID])
  shipmentIds!: string[];

  @Field(() => Boolean, { description: 'Whether the text is the barcode of a single package, and not of a container or a number on paper.' })
  isPackage!: boolean;
}
