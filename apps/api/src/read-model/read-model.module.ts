import { Global, Module } from '@nestjs/common';
import { CommissionedUnits } from './commissioned-units.ts';
import { Contents } from './contents.ts';
import { Pedigrees } from './pedigree.ts';
import { PlacedUnits } from './placed-units.ts';
import { ShipmentRows } from './shipment-rows.ts';

@Global()
@Module({ providers: [CommissionedUnits, PlacedUnits, Contents, Pedigrees, ShipmentRows], exports: [CommissionedUnits, PlacedUnits, Contents, Pedigrees, ShipmentRows] })
export class ReadModelModule {}
