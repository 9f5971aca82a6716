import { Inject, Injectable } from '@nestjs/common';
import { mendsOf, namedLink } from '../../exceptions/correctable.ts';
import { type Correction, CorrectionRows } from '../../exceptions/correction-rows.ts';
import { type ExceptionItem as Item, itemName, type WholeCase } from '../../exceptions/exception-case.ts';
import { ExceptionRows } from '../../exceptions/exception-rows.ts';
import { neutralMessage } from '../../exceptions/neutral-message.ts';
import { ExceptionPosts } from '../../exchange/exception-posts.ts';
import type { Current } from '../../identity/current.ts';
import { Users } from '../../identity/users.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { failure } from '../../platform/failure.ts';
import { fromCursor, toCursor } from '../../read-model/cursor.ts';
import type { ExceptionCase } from './models/exception-case.model.ts';
import type { ExceptionItem } from './models/exception-item.model.ts';
import type { ExceptionKindEnum, ExceptionPostStateEnum, ExceptionStateEnum, MendEnum } from './models/exception-enums.ts';
import type { ExceptionPage } from './models/exception-page.model.ts';

const ITEMS_SHOWN = 500;

/** What is looked up beside the cases themselves, for all that are shown. */
interface Beside {
  readonly names: ReadonlyMap<string, string>;
  readonly corrections: readonly Correction[];
  readonly roads: Awaited<ReturnType<ExceptionRows['roads']>>;
  readonly posts: Awaited<ReturnType<ExceptionPosts['newest']>>;
}

/** Cases of exceptions as their organisation sees them. */
@Injectable()
export class ExceptionBook {
  constructor(
    private readonly rows: ExceptionRows,
    private readonly corrections: CorrectionRows,
    private readonly posts: ExceptionPosts,
    private readonly users: Users,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page(current: Current, { after, closed, first }: { closed: boolean; first: number; after: string | null }): Promise<ExceptionPage> {
    const { id: organisationId } = current.organisation;
    const [due, id] = fromCursor(after, 2);
    if (due !== null && Number.isNaN(Date.parse(String(due)))) throw failure('BAD_INPUT', 'after must be what the page before gave as next.');
    const [cases, counts] = await Promise.all([
      this.rows.page({ organisationId, closed, first: first + 1, after: due ? [new Date(due), String(id)] : null }),
      this.rows.counts(organisationId, this.clock.now()),
    ]);
    const shown = cases.slice(0, first);
    const last = shown.at(-1);
    const beside = await this.#beside(current, shown);
    return { items: shown.map((each) => this.#shown(current, each, beside)), next: cases.length > first && last ? toCursor([last.dueAt.toISOString(), last.id]) : null, ...counts };
  }

  async one(current: Current, id: string): Promise<ExceptionCase | null> {
    const found = await this.rows.one(current.organisation.id, id);
    return found ? this.#shown(current, found, await this.#beside(current, [found])) : null;
  }

  async #beside({ organisation }: Current, cases: readonly WholeCase[]): Promise<Beside> {
    const [users, corrections, roads, posts] = await Promise.all([
      this.users.of(organisation.id),
      this.corrections.of(cases.map(({ caseUuid }) => caseUuid)),
      this.rows.roads(organisation.id, cases.flatMap(({ partnerId }) => partnerId ?? [])),
      this.posts.newest(cases.map(({ id }) => id)),
    ]);
    return { names: new Map(users.map(({ id, name }) => [id, name])), corrections, roads, posts };
  }

  #shown({ organisation, user }: Current, found: WholeCase, { corrections, names, posts, roads }: Beside): ExceptionCase {
    const { caseUuid, dueAt, items, messages, ownerId, partnerId, state, ...rest } = found;
    const [road, post] = [roads.get(partnerId ?? ''), posts.get(found.id)];
    return {
      ...rest,
      caseUuid,
      dueAt,
      ownerId,
      state: state.toUpperCase() as ExceptionStateEnum,
      partnerIsHere: road === 'here',
      partnerIsConnected: road === 'connected',
      postState: post ? (post.state.toUpperCase().replace(' ', '_') as ExceptionPostStateEnum) : null,
      postProblem: post?.problem ?? null,
      ownerName: ownerId === null ? null : (names.get(ownerId) ?? null),
      late: state !== 'resolved' && dueAt < this.clock.now(),
      itemCount: items.length,
      items: items.slice(0, ITEMS_SHOWN).map((item) => shownItem(item, { mine: !found.raisedHere && partnerId !== null && state !== 'resolved', corrections: corrections.filter((each) => each.caseUuid === caseUuid && each.itemUuid === item.itemUuid) })),
      messages: messages.map(({ at, direction, kind, messageUuid }) => ({ id: messageUuid, at, sent: direction === 'out', isAnswer: kind === 'response' })),
      message: neutralMessage(found, { name: organisation.name, gln: organisation.gln, user: user.name }),
    };
  }
}

function shownItem(item: Item, { corrections, mine }: { mine: boolean; corrections: readonly Correction[] }): ExceptionItem {
  const { alternative, answer, answerComment, asks, dataExpiry, dataLot, expiry, itemUuid, kind, lot, note, proposed, quantityOrdered, quantityReceived } = item;
  return {
    id: itemUuid,
    kind: kind as ExceptionKindEnum,
    name: itemName(item),
    accepted: answer === null ? null : answer === 'Accept',
    mends: mine && corrections.length === 0 ? ([...mendsOf(item)] as MendEnum[]) : [],
    needsUnits: namedLink(item) === null,
    correctionShipmentId: corrections.find(({ shipmentId }) => shipmentId !== null)?.shipmentId ?? null,
    mended: corrections.length === 0 ? null : corrections.every(({ doneAt }) => doneAt !== null),
    ...{ alternative, answerComment, asks, dataExpiry, dataLot, expiry, lot, note, proposed, quantityOrdered, quantityReceived },
  };
}
