import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { BlockNumber } from '../../platform/block-number.scalar.ts';
import { pageSize } from '../../platform/page-size.ts';
import { Dossiers } from '../../verdict/dossiers.ts';
import { readBarcode } from '../../verdict/read-barcode.ts';
import { LedgerBook, type ShownBlock, type ShownTransaction } from './ledger-book.ts';
import { Block } from './models/block.model.ts';
import { LedgerNetwork } from './models/ledger-network.model.ts';
import { LedgerStatus } from './models/ledger-status.model.ts';
import { LedgerTransaction } from './models/ledger-transaction.model.ts';
import { NetworkBook } from './network-book.ts';

@Resolver()
export class LedgerResolver {
  constructor(
    private readonly book: LedgerBook,
    private readonly dossiers: Dossiers,
    private readonly networks: NetworkBook,
  ) {}

  @Query(() => LedgerStatus)
  ledger(): Promise<LedgerStatus> {
    return this.book.status();
  }

  @Query(() => LedgerNetwork, { nullable: true, description: 'The organisations that share the ledger, and how far their peers are; null where one process keeps it.' })
  ledgerNetwork(): Promise<LedgerNetwork | null> {
    return this.networks.network();
  }

  @Query(() => [Block], { description: 'Blocks below a number, newest first.' })
  blocks(
    @Current() current: Current,
    @Args('before', { type: () => BlockNumber, nullable: true }) before: number | null,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
  ): Promise<ShownBlock[]> {
    return this.book.blocks(current, { before: before ?? null, first: pageSize(first) });
  }

  @Query(() => LedgerTransaction, { nullable: true })
  transaction(@Current() current: Current, @Args('txId', { type: () => ID }) txId: string): Promise<ShownTransaction | null> {
    return this.book.transaction(current, txId);
  }

  @Query(() => String, { nullable: true, description: 'Everything a browser needs to check the pedigree of one unit by itself; JSON text of the dossier.' })
  async dossier(@Current() current: Current, @Args('text', { type: () => String }) text: string): Promise<string | null> {
    const { link } = readBarcode(text);
    return link === null ? null : this.dossiers.of(current, link);
  }
}
