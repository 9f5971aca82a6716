import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type Body,
  canonicalJson,
  type Command,
  commandText,
  type CommandType,
  CONTRACT_VERSION,
  documentHash,
  documentHead,
  inKeyOrder,
  type Json,
  type Ledger,
  type Refusal,
  refuse,
  toHex,
  transactionId,
} from '@packtrail/ledger';
import { eventRow, isEpcisEvent } from '../documents/event-row.ts';
import { EventStore } from '../documents/event-store.ts';
import { type Clock, LEDGER_CLOCK } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { Salts } from '../vault/salts.ts';
import { SigningKeys } from '../vault/signing-keys.ts';
import type { Actor } from './actor.ts';
import { type NodeRefusal, nodeRefusal } from './node-refusals.ts';
import { Outbox, type OutboxRow } from './outbox.ts';

/** A document to commit to: an EPCIS event, or a transaction statement. */
export interface DraftDocument {
  readonly event: Readonly<Record<string, Json>>;
  readonly eventTime: Date;
  readonly bizStep: string;
}

/** A checked handoff, ready to be signed. */
export interface Handoff<T extends CommandType = CommandType> {
  readonly type: T;
  readonly body: Omit<Body<T>, 'historical'>;
  readonly documents: readonly DraftDocument[];
  /** The unit key of each EPC that the documents list. */
  keyOf(epc: string): string;
  /** What it makes, as the caller is told: a shipment, a lot, a recall, an SSCC. */
  readonly made: string | null;
  /** Names for people in place of ledger keys, for refusals. */
  readonly names: ReadonlyMap<string, string>;
  /** Stores what belongs to the command, in the transaction of its outbox row. `documents` are the hashes in their order. */
  store?(client: Queryable, documents: readonly string[]): Promise<void>;
}

export type Recorded =
  | { readonly kind: 'receipt'; readonly txId: string; readonly blockNumber: number; readonly repeated: boolean; readonly made: string | null }
  | { readonly kind: 'refusal'; readonly refusal: NodeRefusal };

const WEEK_MS = 7 * 86_400_000;
const TRIES = 3;

/** The one road in: whatever is recorded, from a form or a file, becomes documents and one signed command here. */
@Injectable()
export class Handoffs {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly keys: SigningKeys,
    private readonly salts: Salts,
    private readonly events: EventStore,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(LEDGER_CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Records a handoff under the client's command id. `request` is what the client asked: a repeat of it is answered with the first
   * answer, another request under the same id is refused. `prepare` is only called for what is new.
   */
  async record(actor: Actor, { commandId, prepare, request, type }: { commandId: string; type: CommandType; request: Json; prepare: () => Promise<Handoff | NodeRefusal> }): Promise<Recorded> {
    const digest = createHash('sha256')
      .update(canonicalJson([type, request]))
      .digest('hex');
    const known = await this.outbox.find(commandId);
    if (known) return this.#again(actor, known, digest);
    const handoff = await prepare();
    if ('code' in handoff) return { kind: 'refusal', refusal: handoff };
    const row = await this.#store(actor, { commandId, digest, handoff });
    if ('code' in row) return { kind: 'refusal', refusal: row };
    return this.#send(row, handoff.names);
  }

  /** Whether a command of this id was stored before, whatever became of it. */
  async isKnown(commandId: string): Promise<boolean> {
    return (await this.outbox.find(commandId)) !== undefined;
  }

  /** Sends what was stored and not settled when the node stopped: asks the ledger first, then sends the same command again. */
  async recover(): Promise<number> {
    const rows = await this.outbox.pending();
    // Side by side, as they were sent before: on a network each waits for a block. Nobody sends what depends on another that he has no answer to.
    for (let from = 0; from < rows.length; from += RECOVERED_AT_ONCE) await Promise.all(rows.slice(from, from + RECOVERED_AT_ONCE).map((row) => this.#send(row, new Map())));
    return rows.length;
  }

  async #again(actor: Actor, row: OutboxRow, digest: string): Promise<Recorded> {
    if (row.organisation_id !== actor.organisationId || row.digest !== digest) {
      return refusalOf(refuse('COMMAND_ID_REUSED', { commandId: row.command_id }), new Map());
    }
    if (row.state === 'refused' && row.refusal) return { kind: 'refusal', refusal: row.refusal };
    if (row.state === 'recorded' && row.receipt) return { kind: 'receipt', ...row.receipt, repeated: true };
    return this.#send(row, new Map());
  }

  async #store(actor: Actor, { commandId, digest, handoff }: { commandId: string; digest: string; handoff: Handoff }): Promise<OutboxRow | NodeRefusal> {
    const now = this.clock.now();
    const documents = handoff.documents.map(({ bizStep, event, eventTime }) => {
      const salt = this.salts.draw();
      const head = documentHead(event, (epc) => handoff.keyOf(epc));
      return { bizStep, event, eventTime, salt, head: canonicalJson(head), hash: documentHash(salt, head) };
    });
    const signed = await this.#sign(actor.organisationId, {
      at: now.getTime(),
      body: inKeyOrder({ ...handoff.body, historical: isHistorical(handoff, now) } as Command['body']),
      commandId,
      docs: documents.map(({ hash }) => hash),
      type: handoff.type,
    });
    const row = { command_id: commandId, organisation_id: actor.organisationId, type: handoff.type, digest, command: signed.command, signature: signed.signature, tx_id: signed.txId };
    try {
      await this.database.transaction(async (client) => {
        await this.outbox.put(client, { ...row, made: handoff.made });
        await client.query(
          `insert into record.document (doc_hash, command_id, position, organisation_id, salt, event, head, event_time, biz_step, created_at)
           select d.hash, $1, d.position, $2, d.salt, d.event, d.head, d.event_time, d.biz_step, $3
             from unnest($4::text[], $5::int[], $6::bytea[], $7::jsonb[], $8::text[], $9::timestamptz[], $10::text[])
                  as d (hash, position, salt, event, head, event_time, biz_step)`,
          [
            commandId,
            actor.organisationId,
            now,
            documents.map(({ hash }) => hash),
            documents.map((_, position) => position),
            documents.map(({ salt }) => salt),
            documents.map(({ event }) => JSON.stringify(event)),
            documents.map(({ head }) => head),
            documents.map(({ eventTime }) => eventTime),
            documents.map(({ bizStep }) => bizStep),
          ],
        );
        const events = documents.flatMap(({ event, hash }, position) => (isEpcisEvent(event) ? [eventRow(event, { position, document: hash })] : []));
        await this.events.put(client, { organisationId: actor.organisationId, sourceId: commandId, at: now }, events);
        await handoff.store?.(
          client,
          documents.map(({ hash }) => hash),
        );
      });
    } catch (error) {
      const refusal = serialTaken(error);
      if (refusal) return refusal;
      throw error;
    }
    return { ...row, state: 'pending', receipt: { txId: '', blockNumber: -1, made: handoff.made }, refusal: null };
  }

  async #send(row: OutboxRow, names: ReadonlyMap<string, string>): Promise<Recorded> {
    let { command, signature, tx_id: txId } = row;
    for (let tried = 0; tried < TRIES; tried += 1) {
      const result = (await this.ledger.receipt(txId)) ?? (await this.ledger.submit({ command, signature }));
      if (result.kind === 'receipt') {
        await this.outbox.recorded(row.command_id, result);
        return { kind: 'receipt', txId: result.txId, blockNumber: result.blockNumber, repeated: false, made: row.receipt?.made ?? null };
      }
      if (result.kind === 'refusal') {
        const told = refusalOf(result.refusal, new Map([...names, ...(await this.#partyNames(result.refusal))]));
        if (told.kind === 'refusal') await this.outbox.refused(row.command_id, told.refusal);
        return told;
      }
      if (result.reason !== 'STALE') throw failure('CONFLICT', UNKNOWN[result.reason]);
      // The same command under the same id, signed for now.
      const { by: _by, contract: _contract, key: _key, origin: _origin, ...rest } = JSON.parse(command) as Command;
      ({ command, signature, txId } = await this.#sign(row.organisation_id, { ...rest, at: this.clock.now().getTime() }));
      await this.outbox.resign(row.command_id, { command, signature, txId });
    }
    throw failure('CONFLICT', UNKNOWN.STALE);
  }

  /** Trading partners that a refusal speaks of, by their names. */
  async #partyNames(refusal: Refusal): Promise<[string, string][]> {
    const rows = await this.database.query<{ id: string; name: string }>('select id, name from record.organisation where id = any ($1)', [Object.values(refusal.arguments)]);
    return rows.map(({ id, name }) => [id, name]);
  }

  async #sign(by: string, parts: Omit<Command, 'by' | 'contract' | 'key' | 'origin'>) {
    const { keyId } = await this.keys.current(by);
    const command = commandText({ ...parts, by, contract: CONTRACT_VERSION, key: keyId, origin: this.ledger.origin });
    const { signature } = await this.keys.sign(by, new TextEncoder().encode(command));
    return { command, signature: toHex(signature), txId: transactionId(command) };
  }
}

/** Whether a handoff tells of something more than a week ago: then the ledger does not judge it by expiry, and marks its steps. */
export const isHistorical = ({ documents }: Pick<Handoff, 'documents'>, now: Date): boolean => documents.some(({ eventTime }) => now.getTime() - eventTime.getTime() > WEEK_MS);

const RECOVERED_AT_ONCE = 100;

const UNKNOWN = {
  STALE: 'The clock of this node and that of the ledger differ by more than five minutes.',
  BUSY: 'The ledger is busy. Nothing was recorded: send it again in a moment.',
  STOPPED: 'The ledger has stopped writing. Nothing was recorded; the operator must look at it.',
  TIMEOUT: 'The ledger did not answer in time. Send it again: it is recorded once.',
} as const;

/** A refusal in which ledger keys are replaced by the names that people know them by. */
function refusalOf(refusal: Refusal, names: ReadonlyMap<string, string>): Recorded {
  const named = Object.fromEntries(Object.entries(refusal.arguments).map(([name, value]) => [name, names.get(value) ?? value]));
  return { kind: 'refusal', refusal: refuse(refusal.code, named) };
}

/** The issuer's own node keeps the promise that a serial is commissioned once. */
function serialTaken(error: unknown): NodeRefusal | null {
  const { code, detail = '', table } = error as { code?: string; detail?: string; table?: string };
  if (code !== '23505' || table !== 'unit') return null;
  const [, gtin = '', serial = ''] = /=\([^,]+, ([^,]+), (.+)\)/.exec(detail) ?? [];
  return nodeRefusal('ALREADY_COMMISSIONED', { unit: gtin ? `(01)${gtin}(21)${serial}` : detail });
}

