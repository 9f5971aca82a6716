import { wordsOf } from '../../words';

/** Why a sale may need no transaction statement (21 U.S.C. 360eee(24)(B)). */
const EXEMPTIONS = [
  'COMMON_CONTROL',
  'EMERGENCY',
  'SPECIFIC_PATIENT',
  'SAMPLE',
  'BLOOD',
  'MINIMAL_QUANTITY',
  'CHARITY',
  'MERGER',
  'COMBINATION_PRODUCT',
  'KIT',
  'INTRAVENOUS',
  'STERILE_WATER',
  'MEDICAL_GAS',
  'COMPOUNDED',
] as const;
export type Exemption = (typeof EXEMPTIONS)[number];

/** The reasons as a person chooses them. */
export const exemptionChoices = () => EXEMPTIONS.map((value) => ({ value, label: exemptionName(value) }));

export const exemptionName = (exemption: Exemption): string => wordsOf('shipments')(`exemptions.${exemption}`);
