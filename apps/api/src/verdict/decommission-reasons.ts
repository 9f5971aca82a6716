import { Inject, Injectable } from '@nestjs/common';
import { type Command, isCommand, type Ledger } from '@packtrail/ledger';
import { LEDGER } from '../platform/ledger.module.ts';
import type { LedgerStep } from '../read-model/pedigree.ts';

/** Why units were decommissioned, from the signed commands themselves: every node has them, whoever's documents it holds. */
@Injectable()
export class DecommissionReasons {
  constructor(@Inject(LEDGER) private readonly ledger: Ledger) {}

  /** The reason of the newest decommissioning among these steps; null without one. */
  async of(steps: readonly LedgerStep[]): Promise<string | null> {
    const step = steps.findLast(({ type }) => type === 'decommission');
    if (!step) return null;
    const recorded = await this.ledger.block(step.block_number);
    const transaction = recorded?.block.transactions[step.position - recorded.firstPosition];
    if (!transaction) throw new Error(`block ${step.block_number} has no transaction at ${step.position}`);
    const command = JSON.parse(transaction.command) as Command;
    return isCommand(command, 'decommission') ? command.body.reason : null;
  }
}
