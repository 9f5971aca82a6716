import type { EpcisIssue } from 'gs1-barcodes/epcis';
import { CAPTURE_RULES, type CaptureRule, READER_MENDS } from './capture-rules.ts';
import { CAPTURE_LIMITS } from './document-refusal.ts';

/** One finding about a file: which event, where it stands, which rule it breaks, and with what. */
export interface CaptureFinding {
  /** Counted from 0 in the file; null for what is not about one event. */
  readonly eventIndex: number | null;
  readonly path: string;
  readonly line: number | null;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly value: string | null;
}

/** Where a finding stands. */
export interface Place {
  readonly index: number | null;
  readonly path: string;
  readonly line: number | null;
}

/** So many findings of one rule make a report that is read; more are counted. */
const MOST_OF_A_RULE = 50;
const VALUE_MAX = 200;

/** Gathers the findings about one file. Nobody takes one back. */
export class Findings {
  readonly #kept: CaptureFinding[] = [];
  readonly #counts = new Map<string, Count>();
  readonly #faulty = new Set<number>();
  #errorCount = 0;

  get failed(): boolean {
    return this.#errorCount > 0;
  }

  /** The events that errors are about, by their index. */
  get faulty(): ReadonlySet<number> {
    return this.#faulty;
  }

  /** A finding of our own table. `mend` in place of the table's says how to mend this very case. */
  report(rule: CaptureRule, at: Place, value: string | null = null, mend: string = CAPTURE_RULES[rule][2]): void {
    const [severity, sentence] = CAPTURE_RULES[rule];
    this.add({ eventIndex: at.index, path: at.path, line: at.line, rule, severity, message: `${sentence.replace('{value}', () => shortened(value ?? ''))} ${mend}`, value });
  }

  /** A finding of the readers of gs1-barcodes. */
  read({ code, line, message, path, severity, value }: EpcisIssue, index: number | null): void {
    this.add({ eventIndex: index, path, line, rule: code, severity, message: `${shortened(message, 2 * VALUE_MAX)} ${READER_MENDS[code]}`, value: value ?? null });
  }

  add(finding: CaptureFinding): void {
    if (finding.severity === 'error') {
      this.#errorCount += 1;
      if (finding.eventIndex !== null && this.#faulty.size < CAPTURE_LIMITS.handoffs) this.#faulty.add(finding.eventIndex);
    }
    const count = this.#count(finding.rule, finding.severity);
    count.said += 1;
    this.#keep(count, finding);
  }

  /** What others gathered about the same file: all of it, or its errors alone. */
  join(others: Findings, only: 'all' | 'errors' = 'all'): void {
    const joins = ({ severity }: { severity: CaptureFinding['severity'] }): boolean => only === 'all' || severity === 'error';
    this.#errorCount += others.#errorCount;
    for (const [rule, count] of others.#counts) if (joins(count)) this.#count(rule, count.severity).said += count.said;
    for (const finding of others.#kept) if (joins(finding)) this.#keep(this.#count(finding.rule, finding.severity), finding);
  }

  /** What is told: at most 50 of a rule, then how many there are. Errors first, then in the order of the file. */
  list(): CaptureFinding[] {
    const [severity, sentence, mend] = CAPTURE_RULES.FINDINGS_TRUNCATED;
    const truncated = [...this.#counts]
      .filter(([, { said }]) => said > MOST_OF_A_RULE)
      .map(([rule, { said }]) => ({
        eventIndex: null,
        path: '/',
        line: null,
        rule: 'FINDINGS_TRUNCATED',
        severity,
        message: `${sentence.replace('{value}', `${rule}: ${said}`)} ${mend}`,
        value: `${rule}: ${said}`,
      }));
    const rank = ({ severity: weight }: CaptureFinding): number => (weight === 'error' ? 0 : 1);
    return [...this.#kept].sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0)).concat(truncated);
  }

  #count(rule: string, severity: CaptureFinding['severity']): Count {
    const count = this.#counts.get(rule) ?? { severity, said: 0, kept: 0 };
    this.#counts.set(rule, count);
    return count;
  }

  #keep(count: Count, finding: CaptureFinding): void {
    if (count.kept >= MOST_OF_A_RULE) return;
    count.kept += 1;
    const { message, path, value } = finding;
    this.#kept.push({ ...finding, message: copied(message), path: copied(path), value: value === null ? null : copied(shortened(value)) });
  }
}

interface Count {
  readonly severity: CaptureFinding['severity'];
  said: number;
  kept: number;
}

const shortened = (value: string, most = VALUE_MAX): string => (value.length > most ? `${value.slice(0, most)}…` : value);

/** A text by itself: a part of a longer one keeps the whole of it in memory. */
const copied = (text: string): string => Buffer.from(text).toString();
