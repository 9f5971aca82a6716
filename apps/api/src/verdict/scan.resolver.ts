import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../identity/current.ts';
import { SpokenLanguage } from '../identity/spoken-language.ts';
import type { Language } from '../platform/language.ts';
import { failure } from '../platform/failure.ts';
import { ScanPurposeEnum } from './models/scan-purpose.enum.ts';
import { ScanRecord } from './models/scan-record.model.ts';
import { ScanResult } from './models/scan-result.model.ts';
import { ScanRows } from './scan-rows.ts';
import { Scans } from './scans.ts';

const TEXT_MAX = 4_000;
const SCANS_MAX = 200;

@Resolver(() => ScanResult)
export class ScanResolver {
  constructor(
    private readonly scans: Scans,
    private readonly rows: ScanRows,
  ) {}

  @Query(() => ScanResult, { description: 'One scan, judged now and recorded. `scanId` makes a repeat of the same scan one record.' })
  scan(
    @Current() current: Current,
    @SpokenLanguage() language: Language,
    @Args('text', { type: () => String }) text: string,
    @Args('purpose', { type: () => ScanPurposeEnum, defaultValue: ScanPurposeEnum.CHECK }) purpose: ScanPurposeEnum,
    @Args('siteGln', { type: () => String, nullable: true }) siteGln?: string,
    @Args('scanId', { type: () => ID, nullable: true }) scanId?: string,
  ): Promise<ScanResult> {
    if (text.length > TEXT_MAX) throw failure('BAD_INPUT', `A scan has at most ${TEXT_MAX} characters.`);
    if (scanId && scanId.length > 100) throw failure('BAD_INPUT', 'A scanId has at most 100 characters.');
    return this.scans.scan(current, { text, purpose, siteGln: siteGln ?? null, scanId: scanId ?? null, language });
  }

  @Query(() => [ScanRecord], { name: 'scans', description: "Recent scans of one's organisation, newest first." })
  recent(@Current() current: Current, @Args('first', { type: () => Int, defaultValue: 20 }) first: number): Promise<ScanRecord[]> {
    return this.rows.recent(current.organisation.id, Math.min(Math.max(first, 1), SCANS_MAX));
  }
}
