import { Injectable } from '@nestjs/common';
import type { LocationMaster } from 'gs1-barcodes/epcis';
import { Products } from '../../master-data/products.ts';
import { StatedPlaces } from '../../master-data/stated-places.ts';
import { Database } from '../../platform/database.ts';
import type { Catalogue } from './catalogue.ts';
import type { Step } from './fold.ts';
import { RecordView } from '../../read-model/record-view.ts';

/** The master data of a file on its way into the record: products as drafts for their user to confirm, places as stated. */
@Injectable()
export class Drafts {
  constructor(
    private readonly database: Database,
    private readonly products: Products,
    private readonly places: StatedPlaces,
    private readonly record: RecordView,
  ) {}

  /** Writes it in one transaction; gives how many products were drafted. What is there already stays. */
  async write(organisationId: string, { catalogue, locations }: { catalogue: Catalogue; locations: readonly LocationMaster[] }): Promise<number> {
    return this.database.transaction(async (client) => {
      for (const { cases, details } of catalogue.drafts) {
        await this.products.insert(client, organisationId, details, 'draft');
        for (const gtin of cases) await this.products.addCase(client, organisationId, { base: details.gtin, gtin });
      }
      for (const added of catalogue.cases) await this.products.addCase(client, organisationId, added);
      await this.places.state(client, organisationId, locations);
      return catalogue.drafts.length;
    });
  }

  /** Those of these steps that register a lot which is registered. */
  async lotsRegistered(organisationId: string, steps: readonly Step[]): Promise<Step[]> {
    const lots = steps.flatMap((step) => (step.kind === 'registerLot' ? [step] : []));
    const known = await this.record.lots(organisationId, [...new Set(lots.map(({ gtin }) => gtin))]);
    return lots.filter(({ gtin, number }) => known.has(`${gtin} ${number}`));
  }
}
