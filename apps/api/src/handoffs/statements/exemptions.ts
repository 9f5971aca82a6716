/**
 * Transfers that are no transaction, so that neither information nor statement is due (21 U.S.C. 360eee(24)(B)), and the transfer for a specific
 * patient's need (360eee-1(d)(1)(A)(ii)). Intracompany moves have a purpose of their own, dispensing a command.
 */
export const EXEMPTIONS = {
  COMMON_CONTROL: 'Among hospitals or other health care entities under common control',
  EMERGENCY: 'Emergency medical reasons, not a mere shortage',
  SPECIFIC_PATIENT: 'For the need of a specific patient, from pharmacy to pharmacy',
  SAMPLE: 'Sample distributed by a manufacturer or a distributor',
  BLOOD: 'Blood or a blood component for transfusion',
  MINIMAL_QUANTITY: 'Minimal quantity from a pharmacy to a practitioner for office use',
  CHARITY: 'Given by a charitable organisation to a non-profit affiliate',
  MERGER: 'Sale or merger of the business itself',
  COMBINATION_PRODUCT: 'Combination product that is exempt',
  KIT: 'Medical convenience kit that is exempt',
  INTRAVENOUS: 'Intravenous product for fluids, electrolytes, calories or dialysis',
  STERILE_WATER: 'Product for irrigation, or sterile water',
  MEDICAL_GAS: 'Medical gas',
  COMPOUNDED: 'Compounded drug',
} as const satisfies Record<string, string>;

export type Exemption = keyof typeof EXEMPTIONS;
