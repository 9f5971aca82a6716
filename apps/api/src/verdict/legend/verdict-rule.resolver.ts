import { Query, Resolver } from '@nestjs/graphql';
import { SpokenLanguage } from '../../identity/spoken-language.ts';
import type { Language } from '../../platform/language.ts';
import { ScanPurposeEnum } from '../models/scan-purpose.enum.ts';
import { VerdictEnum } from '../models/verdict.enum.ts';
import { WORDINGS } from '../wording/tell.ts';
import { legend } from './legend.ts';
import { VerdictRule } from './verdict-rule.model.ts';

@Resolver(() => VerdictRule)
export class VerdictRuleResolver {
  @Query(() => [VerdictRule], { description: 'The table of rules by which scans are answered, in the order in which reasons are told.' })
  verdictRules(@SpokenLanguage() language: Language): VerdictRule[] {
    return legend(language).map(({ cases, code, message }) => ({
      code,
      message,
      cases: cases.map(({ actions, next, purposes, severity }) => ({
        next,
        severity: VerdictEnum[severity],
        purposes: purposes.map((purpose) => ScanPurposeEnum[purpose]),
        actions: [...actions],
        offers: actions.map((action) => WORDINGS[language].actions[action]),
      })),
    }));
  }
}
