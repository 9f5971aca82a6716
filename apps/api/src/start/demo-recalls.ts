import { Injectable } from '@nestjs/common';
import type { CommandResult } from '../commands/result/command-result.ts';
import type { Current } from '../identity/current.ts';

/** placeholder until the recall commands stand */
@Injectable()
export class DemoRecalls {
  async issue(_first: Current, _second: Current, _recall: object, _commandId: () => string): Promise<typeof CommandResult> {
    return { txId: '', blockNumber: 0, repeated: false, made: null };
  }
}
