import { Field, ID, InputType } from '@nestjs/graphql';
import { Matches } from 'class-validator';

export const UNITS_MAX = 1_000;
export const UNIT_TEXT_MAX = 2_000;
export const REASON_MAX = 2_000;

/** What every command carries. */
@InputType({ isAbstract: true })
export abstract class CommandInput {
  @Field(() => ID, { description: 'A UUIDv7 made by the client before sending; a repeat is answered with the first receipt.' })
  @Matches(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, { message: 'commandId must be a UUIDv7 in lower case' })
  commandId!: string;
}
