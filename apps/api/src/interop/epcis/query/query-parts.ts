import type { Provider, Type } from '@nestjs/common';
import { Deliveries } from '../subscription/deliveries.ts';
import { EventStreams } from '../subscription/event-streams.ts';
import { SubscriptionRows } from '../subscription/subscription-rows.ts';
import { SubscriptionsController } from '../subscription/subscriptions.controller.ts';
import { Webhook } from '../subscription/webhook.ts';
import { EventAnswers } from './event-answers.ts';
import { EventBook } from './event-book.ts';
import { EventsController } from './events.controller.ts';
import { FoundDocument } from './found-document.ts';
import { NamedQueries } from './named-queries.ts';
import { NamedQueriesController } from './named-queries.controller.ts';
import { PageTokens } from './page-tokens.ts';
import { RESOURCE_CONTROLLERS } from './resource.controller.ts';

export const QUERY_CONTROLLERS: Type[] = [EventsController, ...RESOURCE_CONTROLLERS, NamedQueriesController, SubscriptionsController];
export const QUERY_PROVIDERS: Provider[] = [EventAnswers, EventBook, FoundDocument, NamedQueries, PageTokens, SubscriptionRows, Webhook, Deliveries, EventStreams];
