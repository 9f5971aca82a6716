import { Inject, Injectable } from '@nestjs/common';
import { type Command, type Entry, entryProof, factKey, keyHash, type Ledger, type PartyFact, parseNote, turnsOf, type UnitFact } from '@packtrail/ledger';
import { readsAllTrade } from '../access/policy.ts';
import { linkOf } from '../documents/unit-link.ts';
import { type UnitRow, UnitFinder } from '../handoffs/find-units.ts';
import type { Current } from '../identity/current.ts';
import { Database } from '../platform/database.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { Pedigrees } from '../read-model/pedigree.ts';
import { Transactions } from '../read-model/transactions.ts';
import { GtinSecrets } from '../vault/gtin-secrets.ts';
import { Witnesses } from '../witness/witnesses.ts';
import { type NeededEntries, neededEntries } from './dossier-entries.ts';
import { KnownUnits, lastInvolved } from '../read-model/known-unit.ts';

/** Makes dossiers: what a browser, or anyone with the key of the log, needs to check a unit's history by itself. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly database: Database,
    private readonly known: KnownUnits,
    private readonly pedigrees: Pedigrees,
    private readonly transactions: Transactions,
    private readonly finder: UnitFinder,
    private readonly secrets: GtinSecrets,
    private readonly witnesses: Witnesses,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** The dossier of a unit up to the asker's own last part in it, as JSON; null when there is none that the asker may have. */
  async of(current: Current, link: string): Promise<string | null> {
    const { organisation } = current;
    const found = await this.known.find(link, organisation.id);
    if (!found) return null;
    const { placed, steps: visible } = found.unit;
    const isRegulator = readsAllTrade(current);
    const last = isRegulator ? visible.length - 1 : lastInvolved(found.unit, organisation.id);
    const upTo = visible[last]?.position;
    if (upTo === undefined) return null;
    const needed = neededEntries(placed.ref, { ...(await this.pedigrees.load(placed.ref)), upTo });
    // What witnesses have cosigned stands for more than the newest, when all steps lie below it.
    const checkpoint = this.witnesses.covering(Math.max(...needed.positions.keys()) + 1) ?? (await this.ledger.checkpoint());
    const handovers = await this.ledger.handovers();
    const { inclusions, steps } = await this.#steps(needed, { reader: organisation.id, readsAll: isRegulator, size: sizeOf(checkpoint) });
    const named = await this.#named([placed.ref, ...needed.contents.values()]);
    return JSON.stringify({
      format: 'packtrail/dossier/1',
      checkpoint,
      ...(handovers.length > 0 && { handovers }),
      unit: named.get(placed.ref),
      containers: [...named].filter(([ref]) => ref !== placed.ref).map(([, each]) => each),
      steps,
      contents: await this.#contents(needed),
      inclusions,
    });
  }

  async #steps(needed: NeededEntries, { size, ...rights }: { reader: string; readsAll: boolean; size: number }) {
    const positions = [...needed.positions.keys()].sort((a, b) => b - a);
    const placed = await this.transactions.at(positions);
    const steps: unknown[] = [];
    const inclusions: unknown[] = [];
    for (const { block_number: blockNumber, position, tx_id: txId } of placed) {
      const recorded = await this.ledger.block(blockNumber);
      const transaction = recorded?.block.transactions[position - recorded.firstPosition];
      if (!transaction) throw new Error(`block ${blockNumber} has no transaction at ${position}`);
      const command = JSON.parse(transaction.command) as Command;
      const units = needed.positions.get(position) ?? new Set<string>();
      const facts = new Map(transaction.writes.map(([key, fact]) => [key, fact]));
      let leaf = '';
      const entries = transaction.entries.flatMap((entry: Entry, index) => {
        if (!units.has(entry.unit)) return [];
        const { last, ...fact } = facts.get(factKey.unit(entry.unit)) as UnitFact;
        leaf = last;
        return [{ entry, ...entryProof(transaction.entries, index), fact }];
      });
      steps.push({
        command: transaction.command,
        signature: transaction.signature,
        spki: await this.#spki(command),
        entries,
        documents: await this.#documents(command, rights),
      });
      const proof = needed.heads.has(position) ? await this.ledger.proof(txId, size) : null;
      if (proof) inclusions.push({ leaf, index: proof.position, size: proof.size, path: proof.path });
    }
    return { steps, inclusions };
  }

  async #spki({ by, key }: Command): Promise<string> {
    const party = (await this.ledger.fact(factKey.party(by))) as PartyFact | undefined;
    const found = party?.keys.find(({ spki }) => keyHash(spki) === key);
    if (!found) throw new Error(`the key ${key} of ${by} is not on the ledger`);
    return found.spki;
  }

  /** Heads of documents that are the reader's own, or of a shipment to him; what others agreed among themselves stays with them. */
  async #documents({ body, by, docs }: Command, { reader, readsAll }: { reader: string; readsAll: boolean }): Promise<unknown[]> {
    if (!readsAll && by !== reader && !('to' in body && body.to === reader)) return [];
    const rows = await this.database.query<{ head: string; salt: Uint8Array }>('select head, salt from record.document where doc_hash = any ($1) order by position', [docs]);
    return rows.map(({ head, salt }) => ({ head: JSON.parse(head) as unknown, salt: Buffer.from(salt).toString('hex') }));
  }

  async #contents({ contents }: NeededEntries): Promise<unknown[]> {
    return Promise.all(
      [...contents].map(async ([unit, container]) => {
        const { index, size, ...proof } = (await this.finder.contents(container)).proofOf(unit.split('/')[1] as string);
        return { container, unit, turns: turnsOf(index, size), ...proof };
      }),
    );
  }

  /** Keys with the EPC and the salt that they are made of. */
  async #named(refs: readonly string[]): Promise<Map<string, { ref: string; link: string; salt: string }>> {
    const split = [...new Set(refs)].map((ref) => ref.split('/'));
    const rows = await this.database.query<Pick<UnitRow, 'issuer' | 'key' | 'gtin' | 'serial' | 'sscc'> & { salt: Uint8Array | null; epoch: number | null }>(
      'select issuer, key, gtin, serial, sscc, salt, epoch from record.unit u join unnest($1::text[], $2::text[]) as asked (i, k) on u.issuer = asked.i and u.key = asked.k',
      [split.map(([issuer]) => issuer), split.map(([, key]) => key)],
    );
    const named = await Promise.all(
      rows.map(async (row) => {
        const link = linkOf(row);
        const [derived] = row.salt ? [row.salt] : await this.secrets.saltsFor(row.issuer, row.gtin as string, [link], row.epoch ?? undefined);
        const ref = `${row.issuer}/${row.key}`;
        return [ref, { ref, link, salt: Buffer.from(derived as Uint8Array).toString('hex') }] as const;
      }),
    );
    return new Map(named);
  }
}

/** How many leaves the log of a checkpoint has. */
function sizeOf(note: string): number {
  const parsed = parseNote(note);
  if ('broken' in parsed) throw new Error(`a checkpoint of the log ${parsed.broken}`);
  return parsed.checkpoint.size;
}
