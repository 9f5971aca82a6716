import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessLog } from '../../access/access-log.ts';
import { Current } from '../../identity/current.ts';
import { failure } from '../../platform/failure.ts';
import { type ShippedAs, ShippedUnits } from '../../read-model/shipped-units.ts';
import { StatementFile } from './statement-file.ts';
import { StatementRows } from '../../read-model/statement-rows.ts';
import { type StatementDocuments, Statements } from './statements.ts';

/** Transaction information and statement of a shipment, to take away: for its sender and its receiver. */
@Controller('shipments/:id')
export class StatementController {
  constructor(
    private readonly shipped: ShippedUnits,
    private readonly rows: StatementRows,
    private readonly file: StatementFile,
    private readonly statements: Statements,
    private readonly access: AccessLog,
  ) {}

  @Get('statement.xml')
  async xml(@Current() current: Current, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { documents, shipment } = await this.#open(current, id);
    const written = await this.file.write(shipment, documents);
    if (written.kind === 'unknown prefix') {
      throw failure('CONFLICT', `The length of the GS1 company prefix in ${written.key} is not known here, so it cannot be written as an EPC URN. Have the prefix registered with its organisation.`);
    }
    for (const owner of written.owners) await this.#noteRead(current, owner, id);
    await reply
      .header('content-type', 'application/xml; charset=utf-8')
      .header('content-disposition', `attachment; filename="statement-${id}.xml"`)
      .header('cache-control', 'no-store')
      .send(written.xml);
  }

  /** One line for each of its products and lots, with the ten items of transaction information. */
  @Get('statement.json')
  async json(@Current() current: Current, @Param('id') id: string): Promise<object> {
    const { documents, shipment } = await this.#open(current, id);
    const statement = await this.statements.from(shipment, documents);
    if (!statement) throw failure('NOT_FOUND', 'Nothing was sold by this shipment, so it has no transaction statement.');
    await this.#noteRead(current, shipment.from_party, id);
    const { affirmed, buyer, information, legalNotice, seller, shipmentDate, transactionDate } = statement;
    return {
      shipmentId: id,
      transactionInformation: information.map((line) => ({ ...line, transactionDate, shipmentDate, seller, buyer })),
      transactionStatement: { affirmed, legalNotice },
    };
  }

  async #open({ organisation }: Current, id: string): Promise<{ shipment: ShippedAs; documents: StatementDocuments }> {
    const shipment = await this.shipped.shipment(id);
    const mine = shipment && (shipment.from_party === organisation.id || shipment.to_party === organisation.id);
    const documents = mine ? await this.rows.documents(shipment.by_command) : undefined;
    if (!mine || !documents) throw failure('NOT_FOUND', 'There is no such shipment of yours.');
    return { shipment, documents };
  }

  /** Goods stated by a document have no owner here who could look. */
  async #noteRead({ organisation, user }: Current, owner: string, id: string): Promise<void> {
    if (owner === 'stated') return;
    await this.access.recordRead({ readerOrganisation: organisation.id, readerUser: user.id, ownerOrganisation: owner, subject: `shipment ${id}`, purpose: 'transaction statement' });
  }
}
