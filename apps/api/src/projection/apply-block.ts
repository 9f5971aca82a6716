import type { Command, Fact, LotFact, PartyFact, RecallFact, RecordedBlock, ShipmentFact, UnitFact } from '@packtrail/ledger';
import { parseNote, transactionId } from '@packtrail/ledger';
import type { Queryable } from '../platform/database.ts';

/** What some blocks make of the read model, gathered so that each table is written once. */
interface Rows {
  readonly blocks: unknown[][];
  readonly transactions: unknown[][];
  readonly steps: Step[];
  readonly units: Map<string, { fact: UnitFact; position: number }>;
  readonly lots: Map<string, LotFact>;
  readonly parties: Map<string, PartyFact>;
  readonly shipments: Map<string, { fact: ShipmentFact; commandId: string; position: number; at: Date }>;
  readonly shipmentUnits: [string, string][];
  readonly recalls: Map<string, { fact: RecallFact; at: Date }>;
  readonly recallLots: [string, string][];
  readonly acks: Map<string, { recall: string; party: string; counts: string; at: Date }>;
}

interface Step {
  readonly ref: string;
  readonly position: number;
  readonly txId: string;
  readonly blockNumber: number;
  readonly type: string;
  readonly at: Date;
  readonly by: string;
  readonly fact: UnitFact;
}

/**
 * Applies blocks in their order to the read model, and moves the checkpoint in the same transaction: a crash replays them, it never skips one.
 * The caller holds the transaction. Order within the log decides everything; `at` decides nothing.
 */
export async function applyBlocks(client: Queryable, blocks: readonly RecordedBlock[]): Promise<void> {
  const rows = gather(blocks);
  await insert(client, 'block', ['number:bigint', 'hash:text', 'at:timestamptz', 'size:bigint', 'transactions:int', 'note:text'], rows.blocks);
  await client.query(
    `insert into readmodel.transaction (tx_id, position, block_number, type, by_party, at, historical, units, docs, command_id)
     select t, p, b, ty, by, a, h, u, string_to_array(d, ','), c
       from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::bool[], $8::int[], $9::text[], $10::uuid[]) as x (t, p, b, ty, by, a, h, u, d, c)`,
    columns(rows.transactions, 10),
  );
  await writeSteps(client, rows.steps);
  await upsertUnits(client, rows.units);
  await upsert(client, 'party', ['id:text', 'roles:csv', 'status:text'], ['id'], [...rows.parties].map(([id, { roles, status }]) => [id, roles.join(','), status]));
  await upsert(client, 'lot', ['key:text', 'by_party:text', 'expires:timestamptz', 'recalls:csv'], ['key'], [...rows.lots].map(([key, { by, expires, recalls }]) => [key, by, new Date(expires), recalls.join(',')]));
  await upsert(
    client,
    'shipment',
    ['id:text', 'from_party:text', 'to_party:text', 'open:int', 'purpose:text', 'title:bool', 'custody:bool', 'state:text', 'by_command:uuid', 'position:bigint', 'at:timestamptz'],
    ['id'],
    [...rows.shipments].map(([id, { at, commandId, fact, position }]) => [id, fact.from, fact.to, fact.open, fact.purpose, fact.title, fact.custody, fact.state, commandId, position, at]),
    // Where and by which command it began stays.
    ['open', 'state'],
  );
  await upsert(client, 'shipment_unit', ['shipment_id:text', 'ref:text'], ['shipment_id', 'ref'], unique(rows.shipmentUnits), []);
  await upsert(client, 'recall', ['id:text', 'by_party:text', 'class:text', 'state:text', 'at:timestamptz'], ['id'], [...rows.recalls].map(([id, { at, fact }]) => [id, fact.by, fact.class, fact.state, at]), ['state']);
  await upsert(client, 'recall_lot', ['recall_id:text', 'lot_key:text'], ['recall_id', 'lot_key'], unique(rows.recallLots), []);
  await upsert(client, 'recall_ack', ['recall_id:text', 'party:text', 'counts:text', 'at:timestamptz'], ['recall_id', 'party'], [...rows.acks.values()].map(({ at, counts, party, recall }) => [recall, party, counts, at]));
  await moveCheckpoint(client, blocks.at(-1) as RecordedBlock);
}

function gather(blocks: readonly RecordedBlock[]): Rows {
  const rows: Rows = {
    blocks: [],
    transactions: [],
    steps: [],
    units: new Map(),
    lots: new Map(),
    parties: new Map(),
    shipments: new Map(),
    shipmentUnits: [],
    recalls: new Map(),
    recallLots: [],
    acks: new Map(),
  };
  for (const { block, checkpoint, firstPosition, hash } of blocks) {
    rows.blocks.push([block.number, hash, new Date(block.at), firstPosition + block.transactions.length, block.transactions.length, checkpoint]);
    for (const [key, fact] of block.writes) gatherFact(rows, key, fact, { commandId: '', position: 0, at: new Date(block.at) });
    for (const [i, { command: text, entries, writes }] of block.transactions.entries()) {
      const command = JSON.parse(text) as Command;
      const position = firstPosition + i;
      const txId = transactionId(text);
      const at = new Date(command.at);
      rows.transactions.push([txId, position, block.number, command.type, command.by, at, command.body.historical, entries.length, command.docs.join(','), command.commandId]);
      for (const [key, fact] of writes) {
        gatherFact(rows, key, fact, { commandId: command.commandId, position, at });
        if (key.startsWith('unit/')) {
          rows.steps.push({ ref: key.slice('unit/'.length), position, txId, blockNumber: block.number, type: command.type, at, by: command.by, fact: fact as UnitFact });
        }
      }
      if (command.type === 'issueRecall' && 'lots' in command.body) for (const lot of command.body.lots) rows.recallLots.push([command.body.recall, lot]);
    }
  }
  return rows;
}

function gatherFact(rows: Rows, key: string, fact: Fact, { at, commandId, position }: { at: Date; commandId: string; position: number }): void {
  const [kind = '', ...rest] = key.split('/');
  const id = rest.join('/');
  switch (kind) {
    case 'unit': {
      const unit = fact as UnitFact;
      rows.units.set(id, { fact: unit, position });
      if (unit.shipment !== null) rows.shipmentUnits.push([unit.shipment, id]);
      break;
    }
    case 'lot':
      rows.lots.set(id, fact as LotFact);
      break;
    case 'party':
      rows.parties.set(id, fact as PartyFact);
      break;
    case 'shipment': {
      const begun = rows.shipments.get(id);
      rows.shipments.set(id, begun ? { ...begun, fact: fact as ShipmentFact } : { fact: fact as ShipmentFact, commandId, position, at });
      break;
    }
    case 'recall':
      rows.recalls.set(id, { fact: fact as RecallFact, at: rows.recalls.get(id)?.at ?? at });
      break;
    case 'ack': {
      const [recall = '', party = ''] = rest;
      rows.acks.set(id, { recall, party, counts: (fact as { counts: string }).counts, at });
      break;
    }
    // Commands, mandates and grants are asked of the ledger itself.
    case 'command':
    case 'mandate':
    case 'grant':
      break;
    default:
      throw new Error(`the projection does not know facts of the kind ${kind}`);
  }
}

/** Where a unit was before a step: what the read model had, else the container that its contents were committed in. */
async function writeSteps(client: Queryable, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const refs = [...new Set(steps.map(({ ref }) => ref))];
  const { rows } = await client.query<{ ref: string; in_ref: string | null }>('select ref, in_ref from readmodel.unit where ref = any ($1)', [refs]);
  const inNow = new Map(rows.map(({ in_ref: container, ref }) => [ref, container]));
  const lines = steps.map(({ at, blockNumber, by, fact, position, ref, txId, type }) => {
    const before = inNow.has(ref) ? (inNow.get(ref) ?? null) : fact.born;
    inNow.set(ref, fact.in);
    return [ref, position, txId, blockNumber, type, at, by, before, fact.in, fact.state, fact.owner, fact.holder, fact.shipment];
  });
  await insert(
    client,
    'step',
    ['ref:text', 'position:bigint', 'tx_id:text', 'block_number:bigint', 'type:text', 'at:timestamptz', 'by_party:text', 'in_before:text', 'in_after:text', 'state:text', 'owner:text', 'holder:text', 'shipment:text'],
    lines,
  );
}

const upsertUnits = (client: Queryable, units: Rows['units']): Promise<void> =>
  upsert(
    client,
    'unit',
    ['ref:text', 'state:text', 'owner:text', 'holder:text', 'shipment:text', 'in_ref:text', 'lots:csv', 'height:int', 'held:int', 'since:timestamptz', 'position:bigint'],
    ['ref'],
    [...units].map(([ref, { fact, position }]) => [ref, fact.state, fact.owner, fact.holder, fact.shipment, fact.in, fact.lots.join(','), fact.height, fact.held, new Date(fact.since), position]),
  );

async function moveCheckpoint(client: Queryable, last: RecordedBlock): Promise<void> {
  const note = parseNote(last.checkpoint);
  if ('broken' in note) throw new Error(`the checkpoint of block ${last.block.number} ${note.broken}`);
  await client.query(
    `insert into readmodel.checkpoint (id, block_number, size, root, note) values (1, $1, $2, $3, $4)
     on conflict (id) do update set block_number = excluded.block_number, size = excluded.size, root = excluded.root, note = excluded.note`,
    [last.block.number, note.checkpoint.size, note.checkpoint.root, last.checkpoint],
  );
}

/** `name:type` pairs; the type `csv` is a list of keys that travels as one text. */
function select(names: readonly string[]): { list: string; from: string; values: string } {
  const parsed = names.map((name) => name.split(':') as [string, string]);
  return {
    list: parsed.map(([name]) => name).join(', '),
    values: parsed.map(([name, type]) => (type === 'csv' ? `string_to_array(x.${name}, ',')` : `x.${name}`)).join(', '),
    from: `unnest(${parsed.map(([, type], i) => `$${i + 1}::${type === 'csv' ? 'text' : type}[]`).join(', ')}) as x (${parsed.map(([name]) => name).join(', ')})`,
  };
}

async function insert(client: Queryable, table: string, names: readonly string[], lines: readonly (readonly unknown[])[]): Promise<void> {
  if (lines.length === 0) return;
  const { from, list, values } = select(names);
  await client.query(`insert into readmodel.${table} (${list}) select ${values} from ${from}`, columns(lines, names.length));
}

async function upsert(client: Queryable, table: string, names: readonly string[], key: readonly string[], lines: readonly (readonly unknown[])[], changing?: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const { from, list, values } = select(names);
  const moving = changing ?? names.map((name) => name.split(':')[0] as string).filter((name) => !key.includes(name));
  const action = moving.length === 0 ? 'do nothing' : `do update set ${moving.map((name) => `${name} = excluded.${name}`).join(', ')}`;
  await client.query(`insert into readmodel.${table} (${list}) select ${values} from ${from} on conflict (${key.join(', ')}) ${action}`, columns(lines, names.length));
}

const columns = (lines: readonly (readonly unknown[])[], width: number): unknown[][] => Array.from({ length: width }, (_, i) => lines.map((line) => line[i]));

const unique = (pairs: readonly [string, string][]): [string, string][] => [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
