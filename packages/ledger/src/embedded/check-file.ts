import type { Damage } from '../ledger.ts';
import { Audit } from './audit.ts';
import type { Database } from './sqlite.ts';
import type { BlockRow } from './store.ts';

/** Checks a whole ledger file and names every damage: the work of `npm run verify`. Reads only. */
export function checkFile(database: Database, vkey: string): { damage: Damage[]; blocks: number; size: number; root: string } {
  const audit = new Audit(vkey);
  const file = (rule: string): Damage => ({ kind: 'file', name: 'the SQLite file', rule });
  const damage: Damage[] = [];
  try {
    const rows = database.prepare('PRAGMA integrity_check(5)').all() as { integrity_check: string }[];
    for (const { integrity_check: finding } of rows) if (finding !== 'ok') damage.push(file(finding));
  } catch (error) {
    damage.push(file(sentence(error)));
  }
  try {
    let whole = true;
    for (const row of database.prepare('SELECT number, text, checkpoint FROM block ORDER BY number').iterate() as Iterable<BlockRow>) {
      whole = audit.readBlock(row);
      if (!whole) break;
    }
    // Facts can only be compared with a history that was followed to its end.
    if (whole && audit.auditedTo >= 0) {
      for (const { key, value } of database.prepare('SELECT key, value FROM fact').iterate() as Iterable<{ key: string; value: string }>) audit.readFact(key, value);
      audit.missingFacts();
      for (const { block, id, position } of database.prepare('SELECT id, block, position FROM tx').iterate() as Iterable<{ id: string; block: number; position: number }>) {
        audit.readTransaction(id, block, position);
      }
      audit.missingTransactions();
      for (const { hash, height, position } of database.prepare('SELECT height, position, hash FROM node').iterate() as Iterable<{ height: number; position: number; hash: Uint8Array }>) {
        audit.readNode(height, position, hash);
      }
      audit.missingNodes();
      const aged = database.prepare("SELECT count(*) AS lines FROM command_age WHERE NOT EXISTS (SELECT 1 FROM fact WHERE fact.key = command_age.key AND json_extract(value, '$.at') = command_age.at)").get() as { lines: number };
      if (aged.lines > 0) damage.push({ kind: 'file', name: 'the ages of commands', rule: `has ${aged.lines} wrong lines` });
    }
    if (audit.auditedTo < 0) damage.push(file('holds no block'));
  } catch (error) {
    damage.push(file(sentence(error)));
  }
  return { damage: [...audit.damage, ...damage], blocks: audit.auditedTo + 1, size: audit.size, root: audit.root() };
}

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error));
