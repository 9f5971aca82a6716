import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../identity/current.ts';
import { pageSize } from '../platform/page-size.ts';
import { AccessLine } from './access-line.model.ts';
import { AccessLog } from './access-log.ts';

@Resolver(() => AccessLine)
export class AccessResolver {
  constructor(private readonly log: AccessLog) {}

  @Query(() => [AccessLine], { description: "Reads of this organisation's data by others, newest first." })
  accessLog(
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Current() { organisation }: Current,
  ): Promise<AccessLine[]> {
    return this.log.about(organisation.id, pageSize(first));
  }
}
