import { Injectable } from '@nestjs/common';
import type { Actor } from '../../handoffs/actor.ts';
import { mendOf } from './capture-rules.ts';
import type { Catalogue } from './catalogue.ts';
import { Drafts } from './drafts.ts';
import { Findings } from './findings.ts';
import type { Step } from './fold.ts';
import { CapturePlanner } from './plan-capture.ts';
import type { CapturedEvent, CapturedFile } from './read-capture.ts';
import type { ErrorBehaviour } from './read-job.ts';
import { CaptureRehearsal, type StepRefused } from './rehearse-capture.ts';

export interface Command {
  readonly commandId: string;
  readonly state: 'pending' | 'recorded' | undefined;
}

/** The commands of a file, checked and rehearsed. */
export interface PlannedHandoffs {
  readonly kind: 'planned';
  readonly steps: readonly Step[];
  readonly catalogue: Catalogue;
  readonly commands: ReadonlyMap<Step, Command>;
  /** Lots that are registered. */
  readonly skipped: ReadonlySet<Step>;
  /** Handoffs that are wrong, by their index. */
  readonly leftOut: readonly number[];
}

export type HandoffPlan = PlannedHandoffs | { readonly kind: 'refused' | 'done' } | { readonly kind: 'there'; readonly shipmentIds: readonly string[] };

interface PlanningJob {
  readonly behaviour: ErrorBehaviour;
  readonly leftOut: readonly number[];
}

/** One event that is left out may make others wrong; beyond so many rounds all of them are left out. */
const ROUNDS_MAX = 20;

/** Plans the handoffs of a file: all of them or, where the sender wants to proceed, those that are left when what is wrong is left out. */
@Injectable()
export class PlanHandoffs {
  constructor(
    private readonly planner: CapturePlanner,
    private readonly rehearsal: CaptureRehearsal,
    private readonly drafts: Drafts,
  ) {}

  /** `done`: there is nothing left to record. */
  async plan({ behaviour, leftOut: before }: PlanningJob, actor: Actor, file: CapturedFile, commandOf: (step: Step) => Promise<Command>): Promise<HandoffPlan> {
    if (behaviour === 'rollback') return (await this.#attempt(actor, file, { partial: false, commandOf })) ?? { kind: 'refused' };
    const leftOut = new Set(before);
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const events = file.events.filter(({ index }) => !leftOut.has(index));
      if (events.length === 0) return { kind: 'done' };
      const findings = new Findings();
      const plan = await this.#attempt(actor, { ...file, events, findings }, { partial: true, commandOf });
      file.findings.join(findings, plan ? 'all' : 'errors');
      if (plan) return plan.kind === 'planned' ? { ...plan, leftOut: [...leftOut] } : plan;
      const known = leftOut.size;
      for (const { index } of events) if (findings.faulty.has(index)) leftOut.add(index);
      // It is about the document: no event is right in it.
      if (leftOut.size === known) return { kind: 'done' };
    }
    return { kind: 'done' };
  }

  async #attempt(actor: Actor, file: CapturedFile, { commandOf, partial }: { partial: boolean; commandOf: (step: Step) => Promise<Command> }): Promise<HandoffPlan | null> {
    const commands = new Map<Step, Command>();
    const resumed = async (steps: readonly Step[]): Promise<boolean> => {
      for (const step of steps) commands.set(step, await commandOf(step));
      return [...commands.values()].some(({ state }) => state !== undefined);
    };
    const plan = await this.planner.plan(actor, file, { partial, resumed });
    if (!plan) return null;
    if (plan.kind === 'recorded') return { kind: 'there', shipmentIds: plan.shipmentIds };
    const { catalogue, steps } = plan;
    const begun = [...commands.values()].some(({ state }) => state !== undefined);
    const skipped = new Set(await this.drafts.lotsRegistered(actor.organisationId, steps.filter((step) => commands.get(step)?.state === undefined)));
    const refused = begun ? null : await this.rehearsal.refusal(actor, steps, { file, catalogue, skipped, commandIdOf: (step) => (commands.get(step) as Command).commandId });
    if (refused) {
      reportRefusal(refused, partial ? file.events : [], file.findings);
      return null;
    }
    return { kind: 'planned', steps, catalogue, commands, skipped, leftOut: [] };
  }
}

/** Says what refuses a step, at its event; every other event that the step records is wrong with it. */
export function reportRefusal({ code, message, step }: StepRefused, events: readonly CapturedEvent[], findings: Findings): void {
  const others = step.kind === 'commission' ? new Set(step.indices) : new Set<number>();
  for (const { index, line, path } of [step.at, ...events.filter((event) => event.index !== step.at.index && others.has(event.index))]) {
    findings.add({ eventIndex: index, path, line, rule: code, severity: 'error', message: `${message} ${mendOf(code)}`, value: null });
  }
}
