import { registerEnumType } from '@nestjs/graphql';

export enum NoticeRule {
  SEEN_ELSEWHERE = 'SEEN_ELSEWHERE',
  SEEN_AFTER_END = 'SEEN_AFTER_END',
  IMPOSSIBLE_TRAVEL = 'IMPOSSIBLE_TRAVEL',
  OVERLAPPING_CUSTODY = 'OVERLAPPING_CUSTODY',
}
registerEnumType(NoticeRule, { name: 'NoticeRule', description: 'How one code was found in two hands.' });

export enum NoticeSideEnum {
  RECORDED_HERE = 'RECORDED_HERE',
  SEEN_HERE = 'SEEN_HERE',
}
registerEnumType(NoticeSideEnum, { name: 'NoticeSide', description: 'Which of the two hands is told.' });

export enum NoticeOutcomeEnum {
  IN_ORDER = 'IN_ORDER',
  DIFFERS = 'DIFFERS',
  NOT_HERE = 'NOT_HERE',
  EXPLAINED = 'EXPLAINED',
}
registerEnumType(NoticeOutcomeEnum, {
  name: 'NoticeOutcome',
  description: 'What was found on the package.',
  valuesMap: { EXPLAINED: { description: 'Nobody needed to look: data that came later explain it. Said by the record alone.' } },
});
