import { Inject, Injectable } from '@nestjs/common';
import { appendCheckDigit } from 'gs1-barcodes';
import { CHANCE, type Chance } from '../platform/chance.ts';
import { Database } from '../platform/database.ts';

/** Letters and digits that nobody takes for one another. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const SERIAL_LENGTH = 12;

/** Numbers that an organisation gives out: SSCCs of its prefix, and serials that nobody guesses. */
@Injectable()
export class Numbers {
  constructor(
    private readonly database: Database,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  /** A fresh SSCC: extension digit, the organisation's GS1 company prefix, a serial reference drawn at random, check digit. */
  async sscc(organisationId: string): Promise<string> {
    const [one] = await this.ssccs(organisationId, 1);
    return one as string;
  }

  /** So many fresh SSCCs, none of them in use here. */
  async ssccs(organisationId: string, count: number): Promise<string[]> {
    const [organisation] = await this.database.query<{ prefix: string }>(
      "select coalesce(gs1_prefixes[1], left(gln, 7)) as prefix from record.organisation where id = $1",
      [organisationId],
    );
    if (!organisation) throw new Error(`there is no organisation ${organisationId}`);
    const { prefix } = organisation;
    const fresh = new Set<string>();
    while (fresh.size < count) {
      const wanted = count - fresh.size;
      const drawn = Array.from({ length: wanted }, () => withCheckDigit(`0${prefix}${this.#digits(16 - prefix.length)}`));
      const taken = await this.database.query<{ sscc: string }>('select sscc from record.unit where sscc = any ($1)', [drawn]);
      const used = new Set(taken.map(({ sscc }) => sscc));
      for (const sscc of drawn) if (!used.has(sscc)) fresh.add(sscc);
    }
    return [...fresh];
  }

  /** So many different serials of 12 characters: one in 10^18 is given out, so none can be guessed from others (EU 2016/161 Art. 4 asks 1 in 10,000). */
  serials(count: number): string[] {
    const fresh = new Set<string>();
    while (fresh.size < count) {
      const bytes = this.chance(SERIAL_LENGTH);
      fresh.add(Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join(''));
    }
    return [...fresh];
  }

  #digits(count: number): string {
    // 250 is the largest multiple of 10 in a byte: above it some digits would come more often.
    let digits = '';
    while (digits.length < count) for (const byte of this.chance(count)) if (byte < 250 && digits.length < count) digits += String(byte % 10);
    return digits;
  }
}

function withCheckDigit(body: string): string {
  const whole = appendCheckDigit(body);
  if (whole === undefined) throw new Error(`${body} is not made of digits`);
  return whole;
}
