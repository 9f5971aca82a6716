import { decodeScan, toBracketed, unitLink } from 'gs1-barcodes';
import { identityOf } from '../documents/unit-link.ts';
import type { RuleCode } from './rules.ts';

/** What a scan's text says. `link` is the canonical EPC of one unit; without one, `problem` tells the rule that the barcode falls under. */
export interface ReadBarcode {
  readonly link: string | null;
  readonly problem: { readonly code: RuleCode; readonly why: string } | null;
  readonly gtin: string | null;
  readonly lot: string | null;
  /** The last day that the printed date covers, YYYY-MM-DD. */
  readonly expiry: string | null;
  readonly ambiguous: boolean;
  readonly shown: {
    readonly syntax: string;
    readonly elements: { ai: string; title: string; value: string }[];
    readonly repairs: string[];
    readonly doubts: string[];
    readonly candidates: string[];
  };
}

/** Reads the text of a scan, as a scanner, a camera or a person gave it. Never throws on text. */
export function readBarcode(text: string): ReadBarcode {
  const scan = decodeScan(text);
  if (!scan.ok) return unread('unreadable', scan.issues.map(({ message }) => message), scan.issues.flatMap(({ candidates }) => candidates ?? []));
  const { value, warnings } = scan;
  if (value.kind === 'plain') return unread('plain', ['It is not a GS1 barcode.']);
  const { message } = value;
  const syntax = value.kind === 'gs1' ? value.syntax : value.kind;
  const shown = {
    syntax,
    elements: message.elements.map(({ ai, title, value: text_ }) => ({ ai, title, value: text_ })),
    repairs: value.repairs.map((repair) => repair.code.toLowerCase().replaceAll('_', ' ')),
    doubts: warnings.map(({ message: sentence }) => sentence),
    candidates: value.candidates.map((candidate) => toBracketed(candidate)),
  };
  const link = unitLink(message);
  const found = link.ok && identityOf(link.value) ? link.value : null;
  return {
    link: found,
    problem: found ? null : value.kind === 'gs1' ? { code: 'NO_SERIAL', why: '' } : { code: 'LINEAR_CODE', why: '' },
    gtin: message.gtin ?? null,
    lot: message.lot ?? null,
    expiry: message.expiry?.lastDay ?? null,
    ambiguous: value.candidates.length > 0,
    shown,
  };
}

const unread = (syntax: string, doubts: string[], candidates: string[] = []): ReadBarcode => ({
  link: null,
  problem: { code: 'BARCODE_NOT_READ', why: doubts[0] ?? '' },
  gtin: null,
  lot: null,
  expiry: null,
  ambiguous: candidates.length > 0,
  shown: { syntax, elements: [], repairs: [], doubts, candidates },
});
