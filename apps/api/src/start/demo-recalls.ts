import { Injectable } from '@nestjs/common';
import type { ProposeRecallInput } from '../commands/recall/propose-recall.input.ts';
import { RecallDesk } from '../commands/recall/recall-desk.ts';
import type { CommandResult } from '../commands/result/command-result.ts';
import type { Current } from '../identity/current.ts';
import { RecallDepth } from '../queries/recalls/models/recall-depth.enum.ts';
import { RecallClass } from '../verdict/models/recall-class.enum.ts';

export interface DemoRecall extends Pick<ProposeRecallInput, 'reason' | 'instructions' | 'contact'> {
  readonly gtin: string;
  readonly lot: string;
  readonly class: keyof typeof RecallClass;
  readonly depth: keyof typeof RecallDepth;
}

/** Recalls of the demo, by two people as everywhere: one proposes, another one confirms. */
@Injectable()
export class DemoRecalls {
  constructor(private readonly desk: RecallDesk) {}

  async issue(
    first: Current,
    second: Current,
    { gtin, lot, ...recall }: DemoRecall,
    commandId: () => string,
  ): Promise<typeof CommandResult> {
    const id = await this.desk.propose(first, {
      ...recall,
      lots: [{ gtin, lot }],
      class: RecallClass[recall.class],
      depth: RecallDepth[recall.depth],
    });
    return this.desk.confirm(second, { id, commandId: commandId() });
  }
}
