import { Readable } from 'node:stream';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Current } from '../../identity/current.ts';
import { failure } from '../../platform/failure.ts';
import { csvLine } from './csv.ts';
import { RecallBook, type ShownRecall } from './recall-book.ts';

const HEAD = ['Holder', 'Named', 'GTIN', 'Lot', 'Product', 'Expiry', 'In stock', 'In transit', 'Quarantined', 'Dispensed', 'Acknowledged'];

/** The full list of a recall, streamed: the holders' lines by lot, as far as the asker may see them. */
@Controller('recalls')
export class RecallCsvController {
  constructor(private readonly book: RecallBook) {}

  // The pattern keeps off /recalls/{id}, which is a page of the portal.
  @Get(':id(^[0-9a-f]{32}).csv')
  async csv(@Current() current: Current, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const recall = await this.book.one(current, id);
    if (!recall) throw failure('NOT_FOUND', 'There is no such recall.');
    await reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="recall-${id}.csv"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(this.#lines(current, recall)));
  }

  async *#lines(current: Current, recall: ShownRecall): AsyncGenerator<string> {
    yield csvLine(HEAD);
    for (const { holder, lot } of await this.book.linesByLot(current, recall)) {
      yield csvLine([holder.organisation, holder.named, lot.gtin, lot.number, lot.product, lot.expires_on, holder.inStock, holder.inTransit, holder.quarantined, holder.dispensed, holder.acknowledged]);
    }
  }
}
