import { Args, createUnionType, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CaseEvidence, NOTE_MAX } from '../../cases/case-evidence.ts';
import { CaseForms } from '../../cases/case-forms.ts';
import { CaseNotices } from '../../cases/case-notices.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { failure } from '../../platform/failure.ts';
import { CaseBook } from '../../queries/cases/case-book.ts';
import { CaseQuestionEnum, CheckAnswerEnum, ReportTypeEnum } from '../../queries/cases/models/case-enums.ts';
import { CaseNotice } from '../../queries/cases/models/case-notice.model.ts';
import { SuspectCase } from '../../queries/cases/models/suspect-case.model.ts';
import { UNIT_TEXT_MAX } from '../command.input.ts';
import { Refusal } from '../result/refusal.model.ts';
import { CaseDesk } from './case-desk.ts';
import { ClearCaseInput, DisposeCaseInput, FindIllegitimateInput } from './decide-case.input.ts';
import { Form3911Input } from './form-3911.input.ts';
import { OpenCaseInput } from './open-case.input.ts';

/** Characters of how a report was submitted, and of the number that FDA gave. */
const SHORT_MAX = 300;

const CaseResult = createUnionType({
  name: 'CaseResult',
  types: () => [SuspectCase, Refusal] as const,
  resolveType: (value: object) => ('code' in value ? Refusal : SuspectCase),
});

@Resolver()
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class CaseCommandResolver {
  constructor(
    private readonly desk: CaseDesk,
    private readonly evidence: CaseEvidence,
    private readonly forms: CaseForms,
    private readonly notices: CaseNotices,
    private readonly book: CaseBook,
  ) {}

  @Mutation(() => CaseResult, { description: 'Opens a case of suspect product, and quarantines what is not held yet.' })
  async openCase(@Current() current: Current, @Args('input') input: OpenCaseInput): Promise<typeof CaseResult> {
    return this.#decided(current, await this.desk.open(current, input));
  }

  @Mutation(() => CaseResult, { description: 'Clears a case, or some of its units, and ends their hold. Somebody else than who opened it does.' })
  async clearCase(@Current() current: Current, @Args('input') input: ClearCaseInput): Promise<typeof CaseResult> {
    return this.#decided(current, await this.desk.clear(current, input));
  }

  @Mutation(() => CaseResult, { description: 'Finds the product of a case illegitimate, or some of its units, and leads the others on in a case of their own: FDA and the immediate trading partners must be notified within 24 hours.' })
  async findIllegitimate(@Current() current: Current, @Args('input') input: FindIllegitimateInput): Promise<typeof CaseResult> {
    return this.#decided(current, await this.desk.findIllegitimate(current, input));
  }

  @Mutation(() => CaseResult, { description: 'Records what became of illegitimate product.' })
  async disposeCase(@Current() current: Current, @Args('input') input: DisposeCaseInput): Promise<typeof CaseResult> {
    return this.#decided(current, await this.desk.dispose(current, input));
  }

  @Mutation(() => SuspectCase)
  async noteInCase(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('text') text: string): Promise<SuspectCase> {
    await this.evidence.note(current, id, said(text, NOTE_MAX));
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Answers one of the questions of the investigation; the newest answer counts, all of them stay.' })
  async answerQuestion(
    @Current() current: Current,
    @Args('id', { type: () => ID }) id: string,
    @Args('question', { type: () => CaseQuestionEnum }) question: CaseQuestionEnum,
    @Args('answer', { type: () => CheckAnswerEnum }) answer: CheckAnswerEnum,
    @Args('note', { type: () => String, defaultValue: '' }) note: string,
  ): Promise<SuspectCase> {
    await this.evidence.check(current, id, { question, answer, note });
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Draws by chance which packages of a lot at hand are to be verified: three or a tenth of them, whichever is more.' })
  async drawSample(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('gtin') gtin: string, @Args('lot') lot: string): Promise<SuspectCase> {
    await this.evidence.draw(current, id, { gtin, number: lot });
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Ticks a package of the sample by its barcode, which is compared with the record.' })
  async tickSample(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('text') text: string, @Args('note', { type: () => String, defaultValue: '' }) note: string): Promise<SuspectCase> {
    await this.evidence.tick(current, id, { text: said(text, UNIT_TEXT_MAX), note });
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Tells the immediate trading partners whom the trace finds, each once.' })
  async tellPartners(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<SuspectCase> {
    await this.notices.tell(current, id);
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Writes what Form FDA 3911 asks and the case does not say.' })
  async writeForm3911(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('input') input: Form3911Input): Promise<SuspectCase> {
    await this.forms.write(current, id, { ...input });
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Records that a person submitted a report to FDA: nothing is sent from here.' })
  async recordSubmission(
    @Current() current: Current,
    @Args('id', { type: () => ID }) id: string,
    @Args('type', { type: () => ReportTypeEnum }) type: ReportTypeEnum,
    @Args('submittedAt', { type: () => Date }) submittedAt: Date,
    @Args('how', { description: 'By which road, such as the CDER NextGen Portal.' }) how: string,
  ): Promise<SuspectCase> {
    await this.forms.submitted(current, id, { type, submittedAt, how: said(how, SHORT_MAX) });
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Records the incident number that FDA gave.' })
  async recordIncidentNumber(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('incidentNumber') incidentNumber: string): Promise<SuspectCase> {
    await this.forms.numbered(current, id, said(incidentNumber, SHORT_MAX));
    return this.#shown(current, id);
  }

  @Mutation(() => SuspectCase, { description: 'Records that FDA agreed to the termination, and tells the same partners.' })
  async terminateCase(@Current() current: Current, @Args('id', { type: () => ID }) id: string, @Args('note', { type: () => String, defaultValue: '' }) note: string): Promise<SuspectCase> {
    if (note.length > NOTE_MAX) throw failure('BAD_INPUT', `A note has at most ${NOTE_MAX} characters.`);
    await this.notices.terminate(current, id, note.trim());
    return this.#shown(current, id);
  }

  @Mutation(() => CaseNotice, { description: "Answers a partner's notice: no such product was found. Where it was, open a case under the notice." })
  async answerNoneFound(@Current() current: Current, @Args('noticeId', { type: () => ID }) noticeId: string, @Args('note', { type: () => String, defaultValue: '' }) note: string): Promise<CaseNotice> {
    if (note.length > NOTE_MAX) throw failure('BAD_INPUT', `A note has at most ${NOTE_MAX} characters.`);
    await this.notices.noneFound(current, noticeId, note.trim());
    const notice = await this.book.notice(current, noticeId);
    if (!notice) throw failure('NOT_FOUND', 'You were sent no such notice.');
    return notice;
  }

  async #decided(current: Current, decided: string | Refusal): Promise<SuspectCase | Refusal> {
    return typeof decided === 'string' ? this.#shown(current, decided) : decided;
  }

  async #shown(current: Current, id: string): Promise<SuspectCase> {
    const shown = await this.book.one(current, id);
    if (!shown) throw failure('NOT_FOUND', 'You have no such case.');
    return shown;
  }
}

/** A text that says something, and not too much. */
function said(text: string, most: number): string {
  if (text.trim() === '' || text.length > most) throw failure('BAD_INPUT', `Say it in at most ${most.toLocaleString('en-US')} characters.`);
  return text.trim();
}
