import { Inject, Injectable } from '@nestjs/common';
import type { Ledger } from '@packtrail/ledger';
import type { Actor } from '../../handoffs/actor.ts';
import { PlanTools } from '../../handoffs/plan/tools.ts';
import type { Handoff } from '../../handoffs/record.ts';
import { rehearse, type Rehearsed } from '../../handoffs/rehearse.ts';
import { LEDGER } from '../../platform/ledger.module.ts';
import { SigningKeys } from '../../vault/signing-keys.ts';
import type { Catalogue } from './catalogue.ts';
import type { LotStep, Step } from './fold.ts';
import { commissionedLinks, planStep } from './plan-step.ts';
import type { CapturedFile } from './read-capture.ts';

export interface StepRefused {
  readonly step: Step;
  readonly code: string;
  readonly message: string;
}

/** Plays all commands of a file through the contract before the first of them is sent. Nothing is written. */
@Injectable()
export class CaptureRehearsal {
  constructor(
    private readonly tools: PlanTools,
    private readonly keys: SigningKeys,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /** The first step that this node or the contract would refuse; null when there is none. `skipped` are lots that are registered. */
  async refusal(actor: Actor, steps: readonly Step[], { catalogue, commandIdOf, file, skipped }: { file: CapturedFile; catalogue: Catalogue; skipped: ReadonlySet<Step>; commandIdOf: (step: Step) => string }): Promise<StepRefused | null> {
    const items = [...catalogue.items.values()];
    const lots: { key: string; gtin: string; number: string; expires_on: string }[] = [];
    const coming = new Map<string, string>();
    const played: (Rehearsed & { step: Step })[] = [];
    for (const step of steps) {
      if (skipped.has(step)) continue;
      const handoff = await planStep(this.tools, actor, step, { commandId: commandIdOf(step), file, foreseen: { items, lots, coming } });
      if ('code' in handoff) return { step, code: handoff.code, message: handoff.message };
      if (step.kind === 'registerLot') lots.push(lotOf(step, handoff));
      if (step.kind === 'commission') for (const link of commissionedLinks(step.events)) coming.set(link, handoff.keyOf(link));
      played.push({ step, commandId: commandIdOf(step), handoff });
    }
    const { keyId: key } = await this.keys.current(actor.organisationId);
    const refused = await rehearse(this.ledger, played, { by: actor.organisationId, key, now: this.tools.clock.now() });
    if (!refused) return null;
    const at = played[refused.index] as (typeof played)[number];
    return { step: at.step, code: refused.refusal.code, message: named(refused.refusal.message, at.handoff) };
  }
}

const lotOf = ({ expiry, gtin, number }: LotStep, { made }: Handoff) => ({ key: made ?? '', gtin, number, expires_on: expiry });

/** The sentence with the names that people know in place of the ledger's keys. */
function named(message: string, { names }: Handoff): string {
  return message.replace(/[0-9a-f]{32}\/[0-9a-f]{64}|[0-9a-f]{64}|[0-9a-f]{32}/g, (key) => names.get(key) ?? key);
}
