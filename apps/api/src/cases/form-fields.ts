/** What a report to FDA is, as Form FDA 3911 names it in item 1. */
export const REPORT_TYPES = { INITIAL: 'Initial Notification', FOLLOW_UP: 'Follow-up Notification', TERMINATION: 'Request for Termination' } as const;
export type ReportType = keyof typeof REPORT_TYPES;

/** Other roads by which FDA may know already (item 19). */
export const ALSO_REPORTED = ['BPDR', 'FAR', 'MedWatch 3500', 'MedWatch 3500A', 'None', 'Other'] as const;
export type AlsoReported = (typeof ALSO_REPORTED)[number];

/**
 * The lists of items 8 and 21; that of item 5 is CASE_REASONS. The form (FDA 3911, 8/15, OMB 0910-0806) names its lists and does not print them. HL7's
 * stylesheet for SPL, which shows the form as a document of type LOINC 77289-7, has these three; those of items 9 and 11 we found nowhere.
 */
export const DRUG_USES = ['Human use', 'Other'] as const;
export const COMPANY_CATEGORIES = ['Manufacturer', 'Wholesale distributor', 'Dispenser (Pharmacy)', 'Repackager'] as const;
export type CompanyCategory = (typeof COMPANY_CATEGORIES)[number];

/** What a person writes on Form FDA 3911; what is left out is taken from the case. */
export interface FormFields {
  readonly classification?: string | null;
  readonly productName?: string | null;
  readonly primaryIngredients?: string | null;
  readonly drugUse?: string | null;
  readonly drugDescription?: string | null;
  readonly strength?: string | null;
  readonly dosageForm?: string | null;
  readonly quantity?: string | null;
  readonly description?: string | null;
  readonly whyNoLonger?: string | null;
  readonly alsoReported?: readonly AlsoReported[] | null;
  readonly alsoReportedOther?: string | null;
  readonly companyCategory?: CompanyCategory | null;
  readonly facilityId?: string | null;
  readonly contactName?: string | null;
  readonly contactPhone?: string | null;
  readonly contactEmail?: string | null;
}
