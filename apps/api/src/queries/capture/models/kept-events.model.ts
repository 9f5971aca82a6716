import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { KeptReason } from '../../../interop/epcis/why-kept.ts';
import { KeptReasonEnum } from './kept-reason.enum.ts';

@ObjectType({ description: 'Events of a file that are kept to be read and are no handoffs here.' })
export class KeptEvents {
  @Field(() => KeptReasonEnum)
  reason!: KeptReason;

  @Field(() => Int)
  count!: number;
}
