import { Field, GraphQLISODateTime, ID, ObjectType } from '@nestjs/graphql';

/** A unit on the quarantine shelf. */
@ObjectType()
export class HeldUnit {
  @Field(() => String, { description: 'As its label reads: (01)…(21)… or (00)…' })
  epc!: string;

  @Field(() => String, { description: 'PACKAGE or CONTAINER' })
  kind!: string;

  @Field(() => String, { nullable: true })
  product!: string | null;

  @Field(() => [String])
  lots!: string[];

  @Field(() => String, { nullable: true })
  expiry!: string | null;

  @Field(() => Boolean)
  recalled!: boolean;

  @Field(() => String, { nullable: true, description: 'As the person said it who put it there; null: it came there by its receipt, being recalled or expired.' })
  reason!: string | null;

  @Field(() => String, { nullable: true })
  heldBy!: string | null;

  @Field(() => Boolean, { description: 'Whether the asker put it there, and so cannot release it.' })
  heldByYou!: boolean;

  @Field(() => GraphQLISODateTime)
  since!: Date;

  @Field(() => ID, { nullable: true, description: 'The case of suspect product that it is part of: only the case decides what becomes of it.' })
  caseId!: string | null;
}
