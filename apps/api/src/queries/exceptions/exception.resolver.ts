import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { pageSize } from '../../platform/page-size.ts';
import { ExceptionBook } from './exception-book.ts';
import { ExceptionCase } from './models/exception-case.model.ts';
import { ExceptionPage } from './models/exception-page.model.ts';

@Resolver(() => ExceptionCase)
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class ExceptionResolver {
  constructor(private readonly book: ExceptionBook) {}

  @Query(() => ExceptionPage, { description: "The organisation's exceptions: those it raised and those that its partners reported." })
  exceptions(
    @Current() current: Current,
    @Args('closed', { type: () => Boolean, defaultValue: false }) closed: boolean,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ExceptionPage> {
    return this.book.page(current, { closed, first: pageSize(first), after: after ?? null });
  }

  @Query(() => ExceptionCase, { nullable: true })
  exception(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<ExceptionCase | null> {
    return this.book.one(current, id);
  }
}
