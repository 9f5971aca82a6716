import { Injectable } from '@nestjs/common';
import { prefixResolver } from 'gs1-barcodes';
import { type EpcisEvent, type EpcisQueryDocument, writeJsonQueryDocument, writeQueryDocument } from 'gs1-barcodes/epcis';
import { Database } from '../../../platform/database.ts';
import type { Wanted } from './negotiation.ts';
import { Problem } from '../problem.ts';

/** Writes what a query found as an EPCISQueryDocument. */
@Injectable()
export class FoundDocument {
  constructor(private readonly database: Database) {}

  /** Refuses (NotAcceptableException) to write EPC URNs for a key whose company prefix has no known length, naming the key. */
  async write(found: EpcisQueryDocument, { epcs, media, words }: Wanted): Promise<string> {
    const spelling = epcs === 'Always_EPC_URN' ? { gcpLength: await this.#prefixes(found.events) } : {};
    const written = media === 'application/xml' ? writeQueryDocument(found, { ...spelling, words }) : writeJsonQueryDocument(found, spelling);
    if (written.ok) return typeof written.value === 'string' ? written.value : JSON.stringify(written.value);
    const [issue] = written.issues;
    throw new Problem('NotAcceptableException', `GS1-EPC-Format: ${issue?.value ?? 'a key'} cannot be written as an EPC URN (${issue?.message ?? ''}); ask for Always_GS1_Digital_Link.`);
  }

  /** The company prefixes that are registered here, and those that partners' files showed. */
  async #prefixes(events: readonly EpcisEvent[]) {
    if (events.length === 0) return prefixResolver([]);
    const rows = await this.database.query<{ prefix: string }>(
      `select unnest(gs1_prefixes) as prefix from record.organisation
       union select jsonb_array_elements_text(event -> 'companyPrefixes') from record.document where biz_step = 'transaction_statement' and event ? 'companyPrefixes'`,
    );
    return prefixResolver(rows.map(({ prefix }) => prefix));
  }
}
