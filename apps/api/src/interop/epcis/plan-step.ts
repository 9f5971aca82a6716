import { endOfLastDay, toHex } from '@packtrail/ledger';
import type { TradeEvent, ObjectEvent } from 'gs1-barcodes/epcis';
import type { Actor } from '../../handoffs/actor.ts';
import type { NodeRefusal } from '../../handoffs/node-refusals.ts';
import { documentOf } from '../../handoffs/plan/event.ts';
import { type Foreseen, planCommission } from '../../handoffs/plan/plan-commission.ts';
import { planRegisterLot } from '../../handoffs/plan/plan-register-lot.ts';
import { type ComingUnits, planShip } from '../../handoffs/plan/plan-ship.ts';
import type { PlanTools } from '../../handoffs/plan/tools.ts';
import type { DraftDocument, Handoff } from '../../handoffs/record.ts';
import { statementDocument } from '../../handoffs/statements/statement-document.ts';
import { partiesOf } from './check-events.ts';
import type { LotStep, Step } from './fold.ts';
import type { CapturedFile } from './read-capture.ts';

interface Planning {
  readonly commandId: string;
  readonly file: CapturedFile;
  /** For a rehearsal: what the steps before would have made. */
  readonly foreseen?: Foreseen & { readonly coming: ComingUnits };
}

/** The handoff of one step of a file. */
export function planStep(tools: PlanTools, actor: Actor, step: Step, { commandId, file, foreseen }: Planning): Promise<Handoff | NodeRefusal> {
  switch (step.kind) {
    case 'registerLot':
      return foreseen ? Promise.resolve(lotToCome(tools, step)) : planRegisterLot(tools, actor, step);
    case 'commission': {
      const { events, shipping } = step;
      const attested = shipping !== null;
      const alongside = shipping ? [documentOf(shipping), ...statementsOf(shipping, file)] : [];
      return planCommission(tools, actor, events, { alongside, commandId, origin: attested ? 'attested' : 'own', shipment: attested ? tools.salts.drawId() : null, ...(foreseen ? { foreseen } : {}) });
    }
    case 'ship':
      return planShip(tools, actor, step.event, { commandId, alongside: statementsOf(step.event, file), ...(foreseen && { coming: foreseen.coming }) });
  }
}

/** The statement of the file's header, for an event by which goods change owner. */
function statementsOf(event: ObjectEvent, { companyPrefixes, header }: CapturedFile): DraftDocument[] {
  const parties = partiesOf(event);
  const statement = header?.transactionStatement;
  if (!parties || !statement?.affirmed || parties.seller === parties.buyer) return [];
  const { legalNotice } = statement;
  return [statementDocument({ at: event.eventTime, ...parties, companyPrefixes, ...(legalNotice ? { legalNotice } : {}) })];
}

/** The registration of a lot of a product that is not registered yet itself. */
function lotToCome(tools: PlanTools, { expiry, number }: LotStep): Handoff<'registerLot'> {
  const key = toHex(tools.chance(32));
  return {
    type: 'registerLot',
    body: { lot: key, expires: endOfLastDay(expiry) },
    documents: [],
    keyOf: (link) => {
      throw new Error(`the registration of a lot lists no ${link}`);
    },
    made: key,
    names: new Map([[key, number]]),
  };
}

/** The EPCs that events commission. */
export const commissionedLinks = (events: readonly TradeEvent[]): string[] => events.flatMap((event) => (event.type === 'ObjectEvent' && event.bizStep === 'commissioning' ? event.epcList : []));
