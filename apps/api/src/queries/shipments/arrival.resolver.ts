import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { Current } from '../../identity/current.ts';
import { Roles } from '../../identity/roles.ts';
import { UserRole } from '../../identity/user-role.ts';
import { failure } from '../../platform/failure.ts';
import { ArrivalBook } from './arrival-book.ts';
import { Arrival } from './models/arrival.model.ts';
import { ExpectedUnits } from './models/expected-units.model.ts';

const TEXT_MAX = 4_000;

@Resolver()
@Roles(UserRole.PHARMACIST, UserRole.DISTRIBUTOR, UserRole.MANUFACTURER)
export class ArrivalResolver {
  constructor(private readonly book: ArrivalBook) {}

  @Query(() => Arrival, { description: 'Which expected shipment a barcode, or a number on its papers, belongs to. It is no scan: nothing is judged, nothing recorded.' })
  async arrival(@Current() current: Current, @Args('text', { type: () => String }) text: string): Promise<Arrival> {
    if (text.length > TEXT_MAX) throw failure('BAD_INPUT', `A scan has at most ${TEXT_MAX} characters.`);
    return text.trim() === '' ? { shipmentIds: [], isPackage: false } : this.book.find(current, text.trim());
  }

  @Query(() => ExpectedUnits, { nullable: true, description: 'What the receiver is to find in a shipment that is still under way, down to the single package.' })
  expectedUnits(@Current() current: Current, @Args('shipmentId', { type: () => ID }) shipmentId: string): Promise<ExpectedUnits | null> {
    return this.book.contents(current, shipmentId);
  }
}
