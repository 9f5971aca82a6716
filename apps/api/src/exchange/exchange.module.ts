import { Global, Module } from '@nestjs/common';
import { Arrivals } from './arrivals.ts';
import { ArrivingFiles } from './arriving-files.ts';
import { ConnectionResolver } from './connection.resolver.ts';
import { Connections } from './connections.ts';
import { Deliveries } from './deliveries.ts';
import { DeliveryResolver } from './delivery.resolver.ts';
import { DocumentController } from './document.controller.ts';
import { ExceptionPosts } from './exception-posts.ts';
import { ExchangeWorker } from './exchange-worker.ts';
import { HandOn } from './hand-on.ts';
import { HandOnDetails } from './hand-on-details.ts';
import { Outgoing } from './outgoing.ts';
import { PartyCardResolver } from './party-card.resolver.ts';
import { PartyCards } from './party-cards.ts';
import { Pull } from './pull.ts';
import { DeliverySender } from './send-delivery.ts';
import { ExceptionPostSender } from './send-exception-post.ts';
import { StoreArrival } from './store-arrival.ts';

/** How this node and those of its trading partners' speak: cards, connections, deliveries, and documents handed on. */
@Global()
@Module({
  controllers: [DocumentController],
  providers: [Arrivals, ArrivingFiles, ConnectionResolver, Connections, Deliveries, DeliveryResolver, DeliverySender, ExceptionPosts, ExceptionPostSender, ExchangeWorker, HandOn, HandOnDetails, Outgoing, PartyCardResolver, PartyCards, Pull, StoreArrival],
  exports: [ArrivingFiles, Connections, Deliveries, ExceptionPosts, ExchangeWorker, PartyCards],
})
export class ExchangeModule {}
