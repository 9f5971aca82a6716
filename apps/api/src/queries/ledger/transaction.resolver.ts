import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LedgerBook, type ShownTransaction } from './ledger-book.ts';
import { LedgerTransaction } from './models/ledger-transaction.model.ts';

/** The bytes of a transaction, read from the ledger itself. */
@Resolver(() => LedgerTransaction)
export class TransactionResolver {
  constructor(private readonly book: LedgerBook) {}

  @ResolveField(() => String)
  async canonical(@Parent() transaction: ShownTransaction): Promise<string> {
    return (await this.book.signed(transaction)).command;
  }

  @ResolveField(() => String)
  async signature(@Parent() transaction: ShownTransaction): Promise<string> {
    return (await this.book.signed(transaction)).signature;
  }
}
