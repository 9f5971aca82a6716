import { Global, Module } from '@nestjs/common';
import { Lots } from './lots.ts';
import { Numbers } from './numbers.ts';
import { Products } from './products.ts';

@Global()
@Module({ providers: [Products, Lots, Numbers], exports: [Products, Lots, Numbers] })
export class MasterDataModule {}
