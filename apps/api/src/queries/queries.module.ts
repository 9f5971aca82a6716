import { Module } from '@nestjs/common';
import { CaseBook } from './cases/case-book.ts';
import { CaseResolver } from './cases/case.resolver.ts';
import { ExceptionBook } from './exceptions/exception-book.ts';
import { ExceptionResolver } from './exceptions/exception.resolver.ts';
import { LedgerBook } from './ledger/ledger-book.ts';
import { NetworkBook } from './ledger/network-book.ts';
import { LedgerResolver } from './ledger/ledger.resolver.ts';
import { TransactionResolver } from './ledger/transaction.resolver.ts';
import { LotBook } from './lots/lot-book.ts';
import { LotResolver } from './lots/lot.resolver.ts';
import { PackageResolver } from './packages/package.resolver.ts';
import { ProductResolver } from './products/product.resolver.ts';
import { QuarantineBook } from './quarantine/quarantine-book.ts';
import { QuarantineShelfResolver } from './quarantine/quarantine-shelf.resolver.ts';
import { RecallBook } from './recalls/recall-book.ts';
import { RecallCsvController } from './recalls/recall-csv.controller.ts';
import { RecallResolver } from './recalls/recall.resolver.ts';
import { ArrivalBook } from './shipments/arrival-book.ts';
import { ArrivalResolver } from './shipments/arrival.resolver.ts';
import { ShipmentBook } from './shipments/shipment-book.ts';
import { ShipmentResolver } from './shipments/shipment.resolver.ts';
import { StockBook } from './stock/stock-book.ts';
import { StockResolver } from './stock/stock.resolver.ts';
import { VerdictModule } from '../verdict/verdict.module.ts';

/** What the portal asks: each noun as the asker may see it. */
@Module({
  imports: [VerdictModule],
  controllers: [RecallCsvController],
  providers: [ArrivalBook, ArrivalResolver, CaseBook, CaseResolver, ExceptionBook, ExceptionResolver, LedgerBook, LedgerResolver, LotBook, LotResolver, NetworkBook, PackageResolver, ProductResolver, QuarantineBook, QuarantineShelfResolver, RecallBook, RecallResolver, ShipmentBook, ShipmentResolver, StockBook, StockResolver, TransactionResolver],
  exports: [CaseBook, ExceptionBook, RecallBook],
})
export class QueriesModule {}
