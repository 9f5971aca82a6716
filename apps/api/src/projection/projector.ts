import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Ledger, RecordedBlock } from '@packtrail/ledger';
import { parseNote } from '@packtrail/ledger';
import { Database } from '../platform/database.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { LOGGER } from '../platform/logging.ts';
import { Together } from '../platform/together.ts';
import { StartRefused } from '../start/start-refused.ts';
import { applyBlocks } from './apply-block.ts';

const BLOCKS_AT_ONCE = 64;
const RETRY_MS = 1_000;
const PROJECTOR_LOCK = 72_707_370;

/** Follows the ledger into the read model. Nobody else writes there. */
@Injectable()
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  readonly #projected = new Together<void, number>(async (asked) => {
    const [row] = await this.database.often<{ block_number: number }>('select block_number from readmodel.checkpoint');
    return asked.map(() => row?.block_number ?? -1);
  });
  #following: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Refuses to start when the ledger is older than what this node has seen of it: its file was rolled back, or replaced. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#refuseRollback();
    await this.catchUp();
    this.#following = this.#follow();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await this.#following;
  }

  /** The last block in the read model; -1 before the first. */
  projectedTo(): Promise<number> {
    return this.#projected.of();
  }

  /** Applies what the ledger has and the read model has not. */
  async catchUp(): Promise<void> {
    for (;;) {
      const from = (await this.projectedTo()) + 1;
      const blocks: RecordedBlock[] = [];
      for (let number = from; blocks.length < BLOCKS_AT_ONCE; number += 1) {
        const block = await this.ledger.block(number);
        if (!block) break;
        blocks.push(block);
      }
      if (blocks.length === 0) return;
      await this.#apply(blocks);
    }
  }

  /** Empties the read model and plays the whole ledger into it again. */
  async rebuild(): Promise<void> {
    const tables = 'checkpoint, block, transaction, party, lot, unit, step, shipment, shipment_unit, recall, recall_lot, recall_ack';
    await this.database.query(`truncate ${tables.split(', ').map((table) => `readmodel.${table}`).join(', ')}`);
    await this.catchUp();
  }

  async #apply(blocks: readonly RecordedBlock[]): Promise<void> {
    await this.database.transaction(async (client) => {
      // Two nodes on one database must not both apply a block: the second waits here and then finds it applied.
      await client.query('select pg_advisory_xact_lock($1)', [PROJECTOR_LOCK]);
      const { rows } = await client.query<{ block_number: number }>('select block_number from readmodel.checkpoint');
      const done = rows[0]?.block_number ?? -1;
      const fresh = blocks.filter(({ block }) => block.number > done);
      if (fresh.length > 0 && fresh[0]?.block.number === done + 1) await applyBlocks(client, fresh);
    });
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        const from = (await this.projectedTo()) + 1;
        for await (const _block of this.ledger.blocks(from, signal)) await this.catchUp();
      } catch (error) {
        if (signal.aborted) return;
        this.logger.error({ err: error }, 'the read model could not follow; trying again');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #refuseRollback(): Promise<void> {
    const [seen] = await this.database.query<{ block_number: number; size: number; root: string }>('select block_number, size, root from readmodel.checkpoint');
    if (!seen) return;
    const block = await this.ledger.block(seen.block_number);
    const note = block && parseNote(block.checkpoint);
    if (!block || !note || 'broken' in note) {
      throw new StartRefused(
        `The ledger has been rolled back: this node has seen block ${seen.block_number} (${seen.size} entries), and the ledger file ends before it. Restore the newest ledger file.`,
      );
    }
    if (note.checkpoint.root !== seen.root) {
      throw new StartRefused(`This is not the ledger that this node has seen: block ${seen.block_number} has another root. Restore the true ledger file.`);
    }
  }
}
