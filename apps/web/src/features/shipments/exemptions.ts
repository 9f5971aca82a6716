/** Why a sale may need no transaction statement (21 U.S.C. 360eee(24)(B)), as a person chooses it. */
export const EXEMPTIONS = [
  { value: 'COMMON_CONTROL', label: 'Among entities under common control' },
  { value: 'EMERGENCY', label: 'Emergency medical reasons' },
  { value: 'SPECIFIC_PATIENT', label: 'Need of a specific patient' },
  { value: 'SAMPLE', label: 'Sample' },
  { value: 'BLOOD', label: 'Blood or blood component' },
  { value: 'MINIMAL_QUANTITY', label: 'Minimal quantity for office use' },
  { value: 'CHARITY', label: 'Charity to its affiliate' },
  { value: 'MERGER', label: 'Merger or sale of the business' },
  { value: 'COMBINATION_PRODUCT', label: 'Combination product' },
  { value: 'KIT', label: 'Medical convenience kit' },
  { value: 'INTRAVENOUS', label: 'Intravenous fluid' },
  { value: 'STERILE_WATER', label: 'Irrigation or sterile water' },
  { value: 'MEDICAL_GAS', label: 'Medical gas' },
  { value: 'COMPOUNDED', label: 'Compounded drug' },
] as const;
export type Exemption = (typeof EXEMPTIONS)[number]['value'];
