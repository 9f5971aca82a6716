import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readsAllTrade } from '../../../access/policy.ts';
import type { Current } from '../../../identity/current.ts';
import { CLOCK, type Clock } from '../../../platform/clock.ts';
import { badParameter, Problem } from '../problem.ts';
import { type Asker, EventBook } from './event-book.ts';
import { type Asked, askedOfUrl, type EventQuery, readEventQuery } from './event-query.ts';
import { type Prefixes, prefixesOfHeader } from './field-names.ts';
import { FoundDocument } from './found-document.ts';
import { wantedBy } from './negotiation.ts';
import { PageTokens } from './page-tokens.ts';

export const PER_PAGE = 30;
export const PER_PAGE_MAX = 1_000;
const PAGING: ReadonlySet<string> = new Set(['perPage', 'nextPageToken']);
/** Says why a regulator reads. */
export const REASON_HEADER = 'packtrail-reason';
const REASON_MAX = 300;

/** What the roads of the query interface share: reading a request, answering a page of events or of names. */
@Injectable()
export class EventAnswers {
  constructor(
    private readonly book: EventBook,
    private readonly document: FoundDocument,
    private readonly tokens: PageTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Who asks. Refuses (SecurityException) a regulator without a reason. */
  asker(current: Current, { headers }: FastifyRequest): Asker {
    const header = headers[REASON_HEADER];
    const reason = (Array.isArray(header) ? header[0] : header)?.replace(/\p{C}/gu, '').trim().slice(0, REASON_MAX) || null;
    if (readsAllTrade(current) && reason === null) throw new Problem('SecurityException', 'A regulator reads with a reason: send it as Packtrail-Reason. The owners of the events see it.');
    return { current, reason };
  }

  prefixes({ headers }: FastifyRequest): Prefixes {
    const header = headers['gs1-extensions'];
    return prefixesOfHeader(Array.isArray(header) ? header.join(',') : header);
  }

  /** Answers the query of the URL, with what a path adds to it. */
  async events(current: Current, request: FastifyRequest, reply: FastifyReply, more: Asked = []): Promise<void> {
    const asker = this.asker(current, request);
    await this.answer(asker, request, reply, readEventQuery([...more, ...askedOfUrl(request.url, PAGING)], this.prefixes(request)), 'SimpleEventQuery');
  }

  /** Answers a page of a query. */
  async answer(asker: Asker, request: FastifyRequest, reply: FastifyReply, query: EventQuery, queryName: string): Promise<void> {
    const wanted = wantedBy(request.headers);
    const { perPage, token } = pagingOf(request);
    const question = `${queryName} ${query.text}`;
    const from = token === null ? null : await this.tokens.redeem(asker.current, question, token);
    const left = from ? from.leftOver : query.eventCountLimit;
    const first = left === null ? perPage : Math.min(perPage, left);
    const page = await this.book.page(asker, query, { first, after: from?.place ?? null });
    const leftOver = left === null ? null : left - page.events.length;
    if (page.next && leftOver !== 0) await this.#next(asker.current, request, reply, question, { place: page.next, leftOver });
    const text = await this.document.write({ creationDate: this.clock.now().toISOString(), queryName, events: page.events }, wanted);
    await reply.type(`${wanted.media}; charset=utf-8`).header('gs1-epc-format', wanted.epcs).header('cache-control', 'no-store').send(text);
  }

  /** Answers a page of names that `list` gives, a Collection. */
  async names(current: Current, request: FastifyRequest, reply: FastifyReply, what: string, list: (after: string, first: number) => Promise<readonly string[]>): Promise<void> {
    await collection(reply, await this.#page(current, request, reply, what, list, (name) => name));
  }

  /** Answers a page of things that have names, a bare list. */
  async listed<T>(current: Current, request: FastifyRequest, reply: FastifyReply, what: string, list: (after: string, first: number) => Promise<readonly T[]>, nameOf: (one: T) => string): Promise<void> {
    await reply.type('application/json; charset=utf-8').send(JSON.stringify(await this.#page(current, request, reply, what, list, nameOf)));
  }

  async #page<T>(current: Current, request: FastifyRequest, reply: FastifyReply, what: string, list: (after: string, first: number) => Promise<readonly T[]>, nameOf: (one: T) => string): Promise<readonly T[]> {
    const { perPage, token } = pagingOf(request);
    const from = token === null ? null : await this.tokens.redeem(current, what, token);
    const found = await list(String(from?.place[0] ?? ''), perPage + 1);
    const last = found[perPage - 1];
    if (found.length > perPage && last !== undefined) await this.#next(current, request, reply, what, { place: [nameOf(last)], leftOver: null });
    return found.slice(0, perPage);
  }

  async #next(current: Current, request: FastifyRequest, reply: FastifyReply, question: string, end: Parameters<PageTokens['issue']>[2]): Promise<void> {
    const { expires, token } = await this.tokens.issue(current, question, end);
    const [path = '', search = ''] = request.url.split(/\?(.*)/s);
    const kept = search.split('&').filter((part) => part !== '' && !part.startsWith('nextPageToken='));
    reply.header('link', `<${path}?${[...kept, `nextPageToken=${token}`].join('&')}>; rel="next"`).header('gs1-next-page-token-expires', expires.toISOString());
  }
}

/** A list of names as EPCIS 2.0 gives it. */
export async function collection(reply: FastifyReply, member: readonly string[]): Promise<void> {
  await reply.type('application/json; charset=utf-8').send({ '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', type: 'Collection', member });
}

function pagingOf(request: FastifyRequest): { perPage: number; token: string | null } {
  const given = new Map(askedOfUrl(request.url).filter(([name]) => PAGING.has(name)));
  const [size = String(PER_PAGE), ...more] = given.get('perPage') ?? [];
  if (more.length > 0 || !/^[1-9][0-9]{0,3}$/.test(size) || Number(size) > PER_PAGE_MAX) throw badParameter('perPage', `${size} is no whole number from 1 to ${PER_PAGE_MAX}.`);
  const [token = null] = given.get('nextPageToken') ?? [];
  return { perPage: Number(size), token };
}
