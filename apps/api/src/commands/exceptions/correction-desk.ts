import { Inject, Injectable } from '@nestjs/common';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { identityOf } from '../../documents/unit-link.ts';
import { countedOff, mendsOf, namedLink } from '../../exceptions/correctable.ts';
import { type Correction, CorrectionRows } from '../../exceptions/correction-rows.ts';
import { Correspondence } from '../../exceptions/correspondence.ts';
import type { ExceptionItem, WholeCase } from '../../exceptions/exception-case.ts';
import { ExceptionRows } from '../../exceptions/exception-rows.ts';
import type { FoundUnit } from '../../handoffs/find-units.ts';
import { type NodeRefusal, nodeRefusal } from '../../handoffs/node-refusals.ts';
import { extension } from '../../handoffs/plan/event.ts';
import { planShip } from '../../handoffs/plan/plan-ship.ts';
import { planCancelShipment } from '../../handoffs/plan/plan-units.ts';
import type { Current } from '../../identity/current.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { failure } from '../../platform/failure.ts';
import { Commander, linksOf } from '../commander.ts';
import { derivedCommandId } from '../derived-command-id.ts';
import type { Receipt } from '../result/receipt.model.ts';
import type { Refusal } from '../result/refusal.model.ts';
import { UnpackResolver } from '../unpack/unpack.resolver.ts';
import type { CorrectExceptionInput } from './correct-exception.input.ts';

/** A unit with the item that it mends. */
interface Mended {
  readonly item: ExceptionItem;
  readonly link: string;
}

/**
 * Mends the record of an exception: who sent too much, or too little, moves the units where they are. Each step is a command of its own under an id that
 * follows from the request's, so that a repeat goes on where it stopped; the last one, which the receiver's receipt answers, carries the request's own.
 */
@Injectable()
export class CorrectionDesk {
  constructor(
    private readonly commander: Commander,
    private readonly rows: ExceptionRows,
    private readonly corrections: CorrectionRows,
    private readonly correspondence: Correspondence,
    private readonly unpacking: UnpackResolver,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Refuses (NOT_FOUND) a case of others, (CONFLICT) one's own and one with a partner elsewhere, (BAD_INPUT) items that no movement of goods mends. */
  async correct(current: Current, input: CorrectExceptionInput): Promise<Receipt | Refusal> {
    const found = await this.rows.one(current.organisation.id, input.id);
    if (!found) throw failure('NOT_FOUND', 'You have no such case.');
    if (found.raisedHere) throw failure('CONFLICT', 'You reported this case yourself: whoever sent the goods mends the record.');
    if (found.partnerId === null || found.partnerGln === null) throw failure('CONFLICT', 'Your partner does not work here: send the goods or the data by the way that you both use.');
    const mended = await this.#mended(found, input);
    if ('code' in mended) return shown(mended);
    const repeated = (await this.corrections.of([found.caseUuid])).some(({ itemUuid }) => mended.some(({ item }) => item.itemUuid === itemUuid));
    if (!repeated) {
      if (found.state === 'resolved') throw failure('CONFLICT', 'This case is settled already.');
      const answers = [...new Set(mended.map(({ item }) => item.itemUuid))].map((itemUuid) => ({ itemUuid, answer: 'Accept' as const, comment: COMMENTS[input.how], alternative: null }));
      await this.correspondence.answer(current, found.id, { answers, note: null });
    }
    return input.how === 'SEND' ? this.#send(current, input, found, mended) : this.#takeBack(current, { commandId: input.commandId, found, mended, last: true });
  }

  async #mended({ caseUuid, items }: WholeCase, { commandId, how, items: asked }: CorrectExceptionInput): Promise<Mended[] | NodeRefusal> {
    const byId = new Map(items.map((item) => [item.itemUuid, item]));
    const before = await this.corrections.of([caseUuid]);
    const mended: Mended[] = [];
    for (const { itemId, units } of asked) {
      const item = byId.get(itemId.toLowerCase());
      if (!item) throw failure('BAD_INPUT', `The case has no item ${itemId}.`);
      if (!mendsOf(item).includes(how)) throw failure('BAD_INPUT', 'No movement of goods mends this: send new data, or answer in words.');
      const named = namedLink(item);
      const links = named === null ? linksOf(units) : [named];
      if ('code' in links) return links;
      const off = countedOff(item);
      if (named === null && links.length === 0) throw failure('BAD_INPUT', 'Scan the units that make the difference.');
      if (off !== null && links.length > off) throw failure('BAD_INPUT', `The difference is ${off}, and ${links.length} units are named.`);
      const other = links.find((link) => item.gtin !== null && identityOf(link)?.gtin && identityOf(link)?.gtin !== item.gtin.padStart(14, '0'));
      if (other !== undefined) throw failure('BAD_INPUT', 'A unit is of another product than the item.');
      mended.push(...links.map((link) => ({ item, link })));
    }
    // The same request again is answered by its command; another one for what is being mended is not begun.
    const taken = before.find(({ itemUuid }) => mended.some(({ item }) => item.itemUuid === itemUuid));
    if (taken && !(await this.commander.isKnown(commandId))) throw failure('CONFLICT', 'A correction of this is under way already.');
    return mended;
  }

  /** By a correction shipment: what had not arrived is taken back first, and what lies in a container is taken out. */
  async #send(current: Current, { commandId }: CorrectExceptionInput, found: WholeCase, mended: readonly Mended[]): Promise<Receipt | Refusal> {
    const units = await this.#units(current, mended);
    if ('code' in units) return shown(units);
    const travelling = mended.filter(({ link }) => units.get(link)?.state === 'in_transit');
    if (travelling.length > 0 && !(await this.commander.isKnown(commandId))) {
      const back = await this.#takeBack(current, { commandId: derivedCommandId(commandId, 1), found, mended: travelling, last: false });
      if ('code' in back) return back;
    }
    const inside = [...units.values()].filter(({ chain, state }) => chain.length > 0 && state !== 'in_transit');
    if (inside.length > 0 && !(await this.commander.isKnown(commandId))) {
      const out = await this.unpacking.unpack(current, { commandId: derivedCommandId(commandId, 2), units: inside.map(({ link }) => link) });
      if ('code' in out) return out;
    }
    const links = [...new Set(mended.map(({ link }) => link))];
    return this.commander.run(current, 'ship', { commandId, ...request(found, links) }, async (actor) => {
      const { bizLocation: _, ...here } = this.commander.here(current);
      const from = { gln: current.organisation.gln, place: current.site?.gln ?? current.organisation.gln };
      const event = {
        type: 'ObjectEvent',
        ...here,
        action: 'OBSERVE',
        bizStep: 'shipping',
        disposition: 'in_transit',
        epcList: links,
        sourceList: [{ type: 'owning_party', gln: from.gln }, { type: 'location', gln: from.place }],
        destinationList: [{ type: 'owning_party', gln: found.partnerGln }, { type: 'location', gln: found.partnerGln }],
        extensions: [extension('purpose', 'correction'), ...(found.shipmentId === null ? [] : [extension('corrects', found.shipmentId)])],
      } as unknown as ObjectEvent;
      const handoff = await planShip(this.commander.tools, actor, event, { commandId });
      if ('code' in handoff) return handoff;
      return {
        ...handoff,
        store: async (client, documents) => {
          await handoff.store?.(client, documents);
          await this.corrections.add(client, { commandId, at: this.clock.now(), corrections: linked(found, mended, handoff.made) });
        },
      };
    });
  }

  /** What has not arrived is the sender's again. As the last step, that mends the item. */
  async #takeBack(current: Current, { commandId, found, last, mended }: { commandId: string; found: WholeCase; mended: readonly Mended[]; last: boolean }): Promise<Receipt | Refusal> {
    const links = [...new Set(mended.map(({ link }) => link))];
    return this.commander.run(current, 'cancelShipment', { commandId, ...request(found, links) }, async (actor) => {
      const units = await this.#units(current, mended);
      if ('code' in units) return units;
      const shipments = new Set([...units.values()].map(({ shipment }) => shipment));
      const [shipment] = shipments;
      if (shipments.size !== 1 || !shipment) return nodeRefusal('NOTHING_LEFT', { shipment: found.shipmentId ?? '' });
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: 'DELETE',
        bizStep: 'void_shipping',
        disposition: 'in_progress',
        epcList: links,
        extensions: [extension('shipment', shipment), extension('reason', 'not received')],
      } as unknown as ObjectEvent;
      const handoff = await planCancelShipment(this.commander.tools, actor, event, shipment);
      if ('code' in handoff || !last) return handoff;
      return { ...handoff, store: (client) => this.corrections.add(client, { commandId, at: this.clock.now(), corrections: linked(found, mended, null) }) };
    });
  }

  async #units({ organisation }: Current, mended: readonly Mended[]): Promise<Map<string, FoundUnit> | NodeRefusal> {
    const links = [...new Set(mended.map(({ link }) => link))];
    const units = await this.commander.tools.units(organisation.id, links);
    return 'code' in units ? units : new Map(units.map((unit) => [unit.link, unit]));
  }
}

const COMMENTS = { SEND: 'A correction shipment follows: receive it, and this is settled.', TAKE_BACK: 'Taken back: it is the sender’s again in the record.' } as const;

/** What makes a request the same when it is repeated. */
const request = ({ caseUuid }: WholeCase, units: readonly string[]) => ({ corrects: caseUuid, units: [...units].sort() });

const linked = ({ caseUuid }: WholeCase, mended: readonly Mended[], shipmentId: string | null): Omit<Correction, 'doneAt'>[] => mended.map(({ item, link }) => ({ caseUuid, itemUuid: item.itemUuid, link, shipmentId }));

const shown = ({ arguments: values, code, message }: NodeRefusal): Refusal => ({ code, message, arguments: Object.entries(values).map(([name, value]) => ({ name, value })) });
