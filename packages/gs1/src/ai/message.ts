import type { Gln } from '../keys/gln.ts';
import type { Gtin } from '../keys/gtin.ts';
import type { Serial } from '../keys/sgtin.ts';
import type { Sscc } from '../keys/sscc.ts';
import { REFERENCE_YEAR_2000S, resolveDate, type Gs1Date } from './date.ts';
import { aiEntry, type AiEntry } from './lookup.ts';

/** One field as the caller writes it. */
export interface AiValue {
  readonly ai: string;
  readonly value: string;
}

/** One field as it was read. `span` is where its value stands in the text that was given. */
export interface Gs1Element extends AiValue {
  readonly title: string;
  readonly span: readonly [start: number, end: number];
}

/** What a symbol says: its fields in their order, and the facts most asked for. Made by a parser, so that every field is valid. */
export class Gs1Message {
  readonly elements: readonly Gs1Element[];
  /** The year that settles the century of two-digit years. */
  readonly referenceYear: number;

  constructor(elements: readonly Gs1Element[], referenceYear: number = REFERENCE_YEAR_2000S) {
    this.elements = elements;
    this.referenceYear = referenceYear;
  }

  /** The value of the first field of an AI. */
  get(ai: string): string | undefined {
    return this.elements.find((element) => element.ai === ai)?.value;
  }

  /** The product (01); what a logistic unit holds is `content`. */
  get gtin(): Gtin | undefined {
    return this.get('01') as Gtin | undefined;
  }

  get content(): Gtin | undefined {
    return this.get('02') as Gtin | undefined;
  }

  get serial(): Serial | undefined {
    return this.get('21') as Serial | undefined;
  }

  get lot(): string | undefined {
    return this.get('10');
  }

  get sscc(): Sscc | undefined {
    return this.get('00') as Sscc | undefined;
  }

  /** A place (414) or else a party (417). */
  get gln(): Gln | undefined {
    return (this.get('414') ?? this.get('417')) as Gln | undefined;
  }

  /** The expiry date: (17), or the day of (7003). */
  get expiry(): Gs1Date | undefined {
    const raw = this.get('17') ?? this.get('7003')?.slice(0, 6);
    const date = raw === undefined ? undefined : resolveDate(raw, this.referenceYear);
    return date?.ok ? date.value : undefined;
  }

  /** The national numbers of a medicine: PZN, CIP, CN, DRN, AIM, NDC, AIC, SRN. */
  get nationalNumbers(): readonly Gs1Element[] {
    return this.elements.filter(({ ai }) => /^71[0-7]$/.test(ai));
  }
}

/** An element of an AI and a value, with the title of the table. */
export function elementOf(ai: string, value: string, start: number): Gs1Element {
  return { ai, value, title: aiEntry(ai)?.title ?? '', span: [start, start + value.length] };
}

/** An element of a field that was read, whose entry is at hand. */
export function elementAt({ ai, title }: AiEntry, value: string, start: number): Gs1Element {
  return { ai, value, title, span: [start, start + value.length] };
}
