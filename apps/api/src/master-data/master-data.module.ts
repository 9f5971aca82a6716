import { Global, Module } from '@nestjs/common';
import { Lots } from './lots.ts';
import { Numbers } from './numbers.ts';
import { ProductList } from './product-list.ts';
import { Products } from './products.ts';
import { StatedPlaces } from './stated-places.ts';
import { RecallNotices } from './recall-notices.ts';

@Global()
@Module({ providers: [Products, ProductList, Lots, Numbers, RecallNotices, StatedPlaces], exports: [Products, ProductList, Lots, Numbers, RecallNotices, StatedPlaces] })
export class MasterDataModule {}
