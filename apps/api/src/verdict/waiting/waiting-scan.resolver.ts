import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { failure } from '../../platform/failure.ts';
import { WaitingScan } from './waiting-scan.model.ts';
import { WaitingScans } from './waiting-scans.ts';

@Resolver(() => WaitingScan)
export class WaitingScanResolver {
  constructor(private readonly waiting: WaitingScans) {}

  @Query(() => [WaitingScan], { description: 'Your own scans of the last 30 days that data still to come may answer otherwise, and those that are answered otherwise by now; the newest first.' })
  waitingScans(@Current() current: Current): Promise<WaitingScan[]> {
    return this.waiting.of(current);
  }

  @Mutation(() => Boolean, { description: 'Takes a scan off that list: you have seen its new answer, or need it no more.' })
  async seeWaitingScan(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    if (!/^[0-9a-f-]{36}$/.test(id) || !(await this.waiting.see(current, id))) throw failure('NOT_FOUND', 'You have no such scan.');
    return true;
  }
}
