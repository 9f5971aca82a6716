import { Module } from '@nestjs/common';
import { KnownUnits } from './known-unit.ts';
import { ScanResolver } from './scan.resolver.ts';
import { Scans } from './scans.ts';
import { PedigreeTeller } from './tell-pedigree.ts';

@Module({ providers: [KnownUnits, PedigreeTeller, Scans, ScanResolver], exports: [Scans] })
export class VerdictModule {}
