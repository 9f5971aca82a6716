import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type EpcisEvent, type Extension } from 'gs1-barcodes/epcis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomEvents } from '../../../../../../packages/gs1/src/testing/random-event.ts';
import { AccessLog } from '../../../access/access-log.ts';
import { eventRow } from '../../../documents/event-row.ts';
import { EventStore } from '../../../documents/event-store.ts';
import type { Current } from '../../../identity/current.ts';
import { TradingPartnerKind } from '../../../identity/trading-partner-kind.ts';
import { UserRole } from '../../../identity/user-role.ts';
import { Database } from '../../../platform/database.ts';
import type { UpstreamLines } from '../../../read-model/upstream-lines.ts';
import { freshDatabase, type TestDatabase } from '../../../testing/database.ts';
import { EventBook, type Place } from './event-book.ts';
import { type Asked, readEventQuery } from './event-query.ts';
import { KNOWN_PREFIXES } from './field-names.ts';
import { parameterNamed, PARAMETERS } from './parameters.ts';
import { ORACLE, PREFIXES, hashIds, recordTimes } from './testing/oracle.ts';

const EVENTS = 10_000;
/** At most so many questions of a parameter: as soon as one has parted the events, it has been seen to ask for something. */
const DRAWS = 4;
const SEED = 20_261_126;

/** Fields whose values events share, in every area, so that comparisons part the events. */
const seasoned = (event: EpcisEvent, n: number): EpcisEvent => {
  const more = (from: number): Extension[] => [
    { namespace: 'https://example.com/ns', name: 'weight', text: String((n + from) % 20), attributes: { unit: n % 2 === 0 ? 'kg' : 'lb' } },
    { namespace: 'https://example.org/voc/', name: 'at', text: new Date(Date.UTC(2026, 0, 1 + ((n + from) % 28))).toISOString(), children: [{ namespace: 'urn:example:fields:', name: 'depth', text: `${(n + from) % 7}.5` }] },
  ];
  const eventID = n % 3 === 0 ? undefined : `urn:uuid:${randomUUID()}`;
  const { eventID: _own, ...rest } = event;
  const bare = { ...rest, ...(eventID === undefined ? {} : { eventID }) } as EpcisEvent;
  if (n % 4 !== 0) return bare;
  return {
    ...bare,
    extensions: [...(event.extensions ?? []), ...more(0)],
    ...(event.readPoint ? { readPointExtensions: more(1) } : {}),
    ...(event.bizLocation ? { bizLocationExtensions: more(2) } : {}),
    ...(event.errorDeclaration ? { errorDeclaration: { ...event.errorDeclaration, extensions: more(3) } } : {}),
    ...('ilmd' in event && event.ilmd ? { ilmd: { ...event.ilmd, others: more(4) } } : {}),
    ...(event.sensorElementList ? { sensorElementList: event.sensorElementList.map((element) => ({ ...element, sensorMetadata: { ...element.sensorMetadata, endTime: `2026-01-${String(1 + (n % 28)).padStart(2, '0')}T00:00:00Z`, dataProcessingMethod: `urn:example:method:${n % 5}` }, sensorReport: element.sensorReport.map((report) => ({ ...report, chemicalSubstance: `urn:example:substance:${n % 5}` })), extensions: more(5) })) } : {}),
  } as EpcisEvent;
};

describe('the query parameters, against a filter in memory over 10,000 random events', { timeout: 240_000 }, () => {
  let fresh: TestDatabase;
  let database: Database;
  let book: EventBook;
  let events: EpcisEvent[];
  const prefixes = new Map([...KNOWN_PREFIXES, ...Object.entries(PREFIXES)]);
  const current: Current = {
    user: { id: randomUUID(), email: 'x@example.com', name: 'X', role: UserRole.DISTRIBUTOR },
    organisation: { id: 'a'.repeat(32), name: 'X', gln: '0614141000012', kinds: [TradingPartnerKind.WHOLESALE_DISTRIBUTOR], status: 'active' },
    site: null,
  };
  const asker = { current, reason: null };

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url);
    const store = new EventStore(database);
    book = new EventBook(database, { of: () => Promise.resolve(new Map()) } as unknown as UpstreamLines, new AccessLog(database, { now: () => new Date() }));
    const drawn = fc.sample(fc.oneof(...Object.values(randomEvents)), { numRuns: EVENTS, seed: SEED }).map(seasoned);
    events = [];
    const source = randomUUID();
    for (let from = 0; from < drawn.length; from += 1_000) {
      const at = new Date(Date.UTC(2026, 10, 1, from / 1_000));
      const batch = drawn.slice(from, from + 1_000);
      const rows = batch.map((event, i) => eventRow(event, { position: from + i, keptAs: 'NOT_OURS' }));
      const puts = await database.transaction((client) => store.put(client, { organisationId: current.organisation.id, sourceId: source, at }, rows));
      batch.forEach((event, i) => {
        if (puts[i]?.kind !== 'stored') return;
        events.push(event);
        hashIds.set(event, rows[i]?.hashId ?? '');
        recordTimes.set(event, at.toISOString());
      });
      // Of another organisation: in none of the answers.
      await database.transaction((client) => store.put(client, { organisationId: 'b'.repeat(32), sourceId: randomUUID(), at }, rows.slice(0, 50)));
    }
    await database.transaction((client) => store.release(client, source, new Date()));
    await database.query('insert into record.event_release (source_id, at) select distinct source_id, now() from record.event on conflict do nothing');
    await database.query('analyze record.event');
  }, 240_000);
  afterAll(async () => {
    await database.onApplicationShutdown();
    await fresh.drop();
  });

  const idOf = (event: EpcisEvent): string => event.eventID ?? hashIds.get(event) ?? '';
  const found = async (asked: Asked): Promise<string[]> => (await book.page(asker, readEventQuery(asked, prefixes), { first: EVENTS })).events.map(idOf).sort();
  const expected = (asked: Asked): string[] => {
    const oracles = asked.map(([name, values]) => ({ name, values, oracle: ORACLE.find(({ row }) => row === parameterNamed(name)?.parameter.name) }));
    return events
      .filter((event) => oracles.every(({ name, oracle, values }) => oracle?.matches(event, name, values)))
      .map(idOf)
      .sort();
  };

  /** What one of them has and the other has not, each time it has it. */
  const difference = (one: readonly string[], other: readonly string[]): string[] => {
    if (one.join('\n') === other.join('\n')) return [];
    const [a, b] = [new Set(one), new Set(other)];
    return [...one.filter((id) => !b.has(id)).map((id) => `found: ${id}`), ...other.filter((id) => !a.has(id)).map((id) => `missed: ${id}`), `${one.length} found, ${other.length} expected`].slice(-20);
  };

  /** A repeatable choice. */
  const picker = (seed: number) => {
    let state = seed;
    return (many: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * many);
    };
  };
  const drawFor = (row: string, pick: (many: number) => number): readonly [string, string] => {
    const oracle = ORACLE.find((one) => one.row === row);
    const start = pick(events.length);
    for (let i = 0; i < events.length; i += 1) {
      const drawn = oracle?.draw(events[(start + i) % events.length] as EpcisEvent, pick);
      if (drawn) return drawn;
    }
    throw new Error(`no event answers to ${row}`);
  };

  it('has an oracle for every row of the table, and no other', () => {
    expect(events.length).toBeGreaterThan(EVENTS * 0.99);
    expect(ORACLE.map(({ row }) => row).sort()).toEqual(PARAMETERS.map(({ name }) => name).sort());
  });

  it.each(PARAMETERS.map(({ name, takes }) => [name, takes] as const))('%s', async (row, takes) => {
    const pick = picker(SEED + PARAMETERS.findIndex(({ name }) => name === row));
    let parted = 0;
    for (let draw = 0; draw < DRAWS && parted === 0; draw += 1) {
      const [name, value] = drawFor(row, pick);
      const [otherName, other] = drawFor(row, pick);
      const values = takes === 'texts' && otherName === name && draw % 2 === 0 ? [value, other] : [value];
      const asked: Asked = [[name, values]];
      const wanted = expected(asked);
      if (wanted.length > 0 && wanted.length < events.length) parted += 1;
      expect(difference(await found(asked), wanted), JSON.stringify(asked)).toEqual([]);
    }
    // A parameter that was ignored, or that found nothing at all, would have been seen.
    expect(parted).toBeGreaterThan(0);
  });

  it('answers several parameters with the events that match all of them', async () => {
    const pick = picker(SEED);
    let some = 0;
    for (let round = 0; round < 30; round += 1) {
      const event = events[pick(events.length)] as EpcisEvent;
      const drawn: (readonly [string, string])[] = [];
      // Most parameters ask for what a given event has not: so many tries find some that it answers to.
      for (let tried = 0, wanted = 2 + pick(3); tried < 60 && drawn.length < wanted; tried += 1) {
        const one = ORACLE[pick(ORACLE.length)]?.draw(event, pick);
        if (one) drawn.push(one);
      }
      const asked: Asked = [...new Map(drawn)].map(([name, value]) => [name, [value]]);
      const wanted = expected(asked);
      if (asked.length > 1 && wanted.length > 0) some += 1;
      expect(difference(await found(asked), wanted), JSON.stringify(asked)).toEqual([]);
    }
    expect(some).toBeGreaterThan(10);
  });

  it.each([
    ['in its own order', []],
    ['by event time', [['orderBy', ['eventTime']]]],
    ['by event time, oldest first', [['orderBy', ['eventTime']], ['orderDirection', ['ASC']]]],
    ['by record time', [['orderBy', ['recordTime']]]],
    ['by record time, oldest first', [['orderBy', ['recordTime']], ['orderDirection', ['ASC']]]],
    ['by a field of numbers', [['orderBy', ['a:weight']], ['orderDirection', ['ASC']]]],
    ['by a field of instants, latest first', [['orderBy', ['https://example.org/voc/at']]]],
    ['by a field that few have', [['orderBy', ['cbvmda:none']]]],
  ] as [string, Asked][])('pages %s: complete, nothing twice, in order', async (_, order) => {
    const query = readEventQuery([...order, ['eventType', ['ObjectEvent', 'TransformationEvent']]], prefixes);
    const all: EpcisEvent[] = [];
    let after: Place | null = null;
    do {
      const page = await book.page(asker, query, { first: 613, after });
      all.push(...page.events);
      after = page.next;
    } while (after);
    const wanted = expected([['eventType', ['ObjectEvent', 'TransformationEvent']]]);
    expect(all.map(idOf).sort()).toEqual(wanted);
    const [[, [by]] = ['', ['']]] = order;
    const key = (event: EpcisEvent): number => {
      if (by === 'eventTime') return Math.floor(Date.parse(event.eventTime));
      if (by === 'recordTime') return Date.parse(event.recordTime ?? '');
      const field = event.extensions?.find(({ name }) => name === (by === 'a:weight' ? 'weight' : 'at') && by !== 'cbvmda:none');
      return field ? (by === 'a:weight' ? Number(field.text) : Date.parse(field.text ?? '')) : Infinity;
    };
    const keys = all.map(key);
    const direction = order.length === 0 ? null : (order[1]?.[1][0] ?? 'DESC');
    if (direction !== null) expect(keys).toEqual([...keys].sort((a, b) => (a === b ? 0 : direction === 'ASC' ? a - b : b - a)));
  });

  it.each([[[]], [[['orderBy', ['eventTime']]]], [[['orderBy', ['recordTime']], ['orderDirection', ['ASC']]]]] as [Asked][])('pages what a question for units found likewise (%j)', async (order) => {
    const asked: Asked = [['MATCH_epc', ['urn:epc:idpat:sscc:0614141.*']]];
    const all: string[] = [];
    let after: Place | null = null;
    do {
      const page = await book.page(asker, readEventQuery([...order, ...asked], prefixes), { first: 97, after });
      all.push(...page.events.map(idOf));
      after = page.next;
    } while (after);
    expect(difference(all.sort(), expected(asked))).toEqual([]);
  });

  it('gives every event whole, with its id and when it was recorded', async () => {
    const { events: told } = await book.page(asker, readEventQuery([]), { first: 300 });
    const known = new Map(events.map((event) => [idOf(event), event]));
    for (const event of told) {
      const own = known.get(idOf(event)) as EpcisEvent;
      expect(event).toEqual({ ...own, eventID: idOf(own), recordTime: recordTimes.get(own) });
    }
  });

  it('refuses more than maxEventCount, and says so', async () => {
    const matching = expected([['EQ_action', ['ADD']]]).length;
    expect(await found([['EQ_action', ['ADD']], ['maxEventCount', [String(matching)]]])).toHaveLength(matching);
    await expect(found([['EQ_action', ['ADD']], ['maxEventCount', [String(matching - 1)]]])).rejects.toMatchObject({ body: { type: 'QueryTooLargeException' } });
  });
});
