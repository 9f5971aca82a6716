import { Inject, Injectable } from '@nestjs/common';
import { type Damage, type Ledger, parseNote, transactionId } from '@packtrail/ledger';
import { AccessLog } from '../../access/access-log.ts';
import { readsAllTransactions } from '../../access/policy.ts';
import type { Current } from '../../identity/current.ts';
import { LEDGER } from '../../platform/ledger.module.ts';
import { Projector } from '../../projection/projector.ts';
import { LedgerRows, type TransactionLine } from '../../read-model/ledger-rows.ts';
import { PartyNames } from '../../read-model/party-names.ts';
import { Witnesses } from '../../witness/witnesses.ts';
import type { Block } from './models/block.model.ts';
import type { LedgerStatus } from './models/ledger-status.model.ts';
import type { LedgerTransaction } from './models/ledger-transaction.model.ts';
import { type Mode, trustTable } from './trust.ts';

/** A transaction but for its signed bytes, which are only fetched when they are asked for. */
export type ShownTransaction = Omit<LedgerTransaction, 'canonical' | 'endorsers' | 'signature'> & { readonly hidden: boolean };
export type ShownBlock = Omit<Block, 'transactions'> & { transactions: ShownTransaction[] };

/** The ledger as it may be read: a party reads the transactions that name it, regulator and operator all, others learn that there is one. */
@Injectable()
export class LedgerBook {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    private readonly rows: LedgerRows,
    private readonly names: PartyNames,
    private readonly projector: Projector,
    private readonly witnesses: Witnesses,
    private readonly accessLog: AccessLog,
  ) {}

  /** Asked again and again by every portal that waits for its block: it counts nothing and reads one row. */
  async status(): Promise<LedgerStatus> {
    const [checkpoint, handovers, projectedTo] = await Promise.all([this.ledger.checkpoint(), this.ledger.handovers(), this.projector.projectedTo()]);
    const note = parseNote(checkpoint);
    if ('broken' in note) throw new Error(`the newest checkpoint ${note.broken}`);
    const { auditedTo, damage, stopped } = this.ledger.audit();
    const mode: Mode = this.ledger.engine === 'fabric' ? 'fabric' : 'hosted';
    return {
      engine: this.ledger.engine,
      mode,
      origin: this.ledger.origin,
      blockNumber: note.checkpoint.blockNumber,
      // All leaves of the log but the genesis.
      transactions: note.checkpoint.size - 1,
      auditedTo: auditedTo < 0 ? null : auditedTo,
      projectedTo: Math.max(0, projectedTo),
      root: note.checkpoint.root,
      // With the lines of those who cosigned this very one, where they have.
      checkpoint: this.witnesses.covering(note.checkpoint.size) ?? checkpoint,
      logKey: this.ledger.verifierKey,
      handovers,
      trust: trustTable(this.witnesses.inForce ? [mode, 'witnessed'] : [mode]),
      witnesses: this.witnesses.standings(),
      warnings: damage.length === 0 && stopped !== null ? [`Writing has stopped: ${stopped}.`] : damage.map(warningOf),
    };
  }

  async blocks(current: Current, { before, first }: { before: number | null; first: number }): Promise<ShownBlock[]> {
    const blocks = await this.rows.blocks(before, first);
    const lines = await this.rows.ofBlocks(blocks.map(({ number }) => number), current.organisation.id);
    const shown = await this.#show(current, lines);
    return blocks.map(({ at, hash, note, number, size }) => ({ number, hash, at, size, checkpoint: note, transactions: shown.filter(({ blockNumber }) => blockNumber === number) }));
  }

  async transaction(current: Current, txId: string): Promise<ShownTransaction | null> {
    const line = await this.rows.one(txId, current.organisation.id);
    if (!line) return null;
    const [shown] = await this.#show(current, [line]);
    if (shown && !shown.hidden && !isByRegistrar(line.type)) {
      await this.accessLog.recordRead({ readerOrganisation: current.organisation.id, readerUser: current.user.id, ownerOrganisation: line.by_party, subject: `transaction ${txId}`, purpose: 'ledger: read' });
    }
    return shown ?? null;
  }

  /** The signed bytes and the signature of a transaction; nothing of one that the asker may not read. */
  async signed({ blockNumber, hidden, txId }: ShownTransaction): Promise<{ command: string; signature: string }> {
    if (hidden) return { command: '', signature: '' };
    const recorded = await this.ledger.block(blockNumber);
    const found = recorded?.block.transactions.find(({ command }) => transactionId(command) === txId);
    if (!found) throw new Error(`the transaction ${txId} is in the read model and not in block ${blockNumber}`);
    return found;
  }

  async #show(current: Current, lines: readonly TransactionLine[]): Promise<ShownTransaction[]> {
    const names = await this.names.of(lines.map(({ by_party: by }) => by));
    const all = readsAllTransactions(current);
    return lines.map(({ at, block_number: blockNumber, by_party: by, docs, historical, named, position, tx_id: txId, type, units }) => {
      const place = { txId, blockNumber, position, at };
      if (!named && !all) return { ...place, type: 'HIDDEN', by: null, units: 0, historical: false, documents: [], hidden: true };
      return { ...place, type, by: isByRegistrar(type) ? 'Registrar' : (names.get(by) ?? by), units, historical, documents: [...docs], hidden: false };
    });
  }
}

const warningOf = ({ kind, name, rule }: Damage): string => `The ${kind} ${name} ${rule}. Writing has stopped; nothing was repaired.`;

/** Whichever node's registrar it was. */
const isByRegistrar = (type: string): boolean => type === 'registerParty' || type === 'updateParty';
