/** Why a product is suspect (FD&C 581(21)), in the words of Form FDA 3911, item 5; `said` is how a neutral message tells it. */
export const CASE_REASONS = {
  COUNTERFEIT: { classification: 'Counterfeit', said: 'its identity cannot be confirmed' },
  DIVERTED: { classification: 'Diverted', said: 'the way it came cannot be confirmed' },
  STOLEN: { classification: 'Stolen', said: 'it may belong to goods reported missing' },
  ADULTERATED: { classification: 'Intentional adulteration', said: 'its contents or packaging may have been altered' },
  UNFIT: { classification: 'Unfit for distribution', said: 'it appears unfit for distribution' },
  FRAUDULENT: { classification: 'Fraudulent transaction', said: 'its transaction information cannot be confirmed' },
} as const satisfies Record<string, { readonly classification: string; readonly said: string }>;

export type CaseReason = keyof typeof CASE_REASONS;

/** What an investigation answers (21 U.S.C. 360eee-1(d)(4)(A)(ii)): is the transaction information valid, does the manufacturer know the identifier, what does the package look like. */
export const QUESTIONS = ['TI_VALID', 'PI_VERIFIED', 'PHYSICAL_EXAM'] as const;
export type Question = (typeof QUESTIONS)[number];
export const ANSWERS = ['YES', 'NO', 'UNSURE'] as const;
export type CheckAnswer = (typeof ANSWERS)[number];

/** What may become of illegitimate product. */
export const DISPOSITIONS = ['DESTROYED', 'RETURNED', 'SAMPLE_RETAINED', 'HANDED_TO_AUTHORITY'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];
