import { registerEnumType } from '@nestjs/graphql';

/** The class of a recall (21 CFR 7.3(m)): I may do serious harm, II may do temporary harm, III is not likely to do harm. */
export enum RecallClass {
  I = 'I',
  II = 'II',
  III = 'III',
}

registerEnumType(RecallClass, { name: 'RecallClass' });
