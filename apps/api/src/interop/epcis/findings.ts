import type { EpcisIssue } from 'gs1-barcodes/epcis';
import { CAPTURE_RULES, type CaptureRule, READER_MENDS } from './capture-rules.ts';

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
  readonly #counts = new Map<string, number>();
  #errors = 0;

  get failed(): boolean {
    return this.#errors > 0;
  }

  /** A finding of our own table. */
  report(rule: CaptureRule, at: Place, value: string | null = null): void {
    const [severity, sentence, mend] = CAPTURE_RULES[rule];
    this.add({ eventIndex: at.index, path: at.path, line: at.line, rule, severity, message: `${sentence.replace('{value}', shortened(value ?? ''))} ${mend}`, value });
  }

  /** A finding of the readers of gs1-barcodes. */
  read({ code, line, message, path, severity, value }: EpcisIssue, index: number | null): void {
    this.add({ eventIndex: index, path, line, rule: code, severity, message: `${shortened(message, 2 * VALUE_MAX)} ${READER_MENDS[code]}`, value: value ?? null });
  }

  add(finding: CaptureFinding): void {
    if (finding.severity === 'error') this.#errors += 1;
    const count = (this.#counts.get(finding.rule) ?? 0) + 1;
    this.#counts.set(finding.rule, count);
    if (count <= MOST_OF_A_RULE) this.#kept.push({ ...finding, value: finding.value === null ? null : shortened(finding.value) });
  }

  /** What is told: at most 50 of a rule, then how many there are. Errors first, then in the order of the file. */
  list(): CaptureFinding[] {
    const [severity, sentence, mend] = CAPTURE_RULES.FINDINGS_TRUNCATED;
    const truncated = [...this.#counts]
      .filter(([, count]) => count > MOST_OF_A_RULE)
      .map(([rule, count]) => ({
        eventIndex: null,
        path: '/',
        line: null,
        rule: 'FINDINGS_TRUNCATED',
        severity,
        message: `${sentence.replace('{value}', `${rule}: ${count}`)} ${mend}`,
        value: `${rule}: ${count}`,
      }));
    const rank = ({ severity: weight }: CaptureFinding): number => (weight === 'error' ? 0 : 1);
    return [...this.#kept].sort((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0)).concat(truncated);
  }
}

const shortened = (value: string, most = VALUE_MAX): string => (value.length > most ? `${value.slice(0, most)}…` : value);
