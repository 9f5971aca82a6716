import { Inject, Injectable } from '@nestjs/common';
import { factKey, type Ledger, type ShipmentFact } from '@packtrail/ledger';
import { putReferences, referencesOf, type ShipmentReference } from '../documents/shipment-references.ts';
import type { Actor } from '../handoffs/actor.ts';
import type { CapturedFile } from '../interop/epcis/read-capture.ts';
import { Database } from '../platform/database.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { StatementRows } from '../read-model/statement-rows.ts';
import { HandedOnRows } from '../read-model/handed-on-rows.ts';
import { brokenSentence } from './arrival-rules.ts';
import { Arrivals } from './arrivals.ts';
import { Pull } from './pull.ts';

/** Files of shipments that the ledger has and whose data are at another node: the file announces them, and the data are fetched there. */
@Injectable()
export class ArrivingFiles {
  constructor(
    private readonly database: Database,
    private readonly arrivals: Arrivals,
    private readonly pull: Pull,
    private readonly rows: HandedOnRows,
    private readonly statements: StatementRows,
    @Inject(LEDGER) private readonly ledger: Ledger,
  ) {}

  /**
   * Takes such a file in, with what was found about it among the file's findings; null when it is another kind of file. Its identifier is the
   * shipment's id on the ledger, and the shipment is addressed to the actor.
   */
  async take({ organisationId }: Actor, { events, findings, header, headerAt }: CapturedFile): Promise<{ shipmentId: string; refused: boolean } | null> {
    const shipmentId = header?.instanceIdentifier ?? '';
    if (!/^[0-9a-f]{32}$/.test(shipmentId)) return null;
    const shipment = (await this.ledger.fact(factKey.shipment(shipmentId))) as ShipmentFact | undefined;
    if (shipment?.to !== organisationId || shipment.from === 'stated' || (await this.#isHere(shipment.from))) return null;
    const shippings = events.filter(({ event }) => event.bizStep === 'shipping');
    const references: ShipmentReference[] = [{ kind: 'file', number: shipmentId }, ...shippings.flatMap(({ event }) => referencesOf(event))];
    await this.database.transaction((client) => putReferences(client, shipmentId, references));
    const arrival = await this.arrivals.expect({ shipmentId, organisationId, sellerId: shipment.from });
    const pulled = await this.pull.try(arrival);
    if (pulled.kind === 'on its way') findings.report('DATA_ON_ITS_WAY', headerAt, pulled.why);
    if (pulled.kind === 'refused') {
      findings.add({ eventIndex: null, path: headerAt.path, line: headerAt.line, rule: pulled.broken.rule, severity: 'error', message: brokenSentence(pulled.broken), value: pulled.broken.value });
    }
    if (pulled.kind === 'stored') {
      const told = new Set(shippings.flatMap(({ event }) => (event.type === 'ObjectEvent' ? event.epcList : [])));
      const other = (await this.#shipped(shipmentId)).find((link) => !told.has(link));
      if (other !== undefined) findings.report('FILE_DIFFERS', headerAt, other);
    }
    return { shipmentId, refused: pulled.kind === 'refused' };
  }

  async #isHere(party: string): Promise<boolean> {
    const [row] = await this.database.query<{ id: string }>('select id from record.organisation where id = $1 and hosted_at is null', [party]);
    return row !== undefined;
  }

  async #shipped(shipmentId: string): Promise<readonly string[]> {
    const beginning = await this.rows.beginning(shipmentId);
    const documents = beginning && (await this.statements.documents(beginning.command_id));
    return documents?.shipping.type === 'ObjectEvent' ? documents.shipping.epcList : [];
  }
}
