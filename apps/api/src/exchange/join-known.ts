import { contentTree, type Gap, type Json, mergedGaps, prunedTree } from '@packtrail/ledger';
import { keysTree, listOf, UNIT_LISTS } from '../documents/event-lists.ts';
import { identityOf } from '../documents/unit-link.ts';
import type { Queryable } from '../platform/database.ts';
import type { HandedOn } from './handed-on.ts';

/**
 * Joins what came of the contents of containers to what was known of them: of what either tells nothing is a gap any more. Called before the units
 * themselves are stored.
 */
export async function joinContents(client: Queryable, { contents, units }: HandedOn): Promise<void> {
  const containers = units.filter(({ contents: root }) => root !== '').map(({ ref }) => ref);
  const { rows: gaps } = await client.query<{ container: string; index: number; size: number; hash: string }>(
    `select g.issuer || '/' || g.container_key as container, g.position as index, g.size, g.hash from unnest($1::text[]) as c (ref)
       join record.content_gap g on g.issuer = left(c.ref, 32) and g.container_key = substr(c.ref, 34)`,
    [containers],
  );
  const { rows: lines } = await client.query<Line>(
    `select c.ref as container, u.key as unit, u.height, u.lots, u.contents from unnest($1::text[]) as c (ref)
       join record.unit u on u.issuer = left(c.ref, 32) and u.parent_key = substr(c.ref, 34)`,
    [containers],
  );
  const came = new Map(contents.map(({ container, gaps: told }) => [container, told]));
  const [linesOf, gapsOf] = [byContainer(lines), byContainer(gaps)];
  const arrivedIn = byContainer(
    units.flatMap(({ contents: within, height, lots, parent, ref }) => (parent === null ? [] : [{ container: `${ref.slice(0, 32)}/${parent}`, unit: ref.slice(33), height, lots, contents: within }])),
  );
  const put: { container: string; gap: Gap }[] = [];
  for (const container of containers) {
    const [before, arrived, told] = [linesOf.get(container) ?? [], arrivedIn.get(container) ?? [], gapsOf.get(container) ?? []];
    // One that was not known at all, or whose contents are all here.
    const joined = before.length === 0 && told.length === 0 ? (came.get(container) ?? []) : merged(treeOf(before, told), treeOf(arrived, came.get(container) ?? []));
    put.push(...joined.map((gap) => ({ container, gap })));
  }
  await client.query('delete from record.content_gap g using unnest($1::text[]) as c (ref) where g.issuer = left(c.ref, 32) and g.container_key = substr(c.ref, 34)', [containers]);
  await client.query(
    `insert into record.content_gap (issuer, container_key, position, size, hash)
     select left(g.ref, 32), substr(g.ref, 34), g.position, g.size, g.hash from unnest($1::text[], $2::int[], $3::int[], $4::text[]) as g (ref, position, size, hash)`,
    [put.map(({ container }) => container), put.map(({ gap }) => gap.index), put.map(({ gap }) => gap.size), put.map(({ gap }) => gap.hash)],
  );
}

interface Line {
  readonly container: string;
  readonly unit: string;
  readonly height: number;
  readonly lots: string[];
  readonly contents: string;
}

function byContainer<T extends { readonly container: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.container);
    if (group) group.push(row);
    else groups.set(row.container, [row]);
  }
  return groups;
}

const treeOf = (lines: readonly Line[], gaps: readonly Gap[]) =>
  prunedTree(
    [...lines].sort((a, b) => (a.unit < b.unit ? -1 : 1)).map(({ contents, height, lots, unit }) => Uint8Array.from(Buffer.from(contentTree([{ unit, height, lots, contents }]).root, 'hex'))),
    gaps,
  );

function merged(before: ReturnType<typeof prunedTree>, arrived: ReturnType<typeof prunedTree>): Gap[] {
  const gaps = before && arrived && mergedGaps(before, arrived);
  if (!gaps) throw new Error('two tellings of one tree have different roots');
  return gaps;
}

/** Keeps documents with their heads and salts. One that was known in part has the units of both tellings afterwards. Called when the units are stored. */
export async function joinDocuments(
  client: Queryable,
  documents: readonly HandedOn[],
  { now, transactions }: { now: Date; transactions: ReadonlyMap<string, { command_id: string; docs: readonly string[]; by_party: string; at: Date }> },
): Promise<void> {
  const { rows } = await client.query<{ doc_hash: string; event: Record<string, Json>; lists: Record<string, Gap[]> | null }>('select doc_hash, event, lists from record.document where doc_hash = any ($1)', [
    documents.map(({ docHash }) => docHash),
  ]);
  const known = new Map(rows.map((row) => [row.doc_hash, row]));
  const put: unknown[][] = [];
  for (const document of documents) {
    const { bizStep, docHash, head, salt, txId } = document;
    const transaction = transactions.get(txId);
    if (!transaction) throw new Error(`the transaction ${txId} of a checked document is gone`);
    const before = known.get(docHash);
    // Known with all its units: nothing is added.
    if (before?.lists === null) continue;
    const { event, lists } = before ? await joinedEvent(client, { before: { event: before.event, lists: before.lists }, came: document, by: transaction.by_party }) : document;
    put.push([docHash, transaction.command_id, transaction.docs.indexOf(docHash), transaction.by_party, salt, JSON.stringify(event), head, timeOf(event, transaction.at), bizStep, JSON.stringify(lists)]);
  }
  await client.query(
    `insert into record.document (doc_hash, command_id, position, organisation_id, salt, event, head, event_time, biz_step, created_at, lists)
     select d.hash, d.command, d.position, d.by, decode(d.salt, 'hex'), d.event, d.head, d.event_time, d.biz_step, $11, d.lists
       from unnest($1::text[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::timestamptz[], $9::text[], $10::jsonb[])
            as d (hash, command, position, by, salt, event, head, event_time, biz_step, lists)
     on conflict (doc_hash) do update set event = excluded.event, lists = excluded.lists`,
    [...Array.from({ length: 10 }, (_, column) => put.map((row) => row[column])), now],
  );
}

interface Tellings {
  readonly before: { readonly event: Record<string, Json>; readonly lists: Record<string, Gap[]> };
  readonly came: HandedOn;
  /** Whose transaction it is. */
  readonly by: string;
}

async function joinedEvent(client: Queryable, { before, by, came }: Tellings): Promise<{ event: Record<string, Json>; lists: Record<string, readonly Gap[]> }> {
  const event: Record<string, Json> = { ...before.event };
  const lists: Record<string, readonly Gap[]> = {};
  for (const name of UNIT_LISTS) {
    const [own, other] = [listOf(before.event, name), listOf(came.event, name)];
    if (!own || !other) continue;
    const keys = await keysFor(client, [...own, ...other], by);
    const keyOf = (link: string): string => keys.get(link) as string;
    lists[name] = merged(keysTree(own.map(keyOf), before.lists[name]), keysTree(other.map(keyOf), came.lists[name]));
    event[name] = [...new Set([...own, ...other])];
  }
  return { event, lists };
}

/** The keys of units that one document names: of several with one EPC that of him whose document it is. */
async function keysFor(client: Queryable, links: readonly string[], by: string): Promise<Map<string, string>> {
  const named = links.flatMap((link) => {
    const identity = identityOf(link);
    return identity ? [{ link, ...identity }] : [];
  });
  const { rows } = await client.query<{ link: string; key: string }>(
    `select a.link, u.key from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as a (link, gtin, serial, sscc)
       join record.unit u on (u.gtin = a.gtin and u.serial = a.serial) or u.sscc = a.sscc order by u.issuer = $5`,
    [named.map(({ link }) => link), named.map(({ gtin }) => gtin), named.map(({ serial }) => serial), named.map(({ sscc }) => sscc), by],
  );
  return new Map(rows.map(({ key, link }) => [link, key]));
}

function timeOf(event: Readonly<Record<string, Json>>, otherwise: Date): Date {
  const time = new Date(String(event['eventTime'] ?? event['statedAt'] ?? ''));
  return Number.isNaN(time.getTime()) ? otherwise : time;
}
