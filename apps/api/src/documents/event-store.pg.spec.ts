import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { EpcisEvent } from 'gs1-barcodes/epcis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomEvent } from '../../../../packages/gs1/src/testing/random-event.ts';
import { Database } from '../platform/database.ts';
import { freshDatabase, type TestDatabase } from '../testing/database.ts';
import { eventRow, isEpcisEvent } from './event-row.ts';
import { EventStore } from './event-store.ts';

describe('the event store', () => {
  let fresh: TestDatabase;
  let database: Database;
  let store: EventStore;
  const organisationId = 'a'.repeat(32);
  const at = new Date('2026-11-22T12:00:00Z');

  beforeAll(async () => {
    fresh = await freshDatabase();
    database = new Database(fresh.url);
    store = new EventStore(database);
  });
  afterAll(async () => {
    await database.onApplicationShutdown();
    await fresh.drop();
  });

  const put = (sourceId: string, events: readonly EpcisEvent[], of = organisationId) =>
    database.transaction((client) => store.put(client, { organisationId: of, sourceId, at }, events.map((event, position) => eventRow(event, { position, keptAs: 'NOT_OURS' }))));
  const sightings = (n: number, more: object = {}): EpcisEvent[] =>
    Array.from({ length: n }, (_, i) => ({ type: 'ObjectEvent', action: 'OBSERVE', eventTime: '2026-11-22T11:00:00Z', eventTimeZoneOffset: '+00:00', epcList: [`https://id.gs1.org/01/00300010123455/21/${randomUUID().slice(0, 12)}${i}`], ...more }));

  it('gives back every event of any type, field for field', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(randomEvent, { minLength: 1, maxLength: 20 }), async (events) => {
        const source = randomUUID();
        await put(source, events, randomUUID());
        const rows = await database.query<{ body: EpcisEvent; position: number }>('select body, position from record.event where source_id = $1 order by position', [source]);
        expect(rows.length).toBeGreaterThan(0);
        for (const { body, position } of rows) expect(body).toEqual(events[position]);
      }),
      { numRuns: 50 },
    );
  });

  it('stores an event of an organisation once, and says where it is', async () => {
    const [one, two] = [randomUUID(), randomUUID()];
    const events = sightings(3);
    expect(await put(one, [...events, ...events.slice(0, 1)])).toEqual([{ kind: 'stored' }, { kind: 'stored' }, { kind: 'stored' }, { kind: 'there', sourceId: one, position: 0, document: null }]);
    expect(await put(two, events.slice(1))).toEqual([1, 2].map((position) => ({ kind: 'there', sourceId: one, position, document: null })));
    expect(await put(two, events, 'b'.repeat(32))).toEqual(events.map(() => ({ kind: 'stored' })));
  });

  it('stores the declaration that an event was an error beside the event itself', async () => {
    const [event] = sightings(1, { eventID: 'urn:uuid:1' });
    const declared = { ...event, errorDeclaration: { declarationTime: '2026-11-22T11:30:00Z' } } as EpcisEvent;
    expect(await put(randomUUID(), [event as EpcisEvent, declared, declared])).toMatchObject([{ kind: 'stored' }, { kind: 'stored' }, { kind: 'there' }]);
  });

  it('numbers releases in the order in which they can be seen', async () => {
    const [slow, quick] = [randomUUID(), randomUUID()];
    const before = await store.newestRelease();
    let newest: Promise<number> | undefined;
    let told = false;
    await database.transaction(async (client) => {
      await store.release(client, slow, at);
      await database.transaction((other) => store.release(other, quick, at));
      newest = store.newestRelease().finally(() => (told = true));
      await database.query('select 1');
      expect(told).toBe(false);
    });
    expect(await newest).toBe(before + 2);
    await database.transaction((client) => store.release(client, quick, at));
    expect(await store.newestRelease()).toBe(before + 2);
  });

  it('takes away what was put and not released, and nothing that was', async () => {
    const [kept, gone] = [randomUUID(), randomUUID()];
    await put(kept, sightings(2));
    await put(gone, sightings(2));
    await database.transaction((client) => store.release(client, kept, at));
    for (const source of [kept, gone]) await database.transaction((client) => store.withdraw(client, source));
    expect(await database.query('select source_id, count(*) from record.event where source_id = any ($1) group by 1', [[kept, gone]])).toEqual([{ source_id: kept, count: 2 }]);
  });

  it('finds by the index: classes of packages, fields of other namespaces, numbers', () => {
    const [event] = sightings(1, {
      quantityList: [{ epcClass: 'https://id.gs1.org/01/00300010123455', quantity: 2.5, uom: 'KGM' }],
      extensions: [{ namespace: 'https://example.com/', name: 'weight', text: '12', attributes: { unit: 'kg' }, children: [{ namespace: 'https://example.com/', name: 'at', text: '2026-01-01T00:00:00Z' }] }],
      sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: '4.50', uom: 'CEL' }] }],
    });
    const { amounts, amountTerms, terms } = eventRow(event as EpcisEvent, { position: 0, keptAs: 'NOT_OURS' });
    expect(terms).toEqual(
      expect.arrayContaining(['epc of class=https://id.gs1.org/01/00300010123455', 'has=field::{https://example.com/}weight', 'is=field::{https://example.com/}weight=12', 'attribute={https://example.com/}weight@unit=kg', 'has=inner::{https://example.com/}at', 'sensors', 'report:type=Temperature']),
    );
    expect(amountTerms.map((of, i) => [of, amounts[i]])).toEqual([
      ['quantity', 2.5],
      ['quantity=KGM', 2.5],
      ['report:value', 4.5],
      ['report:value=CEL', 4.5],
      ['has=field::{https://example.com/}weight', 12],
      ['has=inner::{https://example.com/}at at', Date.UTC(2026, 0)],
    ]);
  });

  it('tells events from other documents', () => {
    expect([{ type: 'TransactionStatement' }, { type: 'toString' }, {}, { type: 'AssociationEvent' }].map(isEpcisEvent)).toEqual([false, false, false, true]);
  });
});
