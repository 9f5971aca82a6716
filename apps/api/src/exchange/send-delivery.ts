import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { StatementFile } from '../handoffs/statements/statement-file.ts';
import { ShippedUnits } from '../read-model/shipped-units.ts';
import { StatementRows } from '../read-model/statement-rows.ts';
import { Connections, type Reach } from './connections.ts';
import { Deliveries, type DeliveryRow, type PartnerFinding } from './deliveries.ts';
import { isFinal, parsed, told } from './partner-answer.ts';
import { Outgoing } from './outgoing.ts';

const RECEIPT_BYTES_MAX = 1024 * 1024;
const FINDINGS_MAX = 100;
const SOON_MS = 1_000;

/** Sends the documents of one shipment to the buyer's capture endpoint (EPCIS 2.0, section 12.6), then asks what became of them. */
@Injectable()
export class DeliverySender {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly connections: Connections,
    private readonly outgoing: Outgoing,
    private readonly shipped: ShippedUnits,
    private readonly rows: StatementRows,
    private readonly file: StatementFile,
  ) {}

  async send(delivery: DeliveryRow): Promise<void> {
    const reach = await this.connections.reach(delivery.organisation_id, delivery.partner_id);
    if (!reach?.captureUrl) return this.deliveries.failed(delivery, 'There is no connection to the partner: make one, or download the file and mail it.');
    return delivery.state === 'sent' && delivery.receipt_url !== null ? this.#ask(delivery, delivery.receipt_url, reach) : this.#post(delivery, reach.captureUrl, reach);
  }

  async #post(delivery: DeliveryRow, captureUrl: string, reach: Reach): Promise<void> {
    const { shipment_id: id } = delivery;
    const shipment = await this.shipped.shipment(id);
    const documents = shipment && (await this.rows.documents(shipment.by_command));
    // The ledger has taken the command; the read model follows within the second.
    if (!shipment || !documents) return this.deliveries.later(id, SOON_MS);
    const written = await this.file.write(shipment, documents, reach.format);
    if (written.kind === 'unknown prefix') {
      return this.deliveries.settled(id, { state: 'refused', problem: `The length of the GS1 company prefix in ${written.key} is not known here, so it cannot be written as an EPC URN: have the prefix registered, or send JSON-LD.`, findings: [] });
    }
    const type = reach.format === 'jsonld' ? 'application/ld+json' : 'application/xml';
    const answer = await this.outgoing.send({ method: 'POST', url: captureUrl, token: reach.token, body: { type, text: written.text }, most: RECEIPT_BYTES_MAX });
    if (answer.kind !== 'answer') return this.deliveries.failed(delivery, answer.why);
    await this.connections.heard(reach.id, `${answer.status} to shipment ${id}`);
    if (answer.status >= 200 && answer.status < 300) {
      const receiptUrl = sameHost(answer.location, captureUrl);
      return this.deliveries.sent(id, { receiptUrl, jobId: receiptUrl?.split('/').at(-1)?.slice(0, 200) ?? null });
    }
    return isFinal(answer.status) ? this.deliveries.settled(id, { state: 'refused', problem: told(answer), findings: [] }) : this.deliveries.failed(delivery, told(answer));
  }

  async #ask(delivery: DeliveryRow, receiptUrl: string, reach: Reach): Promise<void> {
    const answer = await this.outgoing.send({ method: 'GET', url: receiptUrl, token: reach.token, most: RECEIPT_BYTES_MAX });
    if (answer.kind !== 'answer') return this.deliveries.failed(delivery, answer.why);
    const job = answer.status === 200 ? JOB.safeParse(parsed(answer.text)) : null;
    if (!job?.success) return this.deliveries.failed(delivery, job ? 'The receipt cannot be read.' : told(answer));
    if (job.data.running) return this.deliveries.failed(delivery, 'The partner is still recording it.');
    const { errors, success } = job.data;
    const findings = errors.slice(0, FINDINGS_MAX).map(findingOf);
    await this.connections.heard(reach.id, `${success ? 'accepted' : 'refused'} shipment ${delivery.shipment_id}`);
    return this.deliveries.settled(delivery.shipment_id, { state: success ? 'accepted' : 'refused', problem: success ? null : 'The partner has refused the file.', findings });
  }
}

const text = (most: number) => z.string().transform((value) => value.slice(0, most));

/** A capture job as EPCIS 2.0 has it; the members of an error beyond `title` and `detail` are ours. */
const JOB = z.object({
  running: z.boolean(),
  success: z.boolean(),
  errors: z
    .array(z.object({ type: text(200).optional(), title: text(200).optional(), detail: text(2_000).optional(), path: text(500).nullish(), line: z.number().nullish() }))
    .max(10_000)
    .default([]),
});

const findingOf = ({ detail, line, path, title, type }: z.infer<typeof JOB>['errors'][number]): PartnerFinding => ({ rule: title ?? type ?? 'ERROR', message: detail ?? '', path: path ?? null, line: line ?? null });

/** Our token goes nowhere but to the system that it is for. */
function sameHost(location: string | null, captureUrl: string): string | null {
  if (location === null || !URL.canParse(location, captureUrl)) return null;
  const url = new URL(location, captureUrl);
  return url.origin === new URL(captureUrl).origin ? url.href : null;
}
