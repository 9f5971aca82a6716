import { Args, Query, Resolver } from '@nestjs/graphql';
import { readable } from '../handoffs/plan/tools.ts';
import { Current } from '../identity/current.ts';
import { failure } from '../platform/failure.ts';
import { lotsOf } from './gather-evidence.ts';
import { WholePedigree } from './models/whole-pedigree.model.ts';
import { PedigreeDesk } from './pedigree-desk.ts';
import { readBarcode } from './read-barcode.ts';

const TEXT_MAX = 4_000;

@Resolver(() => WholePedigree)
export class PedigreeResolver {
  constructor(private readonly desk: PedigreeDesk) {}

  @Query(() => WholePedigree, { nullable: true, description: 'The history of the unit of this barcode, as far as the asker may see it. It is no scan: nothing is judged or recorded of it but the reading.' })
  async pedigree(@Current() current: Current, @Args('text', { type: () => String }) text: string): Promise<WholePedigree | null> {
    if (text.length > TEXT_MAX) throw failure('BAD_INPUT', `A barcode has at most ${TEXT_MAX} characters.`);
    const { link } = readBarcode(text);
    const seen = link === null ? null : await this.desk.of(current, link, 'pedigree');
    if (!seen) return null;
    const { laterHidden, steps, unit } = seen;
    const [lot] = unit.placed.kind === 'package' ? lotsOf(unit) : [];
    const { placed, product } = unit;
    return {
      text: readable(unit.link),
      product: product && placed.gtin ? { name: product.name, ndc: product.ndc, gtin: placed.gtin, strength: product.strength, dosageForm: product.dosage_form } : null,
      lot: lot?.number ?? null,
      expiry: lot?.expires_on ?? null,
      pedigree: { steps, laterHidden },
    };
  }
}
