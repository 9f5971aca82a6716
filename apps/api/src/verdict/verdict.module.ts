import { Module } from '@nestjs/common';
import { DecommissionReasons } from './decommission-reasons.ts';
import { Dossiers } from './dossiers.ts';
import { EvidenceGatherer } from './gather-evidence.ts';
import { VerdictRuleResolver } from './legend/verdict-rule.resolver.ts';
import { NoticeResolver } from './notices/notice.resolver.ts';
import { Notices } from './notices/notices.ts';
import { PedigreeController } from './pedigree.controller.ts';
import { PedigreeDesk } from './pedigree-desk.ts';
import { PedigreeResolver } from './pedigree.resolver.ts';
import { ScanResolver } from './scan.resolver.ts';
import { ScanRows } from './scan-rows.ts';
import { Scans } from './scans.ts';
import { SightingRows } from './sightings/sighting-rows.ts';
import { SightingWatch } from './sightings/sighting-watch.ts';
import { PedigreeTeller } from './tell-pedigree.ts';
import { WaitingRows } from './waiting/waiting-rows.ts';
import { WaitingScanResolver } from './waiting/waiting-scan.resolver.ts';
import { WaitingScans } from './waiting/waiting-scans.ts';

@Module({
  controllers: [PedigreeController],
  providers: [DecommissionReasons, Dossiers, EvidenceGatherer, NoticeResolver, Notices, PedigreeDesk, PedigreeResolver, PedigreeTeller, ScanRows, Scans, ScanResolver, SightingRows, SightingWatch, VerdictRuleResolver, WaitingRows, WaitingScanResolver, WaitingScans],
  exports: [Dossiers, Scans],
})
export class VerdictModule {}
