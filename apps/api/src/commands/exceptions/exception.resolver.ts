import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Correspondence } from '../../exceptions/correspondence.ts';
import { ExceptionRows } from '../../exceptions/exception-rows.ts';
import { Exceptions } from '../../exceptions/exceptions.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { Users } from '../../identity/users.ts';
import { failure } from '../../platform/failure.ts';
import { ExceptionBook } from '../../queries/exceptions/exception-book.ts';
import { ExceptionCase } from '../../queries/exceptions/models/exception-case.model.ts';
import { REASON_MAX } from '../command.input.ts';
import { CommandResult } from '../result/command-result.ts';
import { AnswerExceptionInput } from './answer-exception.input.ts';
import { CorrectExceptionInput } from './correct-exception.input.ts';
import { CorrectionDesk } from './correction-desk.ts';
import { OpenExceptionInput } from './open-exception.input.ts';

/** Characters of a partner's message that is brought in by hand. */
const MESSAGE_MAX = 5_000_000;

@Resolver()
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class ExceptionCommandResolver {
  constructor(
    private readonly exceptions: Exceptions,
    private readonly correspondence: Correspondence,
    private readonly rows: ExceptionRows,
    private readonly users: Users,
    private readonly book: ExceptionBook,
    private readonly corrections: CorrectionDesk,
  ) {}

  @Mutation(() => ExceptionCase, { description: 'Opens a case: goods without data, data without goods, and what else does not fit.' })
  async openException(@Current() current: Current, @Args('input') input: OpenExceptionInput): Promise<ExceptionCase> {
    return this.#shown(current, await this.exceptions.open(current, input));
  }

  @Mutation(() => ExceptionCase, { description: 'Gives a case to a colleague, or to nobody.' })
  async assignException(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('userId', { type: () => ID, nullable: true }) userId: string | null): Promise<ExceptionCase> {
    await this.#shown(current, id);
    if (userId && !(await this.users.of(current.organisation.id)).some((user) => user.id === userId)) throw failure('NOT_FOUND', 'You have no such colleague.');
    await this.rows.assign(id, userId ?? null);
    return this.#shown(current, id);
  }

  @Mutation(() => ExceptionCase, { description: 'Tells the partner: one here sees it at once, for another there is the report to send.' })
  async reportException(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<ExceptionCase> {
    await this.correspondence.report(current, id);
    return this.#shown(current, id);
  }

  @Mutation(() => ExceptionCase, { description: 'Answers what a partner reported, item by item.' })
  async answerException(@Current() current: Current, @Args('input') { answers, id, note }: AnswerExceptionInput): Promise<ExceptionCase> {
    const told = answers.map(({ accept, alternative, comment, itemId }) => ({ itemUuid: itemId, answer: accept ? ('Accept' as const) : ('Reject' as const), comment: comment ?? null, alternative: alternative ?? null }));
    await this.correspondence.answer(current, id, { answers: told, note: note ?? null });
    return this.#shown(current, id);
  }

  @Mutation(() => CommandResult, { description: 'Accepts items of a partner’s report and mends the record: by a correction shipment, whose receipt settles them, or by taking back what did not arrive.' })
  correctException(@Current() current: Current, @Args('input') input: CorrectExceptionInput): Promise<typeof CommandResult> {
    return this.corrections.correct(current, input);
  }

  @Mutation(() => ExceptionCase, { description: 'Settles a case. It stays in the record.' })
  async resolveException(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('resolution') resolution: string): Promise<ExceptionCase> {
    if (resolution.trim() === '' || resolution.length > REASON_MAX) throw failure('BAD_INPUT', `Say in at most ${REASON_MAX} characters how it was settled.`);
    await this.correspondence.resolve(current, id, resolution.trim());
    return this.#shown(current, id);
  }

  @Mutation(() => ExceptionCase, { description: "Takes in a partner's report or answer: the JSON of the Partnership for DSCSA Governance, as text." })
  async takeExceptionMessage(@Current() current: Current, @Args('text') text: string): Promise<ExceptionCase> {
    if (text.length > MESSAGE_MAX) throw failure('BAD_INPUT', `A message has at most ${MESSAGE_MAX.toLocaleString('en-US')} characters.`);
    return this.#shown(current, await this.correspondence.take(current.organisation.id, text));
  }

  async #shown(current: Current, id: string): Promise<ExceptionCase> {
    const shown = await this.book.one(current, id);
    if (!shown) throw failure('NOT_FOUND', 'You have no such case.');
    return shown;
  }
}
