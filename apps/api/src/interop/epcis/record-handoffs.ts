import { Injectable } from '@nestjs/common';
import { derivedCommandId } from '../../commands/derived-command-id.ts';
import type { Actor } from '../../handoffs/actor.ts';
import { Outbox } from '../../handoffs/outbox.ts';
import { PlanTools } from '../../handoffs/plan/tools.ts';
import { Handoffs } from '../../handoffs/record.ts';
import { CaptureJobs } from './capture-jobs.ts';
import { Drafts } from './drafts.ts';
import type { Step } from './fold.ts';
import { type Command, PlanHandoffs, type PlannedHandoffs, reportRefusal } from './plan-handoffs.ts';
import { planStep } from './plan-step.ts';
import type { CapturedFile } from './read-capture.ts';
import type { ErrorBehaviour } from './read-job.ts';

export interface HandoffJob {
  readonly id: string;
  readonly behaviour: ErrorBehaviour;
  /** Events that an earlier run of the job left out. */
  readonly leftOut: readonly number[];
}

/** What came of the handoffs of a file. `refused`: nothing was recorded. `stopped`: what was done stays, and the same file goes on. */
export type HandoffsEnd = { readonly kind: 'done' | 'refused' | 'stopped' | 'stopping' } | { readonly kind: 'there'; readonly shipmentIds: readonly string[] };

/** So many commands has a file at most: ids of later attempts begin beyond. */
const ATTEMPT = 1_000_000;

/** Records the handoffs of a file: all are checked and rehearsed before the first command is sent, and what an earlier run of the job recorded is not done again. */
@Injectable()
export class RecordHandoffs {
  constructor(
    private readonly jobs: CaptureJobs,
    private readonly planning: PlanHandoffs,
    private readonly drafts: Drafts,
    private readonly handoffs: Handoffs,
    private readonly outbox: Outbox,
    private readonly tools: PlanTools,
  ) {}

  async record(job: HandoffJob, actor: Actor, { file, stopping }: { file: CapturedFile; stopping: () => boolean }): Promise<HandoffsEnd> {
    if (file.events.length === 0) return { kind: file.findings.failed && job.behaviour === 'rollback' ? 'refused' : 'done' };
    const plan = await this.planning.plan(job, actor, file, (step) => this.#commandOf(job.id, step));
    return plan.kind === 'planned' ? this.#run(job, actor, { file, plan, stopping }) : plan;
  }

  async #run(job: HandoffJob, actor: Actor, { file, plan, stopping }: { file: CapturedFile; plan: PlannedHandoffs; stopping: () => boolean }): Promise<HandoffsEnd> {
    const { catalogue, commands, leftOut, skipped, steps } = plan;
    const toDo = steps.filter((step) => !skipped.has(step));
    let done = toDo.filter((step) => commands.get(step)?.state === 'recorded').length;
    await this.jobs.begin(job.id, { commandCount: toDo.length, doneCount: done, leftOut });
    await this.jobs.drafted(job.id, await this.drafts.write(actor.organisationId, { catalogue, locations: file.masterData.locations }));
    for (const step of toDo) {
      if (stopping()) return { kind: 'stopping' };
      const { commandId, state } = commands.get(step) as Command;
      const recorded = await this.handoffs.record(actor, {
        commandId,
        type: step.kind,
        request: { capture: job.id, step: step.n },
        prepare: () => planStep(this.tools, actor, step, { commandId, file }),
      });
      if (recorded.kind === 'refusal') {
        reportRefusal({ step, code: recorded.refusal.code, message: recorded.refusal.message }, [], file.findings);
        if (job.behaviour === 'rollback') return { kind: 'stopped' };
        continue;
      }
      if (state !== 'recorded') done += 1;
      await this.jobs.advance(job.id, { done, shipment: step.kind === 'registerLot' ? null : recorded.made });
    }
    return { kind: 'done' };
  }

  /** The id of a step's command. One that the ledger refused is spent: the next attempt has the next id. */
  async #commandOf(jobId: string, { n }: Step): Promise<Command> {
    for (let attempt = 0; ; attempt += 1) {
      const commandId = derivedCommandId(jobId, n + attempt * ATTEMPT);
      const state = (await this.outbox.states([commandId])).get(commandId);
      if (state !== 'refused') return { commandId, state };
    }
  }
}
