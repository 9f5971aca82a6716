import { Inject, Injectable } from '@nestjs/common';
import type { Current } from '../identity/current.ts';
import { Organisations } from '../identity/organisations.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { failure } from '../platform/failure.ts';
import { StatementRows } from '../read-model/statement-rows.ts';
import { CaseEvidence } from './case-evidence.ts';
import { type CaseFile, entriesOf, withoutLeft } from './case-file.ts';
import { CaseRows } from './case-rows.ts';
import type { CaseAct } from './case-states.ts';
import { Cases } from './cases.ts';
import { type Form3911, form3911, type FormDrug } from './form-3911.ts';
import type { FormFields, ReportType } from './form-fields.ts';

const ACTS: Record<ReportType, CaseAct> = { INITIAL: 'notifyFda', FOLLOW_UP: 'followUp', TERMINATION: 'requestTermination' };

/** Form FDA 3911 of a case: what is written for it, its data set, and that a person submitted it. Nothing is ever sent to FDA from here. */
@Injectable()
export class CaseForms {
  constructor(
    private readonly cases: Cases,
    private readonly rows: CaseRows,
    private readonly evidence: CaseEvidence,
    private readonly organisations: Organisations,
    private readonly statements: StatementRows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  write(current: Current, id: string, fields: FormFields): Promise<CaseFile> {
    return this.cases.act(current, id, () => ({ act: 'record', kind: 'form', body: fields }));
  }

  /** The data set; undefined for a case of others. */
  async dataSet(current: Current, id: string, type: ReportType): Promise<Form3911 | undefined> {
    const file = await this.rows.one(current.organisation.id, id);
    return file && this.of(current, file, type);
  }

  async of({ organisation, user }: Current, whole: CaseFile, type: ReportType): Promise<Form3911> {
    const file = withoutLeft(whole);
    const [drugs, { address = null, kinds, name }] = await Promise.all([this.#drugs(file), this.organisations.one(organisation.id)]);
    return form3911({ type, file, drugs, company: { name, kinds, address }, user });
  }

  /** Records that a report was submitted. Refuses (BAD_INPUT) a time before the determination or in the future. */
  submitted(current: Current, id: string, { how, submittedAt, type }: { type: ReportType; submittedAt: Date; how: string }): Promise<CaseFile> {
    return this.cases.act(current, id, (file) => {
      const [found] = entriesOf(file, 'found_illegitimate');
      if (submittedAt > this.clock.now()) throw failure('BAD_INPUT', 'The time of the submission lies ahead.');
      // A person gives minutes, and the determination has seconds.
      if (found && submittedAt.getTime() < Math.floor(found.at.getTime() / 60_000) * 60_000) throw failure('BAD_INPUT', 'The time of the submission lies before the determination that the product is illegitimate.');
      return { act: ACTS[type], kind: 'submitted', body: { type, submittedAt: submittedAt.toISOString(), how } };
    });
  }

  /** The number that FDA gave with its acknowledgement. Refuses (CONFLICT) one before the initial notification. */
  numbered(current: Current, id: string, incidentNumber: string): Promise<CaseFile> {
    return this.cases.act(current, id, (file) => {
      if (!entriesOf(file, 'submitted').some(({ body }) => body.type === 'INITIAL')) throw failure('CONFLICT', 'FDA gives the number after the initial notification: record that first.');
      return { act: 'record', kind: 'numbered', body: { incidentNumber } };
    });
  }

  async #drugs(file: CaseFile): Promise<FormDrug[]> {
    const lines = await this.statements.information(await this.evidence.packageCounts(file));
    return lines.map(({ containerCount: count, dosageForm, expiry, lot, ndc, productName, strength }) => ({ productName, strength, dosageForm, ndc, lot, expiry, count }));
  }
}
