import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { derivedCommandId } from '../../commands/derived-command-id.ts';
import type { Actor } from '../../handoffs/actor.ts';
import { Outbox } from '../../handoffs/outbox.ts';
import { PlanTools } from '../../handoffs/plan/tools.ts';
import { Handoffs } from '../../handoffs/record.ts';
import { failureCode } from '../../platform/failure.ts';
import { LOGGER } from '../../platform/logging.ts';
import { CaptureFiles } from './capture-files.ts';
import { CaptureJobs } from './capture-jobs.ts';
import { mendOf } from './capture-rules.ts';
import { Drafts } from './drafts.ts';
import { Findings } from './findings.ts';
import type { Step } from './fold.ts';
import { CapturePlanner } from './plan-capture.ts';
import { planStep } from './plan-step.ts';
import type { CapturedFile } from './read-capture.ts';
import { CaptureRehearsal, type StepRefused } from './rehearse-capture.ts';

interface Given {
  readonly digest: string;
  /** Undefined when what was kept of it is gone. */
  readonly file: CapturedFile | undefined;
  stopping(): boolean;
}

/** So many commands has a file at most: ids of later attempts begin beyond. */
const ATTEMPT = 1_000_000;

/** Runs one job: checks, rehearses, and only then records; what an earlier run of the job recorded is not done again. */
@Injectable()
export class CaptureRun {
  constructor(
    private readonly jobs: CaptureJobs,
    private readonly planner: CapturePlanner,
    private readonly rehearsal: CaptureRehearsal,
    private readonly drafts: Drafts,
    private readonly handoffs: Handoffs,
    private readonly outbox: Outbox,
    private readonly tools: PlanTools,
    private readonly files: CaptureFiles,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(id: string, actor: Actor, given: Given): Promise<void> {
    const findings = given.file?.findings ?? new Findings();
    try {
      const settled = given.file ? await this.#steps(id, actor, { ...given, file: given.file }) : await this.#lost(id, findings);
      if (settled) await this.files.forget(id);
    } catch (error) {
      const busy = failureCode(error) === 'CONFLICT';
      const fault = randomUUID();
      if (!busy) this.logger.error({ err: error, id: fault, job: id }, 'capture stopped');
      findings.report(busy ? 'LEDGER_UNAVAILABLE' : 'FAULT', { index: null, path: '/', line: null }, busy ? (error as Error).message : fault);
      await this.jobs.settle(id, { state: 'stopped', findings: findings.list() });
      await this.files.forget(id);
    }
  }

  /** Whether the job came to an end; it does not when the node is stopping. */
  async #steps(id: string, actor: Actor, { digest, file, stopping }: Given & { file: CapturedFile }): Promise<boolean> {
    const { findings, header } = file;
    const sender = header?.sender.gln ?? null;
    const earlier = await this.jobs.recordedBefore({ id, organisationId: actor.organisationId, digest, sender, instanceIdentifier: header?.instanceIdentifier ?? null });
    if (earlier) {
      if (earlier.digest !== digest) findings.report('DUPLICATE_TRANSMISSION', file.headerAt, header?.instanceIdentifier ?? null);
      await this.jobs.settle(id, { state: 'done', alreadyRecorded: true, shipmentIds: earlier.shipment_ids, findings: told(findings) });
      return true;
    }
    const ids = new Map<Step, string>();
    const states = new Map<Step, 'pending' | 'recorded'>();
    const resumed = async (steps: readonly Step[]): Promise<boolean> => {
      for (const step of steps) {
        const { commandId, state } = await this.#commandOf(id, step);
        ids.set(step, commandId);
        if (state) states.set(step, state);
      }
      return states.size > 0;
    };
    const plan = await this.planner.plan(actor, file, { resumed });
    if (!plan) return this.#end(id, 'refused', findings);
    if (plan.kind === 'recorded') {
      await this.jobs.settle(id, { state: 'done', alreadyRecorded: true, shipmentIds: plan.shipmentIds, findings: told(findings) });
      return true;
    }
    const { catalogue, steps } = plan;
    const skipped = new Set(await this.drafts.lotsRegistered(actor.organisationId, steps.filter((step) => !states.has(step))));
    if (states.size === 0) {
      const refused = await this.rehearsal.refusal(actor, steps, { file, catalogue, skipped, commandIdOf: (step) => ids.get(step) as string });
      if (refused) {
        reportRefusal(refused, findings);
        return this.#end(id, 'refused', findings);
      }
    }
    const toDo = steps.filter((step) => !skipped.has(step));
    let done = [...states.values()].filter((state) => state === 'recorded').length;
    await this.jobs.begin(id, { commandCount: toDo.length, doneCount: done });
    await this.jobs.drafted(id, await this.drafts.write(actor.organisationId, { catalogue, locations: file.masterData.locations }));
    for (const step of toDo) {
      if (stopping()) return false;
      const commandId = ids.get(step) as string;
      const recorded = await this.handoffs.record(actor, {
        commandId,
        type: step.kind,
        request: { capture: id, step: step.n },
        prepare: () => planStep(this.tools, actor, step, { commandId, file }),
      });
      if (recorded.kind === 'refusal') {
        reportRefusal({ step, code: recorded.refusal.code, message: recorded.refusal.message }, findings);
        return this.#end(id, 'stopped', findings);
      }
      if (states.get(step) !== 'recorded') done += 1;
      await this.jobs.advance(id, { done, shipment: step.kind === 'registerLot' ? null : recorded.made });
    }
    return this.#end(id, 'done', findings);
  }

  async #end(id: string, state: 'done' | 'refused' | 'stopped', findings: Findings): Promise<true> {
    await this.jobs.settle(id, { state, findings: told(findings) });
    return true;
  }

  async #lost(id: string, findings: Findings): Promise<true> {
    findings.report('FAULT', { index: null, path: '/', line: null }, 'FILE_LOST');
    return this.#end(id, 'stopped', findings);
  }

  /** The id of a step's command. One that the ledger refused is spent: the next attempt has the next id. */
  async #commandOf(jobId: string, { n }: Step): Promise<{ commandId: string; state: 'pending' | 'recorded' | undefined }> {
    for (let attempt = 0; ; attempt += 1) {
      const commandId = derivedCommandId(jobId, n + attempt * ATTEMPT);
      const state = (await this.outbox.states([commandId])).get(commandId);
      if (state !== 'refused') return { commandId, state };
    }
  }
}

const told = (findings: Findings) => findings.list();

function reportRefusal({ code, message, step }: StepRefused, findings: Findings): void {
  const { index, line, path } = step.at;
  findings.add({ eventIndex: index, path, line, rule: code, severity: 'error', message: `${message} ${mendOf(code)}`, value: null });
}
