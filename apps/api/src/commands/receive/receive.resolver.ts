import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { linkOf } from '../../documents/unit-link.ts';
import { Correspondence } from '../../exceptions/correspondence.ts';
import { Exceptions } from '../../exceptions/exceptions.ts';
import { nodeRefusal } from '../../handoffs/node-refusals.ts';
import { extension } from '../../handoffs/plan/event.ts';
import { planReceive } from '../../handoffs/plan/plan-units.ts';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { ShipmentRows } from '../../read-model/shipment-rows.ts';
import { Commander, linksOf } from '../commander.ts';
import { CommandResult } from '../result/command-result.ts';
import { Completeness } from './completeness.enum.ts';
import { noticedAtReceipt } from './noticed-at-receipt.ts';
import { ReceiveInput } from './receive.input.ts';

@Resolver()
export class ReceiveResolver {
  constructor(
    private readonly commander: Commander,
    private readonly shipments: ShipmentRows,
    private readonly exceptions: Exceptions,
    private readonly correspondence: Correspondence,
  ) {}

  @Roles(UserRole.PHARMACIST, UserRole.MANUFACTURER, UserRole.DISTRIBUTOR)
  @Mutation(() => CommandResult, { description: 'Receives from a shipment: all of it, or what is named.' })
  async receive(@Current() current: Current, @Args('input') input: ReceiveInput): Promise<typeof CommandResult> {
    const answer = await this.commander.run(current, 'receive', input, async (actor) => {
      const [missing, damaged, extra, absent] = [linksOf(input.missing), linksOf(input.damaged), linksOf(input.extra), linksOf(input.absent)];
      for (const read of [missing, damaged, extra, absent]) if ('code' in read) return read;
      const arrived = input.units ? linksOf(input.units) : (await this.shipments.open(input.shipmentId)).map(linkOf);
      if ('code' in arrived) return arrived;
      if (await this.shipments.lacksStatement(input.shipmentId)) return nodeRefusal('STATEMENT_MISSING', { shipment: input.shipmentId });
      if (arrived.length === 0) return nodeRefusal('NOTHING_LEFT', { shipment: input.shipmentId });
      const seller = await this.shipments.senderGln(input.shipmentId);
      const event = {
        type: 'ObjectEvent',
        ...this.commander.here(current),
        action: 'OBSERVE',
        bizStep: 'receiving',
        disposition: 'in_progress',
        ...persistent(input),
        epcList: arrived,
        ...(seller ? { sourceList: [{ type: 'owning_party', gln: seller }] } : {}),
        destinationList: [{ type: 'owning_party', gln: current.organisation.gln }],
        extensions: [
          extension('shipment', input.shipmentId),
          ...(missing as string[]).map((link) => extension('missing', link)),
          ...(damaged as string[]).map((link) => extension('damaged', link)),
          ...(extra as string[]).map((link) => extension('extra', link)),
          ...(absent as string[]).map((link) => extension('absent', link)),
          ...(input.sampled ? [extension('sampled', String(input.sampled))] : []),
        ],
      } as unknown as ObjectEvent;
      const handoff = await planReceive(this.commander.tools, actor, event, {
        shipment: input.shipmentId,
        missing: missing as string[],
        extra: input.extra.length,
        condition: input.damaged.length > 0 ? 'damaged' : 'intact',
      });
      const items = noticedAtReceipt({ missing: [...(missing as string[]), ...(absent as string[])], damaged: damaged as string[], extra: extra as string[] });
      if ('code' in handoff || items.length === 0) return handoff;
      const { organisationId, siteGln, userId } = actor;
      return { ...handoff, store: (client) => this.exceptions.openAtReceipt(client, { commandId: input.commandId, organisationId, siteGln, userId, shipmentId: input.shipmentId, items }) };
    });
    if ('txId' in answer) await this.correspondence.tellOfReceipt(current, input.commandId);
    return answer;
  }
}

/** A receipt of everything, without a word of what was looked at, rests on the containers being closed and on their documents. */
function persistent({ completeness, units }: ReceiveInput): Pick<ObjectEvent, 'persistentDisposition'> {
  const known = completeness ?? (units ? null : Completeness.INFERRED);
  return known === null ? {} : { persistentDisposition: { set: [known === Completeness.INFERRED ? 'completeness_inferred' : 'completeness_verified'] } };
}
