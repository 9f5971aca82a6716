import { Module } from '@nestjs/common';
import { Dossiers } from './dossiers.ts';
import { ScanResolver } from './scan.resolver.ts';
import { Scans } from './scans.ts';
import { PedigreeTeller } from './tell-pedigree.ts';

@Module({ providers: [Dossiers, PedigreeTeller, Scans, ScanResolver], exports: [Dossiers, Scans] })
export class VerdictModule {}
