import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { pageSize } from '../../platform/page-size.ts';
import { QuarantineShelf } from './models/quarantine-shelf.model.ts';
import { QuarantineBook } from './quarantine-book.ts';

@Resolver()
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class QuarantineShelfResolver {
  constructor(private readonly book: QuarantineBook) {}

  @Query(() => QuarantineShelf, { description: 'What the organisation holds in quarantine, the longest held first: what, why, who and since when.' })
  quarantineShelf(@Current() current: Current, @Args('first', { type: () => Int, defaultValue: 200 }) first: number): Promise<QuarantineShelf> {
    return this.book.shelf(current, pageSize(first));
  }
}
