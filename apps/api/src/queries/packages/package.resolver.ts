import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { linkOf } from '../../documents/unit-link.ts';
import { readable } from '../../handoffs/plan/tools.ts';
import { Current } from '../../identity/current.ts';
import { failure } from '../../platform/failure.ts';
import { pageSize } from '../../platform/page-size.ts';
import { type HeldPackage as Row, HeldPackages } from '../../read-model/held-packages.ts';
import { HeldPackageList } from './models/held-package-list.model.ts';
import { HeldPackage } from './models/held-package.model.ts';

const FROM_MAX = 10_000_000;
const SERIAL_MAX = 20;
const FOUND_MAX = 20;

@Resolver(() => HeldPackage)
export class PackageResolver {
  constructor(private readonly packages: HeldPackages) {}

  @Query(() => HeldPackageList, { description: 'The packages of a lot that the organisation holds, by serial, from any row on.' })
  async heldPackages(
    @Current() current: Current,
    @Args('lotId', { type: () => ID }) lotId: string,
    @Args('search', { type: () => String, nullable: true, description: 'The beginning of a serial.' }) search: string | null,
    @Args('from', { type: () => Int, defaultValue: 0 }) from: number,
    @Args('first', { type: () => Int, defaultValue: 200 }) first: number,
  ): Promise<HeldPackageList> {
    if (!Number.isInteger(from) || from < 0 || from > FROM_MAX) throw failure('BAD_INPUT', `from must be from 0 to ${FROM_MAX}.`);
    if (search && search.length > SERIAL_MAX) throw failure('BAD_INPUT', `A serial has at most ${SERIAL_MAX} characters.`);
    const { rows, total } = await this.packages.page(current.organisation.id, lotId, { search: search || null, from, first: pageSize(first) });
    return { total, items: rows.map(shown) };
  }

  @Query(() => [HeldPackage], { description: 'The packages with this very serial that the organisation holds.' })
  async packagesBySerial(@Current() current: Current, @Args('serial', { type: () => String }) serial: string): Promise<HeldPackage[]> {
    if (serial.length > SERIAL_MAX) throw failure('BAD_INPUT', `A serial has at most ${SERIAL_MAX} characters.`);
    return (await this.packages.bySerial(current.organisation.id, serial.trim(), FOUND_MAX)).map(shown);
  }
}

function shown({ container, gtin, serial, since, state }: Row): HeldPackage {
  return { text: readable(linkOf({ gtin, serial, sscc: null })), serial, state: state.toUpperCase(), container: container && readable(linkOf(container)), since };
}
