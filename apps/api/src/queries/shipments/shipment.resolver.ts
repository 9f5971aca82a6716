import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Statements } from '../../handoffs/statements/statements.ts';
import { Current } from '../../identity/current.ts';
import { failure } from '../../platform/failure.ts';
import { pageSize } from '../../platform/page-size.ts';
import { Direction } from './models/direction.enum.ts';
import { ShipmentPage } from './models/shipment-page.model.ts';
import { ShipmentState } from './models/shipment-state.enum.ts';
import { Shipment } from './models/shipment.model.ts';
import { TransactionStatement } from './models/transaction-statement.model.ts';
import { ShipmentBook, type ShownShipment } from './shipment-book.ts';

@Resolver(() => Shipment)
export class ShipmentResolver {
  constructor(
    private readonly book: ShipmentBook,
    private readonly statements: Statements,
  ) {}

  @Query(() => ShipmentPage, { description: 'What the organisation sent or is sent, newest first.' })
  shipments(
    @Current() current: Current,
    @Args('direction', { type: () => Direction }) direction: Direction,
    @Args('state', { type: () => ShipmentState, nullable: true }) state: ShipmentState | null,
    @Args('reference', { type: () => String, nullable: true, description: 'Its id, the identifier of its file, or a number of its despatch advice or purchase order.' }) reference: string | null,
    @Args('first', { type: () => Int, defaultValue: 50 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<Omit<ShipmentPage, 'items'> & { items: ShownShipment[] }> {
    return this.book.page(current, { direction, state: state ?? null, reference: referenceOf(reference), first: pageSize(first), after: after ?? null });
  }

  @Query(() => Shipment, { nullable: true, description: 'For its sender, its receiver and the regulator.' })
  shipment(@Current() current: Current, @Args('id', { type: () => ID }) id: string): Promise<ShownShipment | null> {
    return this.book.one(current, id);
  }

  @ResolveField(() => TransactionStatement, { nullable: true })
  statement(@Parent() shipment: ShownShipment): Promise<TransactionStatement | null> {
    return this.statements.of(shipment.id);
  }
}

function referenceOf(text: string | null | undefined): string | null {
  const reference = text?.trim() ?? '';
  if (reference.length > REFERENCE_MAX) throw failure('BAD_INPUT', `A reference has at most ${REFERENCE_MAX} characters.`);
  return reference === '' ? null : reference;
}

const REFERENCE_MAX = 300;
