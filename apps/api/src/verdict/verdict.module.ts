import { Module } from '@nestjs/common';
import { DecommissionReasons } from './decommission-reasons.ts';
import { Dossiers } from './dossiers.ts';
import { EvidenceGatherer } from './gather-evidence.ts';
import { Notices } from './notices/notices.ts';
import { PedigreeController } from './pedigree.controller.ts';
import { PedigreeDesk } from './pedigree-desk.ts';
import { PedigreeResolver } from './pedigree.resolver.ts';
import { ScanResolver } from './scan.resolver.ts';
import { Scans } from './scans.ts';
import { PedigreeTeller } from './tell-pedigree.ts';

@Module({ controllers: [PedigreeController], providers: [DecommissionReasons, Dossiers, EvidenceGatherer, Notices, PedigreeDesk, PedigreeResolver, PedigreeTeller, Scans, ScanResolver], exports: [Dossiers, Scans] })
export class VerdictModule {}
