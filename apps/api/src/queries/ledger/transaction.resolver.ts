import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LedgerBook, type ShownTransaction } from './ledger-book.ts';
import { LedgerTransaction } from './models/ledger-transaction.model.ts';
import { NetworkBook } from './network-book.ts';

/** The bytes of a transaction and who endorsed it, read from the ledger itself. */
@Resolver(() => LedgerTransaction)
export class TransactionResolver {
  constructor(
    private readonly book: LedgerBook,
    private readonly networks: NetworkBook,
  ) {}

  @ResolveField(() => [String])
  endorsers(@Parent() { hidden, txId }: ShownTransaction): Promise<readonly string[]> | readonly string[] {
    return hidden ? [] : this.networks.endorsers(txId);
  }

  @ResolveField(() => String)
  async canonical(@Parent() transaction: ShownTransaction): Promise<string> {
    return (await this.book.signed(transaction)).command;
  }

  @ResolveField(() => String)
  async signature(@Parent() transaction: ShownTransaction): Promise<string> {
    return (await this.book.signed(transaction)).signature;
  }
}
