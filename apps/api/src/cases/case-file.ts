import type { CaseReason, CheckAnswer, Disposition, Question } from './case-reasons.ts';
import type { CaseState, Told } from './case-states.ts';
import type { FormFields, ReportType } from './form-fields.ts';

/** A unit of a case: what its barcode says. `ref` where the record has it with the organisation. */
export interface CaseUnit {
  readonly link: string;
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot: string | null;
  readonly expiry: string | null;
  readonly ref: string | null;
}

/** A lot as printed. */
export interface PrintedLot {
  readonly gtin: string;
  readonly number: string;
}

/** What each kind of entry says. */
export interface EntryBodies {
  /** `from` is the case of which its units were a part before. */
  readonly opened: { readonly reasonKind: CaseReason; readonly reason: string; readonly from?: string };
  readonly note: { readonly text: string };
  readonly photo: { readonly photoId: string; readonly type: string; readonly size: number; readonly sha256: string; readonly caption: string };
  readonly check: { readonly question: Question; readonly answer: CheckAnswer; readonly note: string };
  readonly sample_drawn: PrintedLot & { readonly atHand: number; readonly links: readonly string[] };
  readonly sample_checked: { readonly link: string; readonly matches: boolean; readonly differences: readonly string[]; readonly note: string };
  readonly part_cleared: { readonly links: readonly string[]; readonly reason: string };
  readonly part_moved: { readonly links: readonly string[]; readonly to: string };
  readonly cleared: { readonly reason: string };
  /** `lots` are those of what was found so, where that is not all that the case began with. */
  readonly found_illegitimate: { readonly classification: CaseReason; readonly reason: string; readonly lots?: readonly PrintedLot[] };
  readonly partners_told: { readonly partners: readonly { readonly name: string; readonly gln: string | null; readonly here: boolean }[] };
  readonly form: FormFields;
  readonly submitted: { readonly type: ReportType; readonly submittedAt: string; readonly how: string };
  readonly numbered: { readonly incidentNumber: string };
  readonly disposed: { readonly how: Disposition; readonly note: string };
  readonly terminated: { readonly note: string };
}
export type EntryKind = keyof EntryBodies;

/** One thing that happened to a case: who, when, and what is so since. */
export type CaseEntry = {
  [K in EntryKind]: {
    readonly id: string;
    readonly kind: K;
    readonly state: CaseState;
    readonly dueAt: Date | null;
    readonly at: Date;
    readonly byUser: string;
    readonly body: EntryBodies[K];
  };
}[EntryKind];
export type EntryOf<K extends EntryKind> = Extract<CaseEntry, { readonly kind: K }>;

/** A case of suspect product, as its organisation keeps it. */
export interface CaseFile {
  readonly id: string;
  readonly organisationId: string;
  readonly siteGln: string | null;
  readonly timeZone: string;
  readonly reasonKind: CaseReason;
  readonly reason: string;
  readonly noticeId: string | null;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly units: readonly CaseUnit[];
  readonly lots: readonly PrintedLot[];
  /** Oldest first; the first one opened it. */
  readonly entries: readonly CaseEntry[];
}

export const entriesOf = <K extends EntryKind>({ entries }: Pick<CaseFile, 'entries'>, kind: K): EntryOf<K>[] => entries.filter((entry): entry is EntryOf<K> => entry.kind === kind);

/** The newest entry of a kind. */
export const newest = <K extends EntryKind>(file: Pick<CaseFile, 'entries'>, kind: K): EntryOf<K> | undefined => entriesOf(file, kind).at(-1);

/** What became of a unit of a case; null: it is what the case is about. */
export function leftCase(file: Pick<CaseFile, 'entries'>, link: string): 'cleared' | 'moved' | null {
  if (entriesOf(file, 'part_cleared').some(({ body }) => body.links.includes(link))) return 'cleared';
  return entriesOf(file, 'part_moved').some(({ body }) => body.links.includes(link)) ? 'moved' : null;
}

/** A case without the units that have left it, and with the lots of what was found illegitimate: what FDA and the partners are told of. */
export function withoutLeft(file: CaseFile): CaseFile {
  const gone = new Set([...entriesOf(file, 'part_cleared'), ...entriesOf(file, 'part_moved')].flatMap(({ body }) => body.links));
  return { ...file, units: file.units.filter(({ link }) => !gone.has(link)), lots: newest(file, 'found_illegitimate')?.body.lots ?? file.lots };
}

export const stateOf = ({ entries }: Pick<CaseFile, 'entries'>): CaseState => entries.at(-1)?.state ?? 'suspect';

/** When what the case asks now must be done; null: no clock runs. */
export const dueAtOf = ({ entries }: Pick<CaseFile, 'entries'>): Date | null => entries.at(-1)?.dueAt ?? null;

/** Who has been told that the product is illegitimate. */
export const toldOf = (file: Pick<CaseFile, 'entries'>): Told => ({
  fda: entriesOf(file, 'submitted').some(({ body }) => body.type === 'INITIAL'),
  partners: entriesOf(file, 'partners_told').length > 0,
});

/** The number that FDA gave to the case. */
export const incidentNumberOf = (file: Pick<CaseFile, 'entries'>): string | null => newest(file, 'numbered')?.body.incidentNumber ?? null;
