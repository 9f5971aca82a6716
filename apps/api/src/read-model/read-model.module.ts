import { Global, Module } from '@nestjs/common';
import { ArrivedLots } from './arrived-lots.ts';
import { CommissionedUnits } from './commissioned-units.ts';
import { Contents } from './contents.ts';
import { ExpectedUnits } from './expected-units.ts';
import { KnownUnits } from './known-unit.ts';
import { HandedOnRows } from './handed-on-rows.ts';
import { HeldUnits } from './held-units.ts';
import { HeldPackages } from './held-packages.ts';
import { Holdings } from './holdings.ts';
import { ImmediatePartners } from './immediate-partners.ts';
import { LabelRows } from './label-rows.ts';
import { LedgerRows } from './ledger-rows.ts';
import { LotPlaces } from './lot-places.ts';
import { LotRows } from './lot-rows.ts';
import { PackagesAtHand } from './packages-at-hand.ts';
import { PartyNames } from './party-names.ts';
import { Pedigrees } from './pedigree.ts';
import { PlacedUnits } from './placed-units.ts';
import { RecallRows } from './recall-rows.ts';
import { RecordView } from './record-view.ts';
import { ShippedUnits } from './shipped-units.ts';
import { StatementRows } from './statement-rows.ts';
import { ShipmentContents } from './shipment-contents.ts';
import { ShipmentList } from './shipment-list.ts';
import { ShipmentPartners } from './shipment-partners.ts';
import { ShipmentRows } from './shipment-rows.ts';
import { Transactions } from './transactions.ts';
import { UnitLives } from './unit-lives.ts';
import { UpstreamLines } from './upstream-lines.ts';

const QUESTIONS = [HeldUnits, HandedOnRows, HeldPackages, CommissionedUnits, KnownUnits, RecordView, ShippedUnits, StatementRows, Transactions, PlacedUnits, Contents, Pedigrees, ShipmentRows, Holdings, LabelRows, LedgerRows, LotPlaces, LotRows, PartyNames, RecallRows, ShipmentContents, ShipmentList, ShipmentPartners, UnitLives, UpstreamLines, ExpectedUnits, ImmediatePartners, PackagesAtHand, ArrivedLots];

@Global()
@Module({ providers: QUESTIONS, exports: QUESTIONS })
export class ReadModelModule {}
