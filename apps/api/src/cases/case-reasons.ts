/** Why a product is suspect (FD&C 581(21)), in the words of Form FDA 3911, item 5 (their source stands with the form's other lists). */
export const CASE_REASONS = {
  COUNTERFEIT: 'Counterfeit',
  DIVERTED: 'Diverted',
  STOLEN: 'Stolen',
  ADULTERATED: 'Intentional adulteration',
  UNFIT: 'Unfit for distribution',
  FRAUDULENT: 'Fraudulent transaction',
} as const;

export type CaseReason = keyof typeof CASE_REASONS;

/** What an investigation answers (21 U.S.C. 360eee-1(d)(4)(A)(ii)): is the transaction information valid, does the manufacturer know the identifier, what does the package look like. */
export const QUESTIONS = ['TI_VALID', 'PI_VERIFIED', 'PHYSICAL_EXAM'] as const;
export type Question = (typeof QUESTIONS)[number];
export const ANSWERS = ['YES', 'NO', 'UNSURE'] as const;
export type CheckAnswer = (typeof ANSWERS)[number];

/** What may become of illegitimate product. */
export const DISPOSITIONS = ['DESTROYED', 'RETURNED', 'SAMPLE_RETAINED', 'HANDED_TO_AUTHORITY'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
