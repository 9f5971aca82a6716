import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccessLog } from '../../access/access-log.ts';
import { linkOf } from '../../documents/unit-link.ts';
import { Current } from '../../identity/current.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { failure } from '../../platform/failure.ts';
import { type ShippedAs, ShippedUnits } from '../../read-model/shipped-units.ts';
import { readable } from '../plan/tools.ts';
import { StatementFile, type StatementFormat } from './statement-file.ts';
import { statementPdf } from './statement-pdf.ts';
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
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** EPCIS 1.2 in XML, as DSCSA R1.3 has it. */
  @Get('statement.xml')
  xml(@Current() current: Current, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.#send(current, id, { reply, format: 'xml' });
  }

  /** The same in EPCIS 2.0. */
  @Get('statement.jsonld')
  jsonld(@Current() current: Current, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    return this.#send(current, id, { reply, format: 'jsonld' });
  }

  /** The same for people. */
  @Get('statement.pdf')
  async pdf(@Current() current: Current, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { documents, shipment } = await this.#open(current, id);
    const statement = await this.statements.from(shipment, documents);
    if (!statement) throw failure('NOT_FOUND', NOTHING_SOLD);
    const units = await this.shipped.all(shipment);
    for (const owner of new Set(units.map(({ issuer }) => issuer))) await this.#noteRead(current, owner, id);
    const outermost = units.filter(({ container }) => container === null).map((unit) => readable(linkOf(unit)));
    const pdf = await statementPdf({ shipmentId: id, statement, outermost, packages: await this.rows.packages(units), madeAt: this.clock.now() });
    await sendFile(reply, { name: `statement-${id}.pdf`, type: 'application/pdf', body: pdf });
  }

  /** One line for each of its products and lots, with the ten items of transaction information. */
  @Get('statement.json')
  async json(@Current() current: Current, @Param('id') id: string): Promise<object> {
    const { documents, shipment } = await this.#open(current, id);
    const statement = await this.statements.from(shipment, documents);
    if (!statement) throw failure('NOT_FOUND', NOTHING_SOLD);
    await this.#noteRead(current, shipment.from_party, id);
    const { affirmed, buyer, information, legalNotice, seller, shipmentDate, transactionDate } = statement;
    return {
      shipmentId: id,
      transactionInformation: information.map((line) => ({ ...line, transactionDate, shipmentDate, seller, buyer })),
      transactionStatement: { affirmed, legalNotice },
    };
  }

  async #send(current: Current, id: string, { format, reply }: { format: StatementFormat; reply: FastifyReply }): Promise<void> {
    const { documents, shipment } = await this.#open(current, id);
    const written = await this.file.write(shipment, documents, format);
    if (written.kind === 'unknown prefix') {
      throw failure('CONFLICT', `The length of the GS1 company prefix in ${written.key} is not known here, so it cannot be written as an EPC URN. Have the prefix registered with its organisation, or take the JSON.`);
    }
    for (const owner of written.owners) await this.#noteRead(current, owner, id);
    await sendFile(reply, { name: `statement-${id}.${format}`, type: TYPES[format], body: written.text });
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

const TYPES = { xml: 'application/xml; charset=utf-8', jsonld: 'application/ld+json' } as const satisfies Record<StatementFormat, string>;
const NOTHING_SOLD = 'Nothing was sold by this shipment, so it has no transaction statement.';

async function sendFile(reply: FastifyReply, { body, name, type }: { name: string; type: string; body: string | Buffer }): Promise<void> {
  await reply.header('content-type', type).header('content-disposition', `attachment; filename="${name}"`).header('cache-control', 'no-store').send(body);
}
