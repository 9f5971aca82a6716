import { Inject, Injectable } from '@nestjs/common';
import type { CommandType, Json } from '@packtrail/ledger';
import type { EventBase, Extension, ObjectEvent } from 'gs1-barcodes/epcis';
import type { Actor } from '../handoffs/actor.ts';
import { type NodeRefusal, nodeRefusal } from '../handoffs/node-refusals.ts';
import { extension } from '../handoffs/plan/event.ts';
import { planUnits, type UnitCommand, type UnitsBody } from '../handoffs/plan/plan-units.ts';
import { PlanTools } from '../handoffs/plan/tools.ts';
import { type Handoff, Handoffs } from '../handoffs/record.ts';
import type { Current } from '../identity/current.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { readBarcode } from '../verdict/read-barcode.ts';
import { commandResult } from './result/command-result.ts';
import type { Receipt } from './result/receipt.model.ts';
import type { Refusal } from './result/refusal.model.ts';

/** What the resolvers of commands share: who acts, where and when, and the one road in. They build the EPCIS event and hold no rule. */
@Injectable()
export class Commander {
  constructor(
    readonly tools: PlanTools,
    private readonly handoffs: Handoffs,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Records what `prepare` plans, or repeats the first answer of the command id. */
  async run(current: Current, type: CommandType, input: { commandId: string }, prepare: (actor: Actor) => Promise<Handoff | NodeRefusal>): Promise<Receipt | Refusal> {
    const actor = actorOf(current);
    const request = JSON.parse(JSON.stringify(input)) as Json;
    return commandResult(await this.handoffs.record(actor, { commandId: input.commandId, type, request, prepare: () => prepare(actor) }));
  }

  /** Whether a command of this id was stored before, whatever became of it. */
  isKnown(commandId: string): Promise<boolean> {
    return this.handoffs.isKnown(commandId);
  }

  /** Records what happens to units where they are: one event that lists them, with the reason given, and one command. `forbids` is a rule of this node. */
  onUnits<T extends UnitCommand>(
    current: Current,
    type: T,
    input: { readonly commandId: string; readonly units: readonly string[]; readonly reason?: string | null },
    { event, forbids, more }: UnitsTold<T>,
  ): Promise<Receipt | Refusal> {
    return this.run(current, type, input, async (actor) => {
      const links = linksOf(input.units);
      if ('code' in links) return links;
      const forbidden = await forbids?.(actor, links);
      if (forbidden) return forbidden;
      const extensions = [...(event.extensions ?? []), ...(input.reason ? [extension('reason', input.reason)] : [])];
      const told = { type: 'ObjectEvent', ...this.here(current), ...event, epcList: links, ...(extensions.length > 0 && { extensions }) } as unknown as ObjectEvent;
      return planUnits(this.tools, actor, { type, commandId: input.commandId, events: [told], links, more });
    });
  }

  /** When and where an event of now takes place: at the chosen site, in its local time. */
  here({ organisation, site }: Current): Pick<EventBase, 'eventTime' | 'eventTimeZoneOffset' | 'readPoint' | 'bizLocation'> {
    const place = { gln: site?.gln ?? organisation.gln } as NonNullable<EventBase['readPoint']>;
    const now = this.clock.now();
    return { eventTime: now.toISOString(), eventTimeZoneOffset: offsetAt(now, site?.timeZone ?? 'UTC'), readPoint: place, bizLocation: place };
  }
}

/** What an event says of its units beside when, where and which, and what the command says beside which. */
interface UnitsTold<T extends UnitCommand> {
  readonly event: { readonly action: ObjectEvent['action']; readonly bizStep: string; readonly disposition: string; readonly extensions?: readonly Extension[] };
  readonly more: UnitsBody<T>;
  readonly forbids?: (actor: Actor, links: readonly string[]) => Promise<NodeRefusal | null>;
}

export const actorOf = ({ organisation, site, user }: Current): Actor => ({ organisationId: organisation.id, userId: user.id, siteGln: site?.gln ?? null });

/** The canonical links of barcode texts; the first text that names no unit is refused. */
export function linksOf(texts: readonly string[]): string[] | NodeRefusal {
  const links: string[] = [];
  for (const text of texts) {
    const { link, problem, shown } = readBarcode(text.trim());
    if (link === null) return nodeRefusal('UNKNOWN_BARCODE', { text: text.slice(0, 100), why: shown.doubts[0] ?? problem?.why ?? 'it has no serial number' });
    links.push(link);
  }
  return links;
}

/** `+hh:mm` of a zone at an instant. */
function offsetAt(at: Date, timeZone: string): string {
  const name = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name.slice('GMT'.length) || '+00:00';
}
