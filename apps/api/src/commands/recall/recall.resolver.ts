import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { failure } from '../../platform/failure.ts';
import { Recall } from '../../queries/recalls/models/recall.model.ts';
import { RecallBook, type ShownRecall } from '../../queries/recalls/recall-book.ts';
import { CommandResult } from '../result/command-result.ts';
import { AcknowledgeRecallInput } from './acknowledge-recall.input.ts';
import { ConfirmRecallInput } from './confirm-recall.input.ts';
import { ProposeRecallInput } from './propose-recall.input.ts';
import { RecallDesk } from './recall-desk.ts';

@Resolver()
export class RecallCommandResolver {
  constructor(
    private readonly desk: RecallDesk,
    private readonly book: RecallBook,
  ) {}

  @Roles(UserRole.MANUFACTURER, UserRole.REGULATOR)
  @Mutation(() => Recall, { description: 'A draft; it stops nothing until a second person confirms it.' })
  async proposeRecall(@Current() current: Current, @Args('input') input: ProposeRecallInput): Promise<ShownRecall> {
    return this.#shown(current, await this.desk.propose(current, input));
  }

  @Roles(UserRole.MANUFACTURER, UserRole.REGULATOR)
  @Mutation(() => CommandResult, { description: 'Puts a draft into force; by another person than who proposed it.' })
  confirmRecall(@Current() current: Current, @Args('input') input: ConfirmRecallInput): Promise<typeof CommandResult> {
    return this.desk.confirm(current, input);
  }

  @Roles(UserRole.MANUFACTURER, UserRole.REGULATOR)
  @Mutation(() => Recall, { description: 'Withdraws a draft.' })
  async withdrawRecall(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<ShownRecall> {
    await this.desk.withdraw(current, id);
    return this.#shown(current, id);
  }

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Answers a recall with what was counted; a later answer replaces the earlier one.' })
  acknowledgeRecall(@Current() current: Current, @Args('input') input: AcknowledgeRecallInput): Promise<typeof CommandResult> {
    return this.desk.acknowledge(current, input);
  }

  async #shown(current: Current, id: string): Promise<ShownRecall> {
    const recall = await this.book.one(current, id);
    if (!recall) throw failure('NOT_FOUND', 'You have no such recall.');
    return recall;
  }
}
