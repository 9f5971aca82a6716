import { registerEnumType } from '@nestjs/graphql';

export enum CaseStateEnum {
  SUSPECT = 'SUSPECT',
  CLEARED = 'CLEARED',
  ILLEGITIMATE = 'ILLEGITIMATE',
  NOTIFIED = 'NOTIFIED',
  DISPOSITIONED = 'DISPOSITIONED',
  TERMINATION_REQUESTED = 'TERMINATION_REQUESTED',
  TERMINATED = 'TERMINATED',
}

export enum CaseReasonEnum {
  COUNTERFEIT = 'COUNTERFEIT',
  DIVERTED = 'DIVERTED',
  STOLEN = 'STOLEN',
  ADULTERATED = 'ADULTERATED',
  UNFIT = 'UNFIT',
  FRAUDULENT = 'FRAUDULENT',
}

export enum CaseQuestionEnum {
  TI_VALID = 'TI_VALID',
  PI_VERIFIED = 'PI_VERIFIED',
  PHYSICAL_EXAM = 'PHYSICAL_EXAM',
}

export enum CheckAnswerEnum {
  YES = 'YES',
  NO = 'NO',
  UNSURE = 'UNSURE',
}

export enum DispositionEnum {
  DESTROYED = 'DESTROYED',
  RETURNED = 'RETURNED',
  SAMPLE_RETAINED = 'SAMPLE_RETAINED',
  HANDED_TO_AUTHORITY = 'HANDED_TO_AUTHORITY',
}

export enum ReportTypeEnum {
  INITIAL = 'INITIAL',
  FOLLOW_UP = 'FOLLOW_UP',
  TERMINATION = 'TERMINATION',
}

export enum CaseActEnum {
  RECORD = 'RECORD',
  CLEAR_PART = 'CLEAR_PART',
  CLEAR = 'CLEAR',
  FIND_ILLEGITIMATE = 'FIND_ILLEGITIMATE',
  NOTIFY_FDA = 'NOTIFY_FDA',
  TELL_PARTNERS = 'TELL_PARTNERS',
  FOLLOW_UP = 'FOLLOW_UP',
  DISPOSE = 'DISPOSE',
  REQUEST_TERMINATION = 'REQUEST_TERMINATION',
  TERMINATE = 'TERMINATE',
}

export enum CaseUnitStandingEnum {
  IN_CASE = 'IN_CASE',
  CLEARED = 'CLEARED',
  MOVED = 'MOVED',
}

registerEnumType(CaseUnitStandingEnum, { name: 'CaseUnitStanding', description: 'Whether the case is about a unit still, or it was cleared before the others, or went on in a case of its own.' });
registerEnumType(CaseStateEnum, { name: 'CaseState', description: 'Where a case of suspect product stands.' });
registerEnumType(CaseReasonEnum, { name: 'CaseReason', description: 'Why a product is suspect (FD&C 581(21)).' });
registerEnumType(CaseQuestionEnum, { name: 'CaseQuestion', description: 'What an investigation answers: is the transaction information valid, is the product identifier the manufacturer’s, does the package look as it should.' });
registerEnumType(CheckAnswerEnum, { name: 'CheckAnswer' });
registerEnumType(DispositionEnum, { name: 'Disposition', description: 'What became of illegitimate product.' });
registerEnumType(ReportTypeEnum, { name: 'ReportType', description: 'What a report to FDA is (Form FDA 3911, item 1).' });
registerEnumType(CaseActEnum, { name: 'CaseAct', description: 'What can be done with a case now.' });
