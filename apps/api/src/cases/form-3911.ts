import { identityOf } from '../documents/unit-link.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { wallClock } from '../platform/calendar/zoned-time.ts';
import { type CaseFile, entriesOf, incidentNumberOf, newest } from './case-file.ts';
import { CASE_REASONS } from './case-reasons.ts';
import { ALSO_REPORTED, COMPANY_CATEGORIES, type CompanyCategory, DRUG_USES, type FormFields, REPORT_TYPES, type ReportType } from './form-fields.ts';

/** A drug of the case in one of its lots. */
export interface FormDrug {
  readonly productName: string;
  readonly strength: string;
  readonly dosageForm: string;
  readonly ndc: string | null;
  readonly lot: string;
  /** YYYY-MM-DD */
  readonly expiry: string;
  readonly count: number;
}

export interface FormSource {
  readonly type: ReportType;
  readonly file: CaseFile;
  readonly drugs: readonly FormDrug[];
  readonly company: { readonly name: string; readonly kinds: readonly TradingPartnerKind[]; readonly address: { street: string; city: string; state: string; postalCode: string; country: string } | null };
  readonly user: { readonly name: string; readonly email: string };
}

export interface FormItem {
  readonly number: number;
  readonly name: string;
  readonly value: string;
  /** What the form offers; null: its text is free, or its list is not known here. */
  readonly options: readonly string[] | null;
  /** What to mind when it is copied to the form. */
  readonly note: string | null;
}

export interface Form3911 {
  readonly form: 'FDA 3911 (8/15)';
  readonly status: typeof PREPARED;
  readonly items: readonly FormItem[];
  /** Numbers of the items that still need a word from a person. */
  readonly missing: readonly number[];
}

export const PREPARED = 'Prepared from the case file, not submitted. Submit it to FDA yourself, and record when and how.';

/** Item 9 and 11 where several kinds are involved, and 6, 7 and 10 where several drugs are (FDA, Drug Notifications, frequently asked questions). */
const MULTIPLE = 'Multiple';

/** The four whom the law asks to notify; others say for whom they write. */
const CATEGORY_OF: Partial<Record<TradingPartnerKind, CompanyCategory>> = {
  MANUFACTURER: 'Manufacturer',
  REPACKAGER: 'Repackager',
  WHOLESALE_DISTRIBUTOR: 'Wholesale distributor',
  DISPENSER: 'Dispenser (Pharmacy)',
};

const OPTIONS: Readonly<Record<number, readonly string[]>> = {
  1: Object.values(REPORT_TYPES),
  5: Object.values(CASE_REASONS),
  8: DRUG_USES,
  19: ALSO_REPORTED,
  21: COMPANY_CATEGORIES,
};
const UNKNOWN_LIST = 'Free text here. The form has a list for it that was not published with it: choose there what says the same.';
const NOTES: Readonly<Record<number, string>> = { 9: UNKNOWN_LIST, 11: UNKNOWN_LIST };

const ALWAYS = [1, 4, 5, 6, 8, 9, 12, 17, 20, 21, 23];
const NEEDED: Record<ReportType, readonly number[]> = { INITIAL: ALWAYS, FOLLOW_UP: [...ALWAYS, 2, 3], TERMINATION: [...ALWAYS, 2, 3, 18] };

/** What Form FDA 3911 asks, by number and name, from the case and from what a person wrote. Pure. */
export function form3911({ company, drugs, file, type, user }: FormSource): Form3911 {
  const written = writtenOn(file);
  const found = newest(file, 'found_illegitimate');
  const initial = entriesOf(file, 'submitted').find(({ body }) => body.type === 'INITIAL');
  const day = (at: Date | string | undefined): string => (at === undefined ? '' : formDay(wallClock(new Date(at), file.timeZone).day));
  const kinds = [...new Map(drugs.map((drug) => [[drug.productName, drug.strength, drug.dosageForm, drug.ndc].join('\n'), drug])).values()];
  const several = kinds.length > 1;
  const [one] = kinds;
  const { address } = company;
  const quantity = drugs.reduce((sum, { count }) => sum + count, 0) || file.units.length;
  const recordedLots = new Set(drugs.map(({ lot }) => lot));
  const values: readonly (readonly [number, string, string])[] = [
    [1, 'Type of Report', REPORT_TYPES[type]],
    [2, 'Incident Number', type === 'INITIAL' ? '' : (incidentNumberOf(file) ?? '')],
    [3, 'Date of Initial Notification', day(initial?.body.submittedAt)],
    [4, 'Date Company Determined Product Was Illegitimate', day(found?.at)],
    [5, 'Classification of Notification', written.classification || (found ? CASE_REASONS[found.body.classification] : '')],
    [6, 'Name of Product as It Appears on Label', several ? MULTIPLE : written.productName || one?.productName || ''],
    [7, 'Primary Ingredient(s)', several ? MULTIPLE : (written.primaryIngredients ?? '')],
    [8, 'Drug Use', written.drugUse ?? ''],
    [9, 'Drug Description', written.drugDescription || (several ? MULTIPLE : '')],
    [10, 'Strength of Drug', several ? MULTIPLE : written.strength || one?.strength || ''],
    [11, 'Dosage Form', new Set(kinds.map(({ dosageForm }) => dosageForm)).size > 1 ? MULTIPLE : written.dosageForm || one?.dosageForm || ''],
    [12, 'Quantity of Drug (Number and Unit)', written.quantity || `${quantity} ${quantity === 1 ? 'package' : 'packages'}`],
    [13, 'NDC Number', listed(drugs.map(({ ndc }) => ndc))],
    [14, 'Serial Number', listed(file.units.map(({ link }) => identityOf(link)?.serial))],
    [15, 'Lot Number(s)', listed(file.lots.map(({ number }) => number))],
    [16, 'Expiration Date(s)', listed([...drugs.map(({ expiry }) => expiry), ...file.units.map(({ expiry, lot }) => (lot !== null && recordedLots.has(lot) ? null : expiry))].map((each) => each && formDay(each)))],
    [17, 'Description of Event/Issue', written.description || found?.body.reason || file.reason],
    [18, 'Request for Termination: Description of Why Notification Is No Longer Necessary', type === 'TERMINATION' ? (written.whyNoLonger ?? '') : ''],
    [19, 'Information Submitted to FDA Through an Alternative Mechanism', [...(written.alsoReported ?? []).filter((each) => each !== 'Other'), ...(written.alsoReportedOther ? [`Other: ${written.alsoReportedOther}`] : [])].join(', ')],
    [20, 'Company Name & Address', [company.name, address?.street, [address?.city, address?.state, address?.postalCode].filter(Boolean).join(' '), address?.country].filter(Boolean).join(', ')],
    [21, 'Company Category', written.companyCategory || only(company.kinds.flatMap((kind) => CATEGORY_OF[kind] ?? []))],
    [22, 'Unique Facility Identifier', written.facilityId ?? ''],
    [23, 'Contact Information', [written.contactName || user.name, written.contactPhone, written.contactEmail || user.email].filter(Boolean).join(', ')],
  ];
  const items = values.map(([number, name, value]) => ({ number, name, value, options: OPTIONS[number] ?? null, note: NOTES[number] ?? null }));
  return { form: 'FDA 3911 (8/15)', status: PREPARED, items, missing: items.filter(({ number, value }) => value === '' && NEEDED[type].includes(number)).map(({ number }) => number) };
}

/** What was written last of each item: who writes one item leaves the others as they are. */
function writtenOn(file: CaseFile): FormFields {
  const said = entriesOf(file, 'form').map(({ body }) => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null && value !== '')));
  return Object.assign({}, ...said) as FormFields;
}

/** Each once, in the order of the case. */
const listed = (texts: readonly (string | null | undefined)[]): string => [...new Set(texts.filter(Boolean))].join(', ');

/** The form asks for one: of several a person chooses. */
const only = (texts: readonly string[]): string => (texts.length === 1 ? (texts[0] ?? '') : '');

/** mm/dd/yyyy, as the form asks. */
function formDay(day: string): string {
  const [year, month, date] = day.split('-');
  return `${month}/${date}/${year}`;
}
