import type { KeyObject } from 'node:crypto';
import type { Damage } from '../ledger.ts';
import { publicKeyOf, verifyCommand, verifyCommandNow } from '../log/signing.ts';
import { Audit, type Holds, type SignatureToVerify } from './audit.ts';
import type { Database } from './sqlite.ts';
import type { BlockRow } from './store.ts';

export interface FileCheck {
  readonly damage: readonly Damage[];
  readonly blocks: number;
  readonly size: number;
  readonly root: string;
}

/** Checks a whole ledger file and names every damage: the work of `npm run verify`. `vkeys`: the first key of the log, and later ones that are known, oldest first. Reads only. */
export function checkFile(database: Database, ...vkeys: string[]): FileCheck {
  const damage: Damage[] = [];
  try {
    const rows = database.prepare('PRAGMA integrity_check(5)').all() as { integrity_check: string }[];
    for (const { integrity_check: finding } of rows) if (finding !== 'ok') damage.push(ofFile(finding));
  } catch (error) {
    damage.push(ofFile(error));
  }
  const audit = new Audit(database, vkeys);
  const keyOf = parsedOnce();
  try {
    for (const signatures of blocksTo(audit, database, 'newest')) for (const each of signatures) if (!verifyCommandNow(each, keyOf(each.spki))) audit.refuseSignature(each);
    if (audit.auditedTo < 0) damage.push(ofFile('holds no block'));
  } catch (error) {
    damage.push(ofFile(error));
  }
  audit.end();
  return { damage: [...audit.damage, ...damage], blocks: audit.auditedTo + 1, size: audit.size, root: audit.root() };
}

export interface FollowOptions {
  /** A connection of its own: what is compared must not change meanwhile. */
  readonly database: Database;
  readonly vkeys: readonly string[];
  readonly turn: () => Promise<void>;
  /** Told after every block; answers whether to go on. */
  readonly seen: (state: { readonly auditedTo: number; readonly damage: readonly Damage[] }) => boolean;
}

/** The same behind a running ledger, a block at a time, signatures verified off the event loop. The structure of the file itself is left to `checkFile`. */
export async function followFile({ database, seen, turn, vkeys }: FollowOptions): Promise<void> {
  const audit = new Audit(database, vkeys);
  const keyOf = parsedOnce();
  const read = async (upTo: 'settled' | 'newest'): Promise<boolean> => {
    for (const signatures of blocksTo(audit, database, upTo)) {
      const fits = await Promise.all(signatures.map((each) => verifyCommand(each, keyOf(each.spki))));
      signatures.forEach((each, i) => fits[i] || audit.refuseSignature(each));
      if (!seen({ auditedTo: audit.auditedTo, damage: audit.damage })) return false;
      await turn();
    }
    return true;
  };
  // Without a view of one moment as long as possible: such a view keeps SQLite from folding its log into the file.
  if (await read('settled')) {
    database.exec('BEGIN');
    await read('newest');
    database.exec('COMMIT');
  }
  audit.end();
}

/** Reads on, block by block; gives the signatures to verify of each. Ends early at a block that cannot be followed. */
function* blocksTo(audit: Audit, database: Database, upTo: 'settled' | 'newest'): Generator<SignatureToVerify[]> {
  const { line, newest, settled, settling } = database.prepare(HOW_FAR).get() as { newest: number; settled: number; settling: number; line: string };
  if (settled > newest || settling > newest) throw new Error(`the tables are those of block ${Math.max(settled, settling)}, and the newest is ${newest}`);
  const block = database.prepare('SELECT number, text, checkpoint FROM block WHERE number = ?');
  // What later blocks wrote is not in the tables yet; on the way to a block they hold the first lines of it.
  const holdsAt = (number: number): Holds => (number <= settled ? () => true : number <= settling ? (each) => each <= line : () => false);
  for (let number = audit.auditedTo; ; ) {
    if (upTo === 'newest' && number === settled) audit.dropExpired();
    if (upTo === 'newest' && number === Math.max(settled, settling)) for (const _ of audit.compare(COMPARED_AT_ONCE)) yield [];
    number += 1;
    if (number > (upTo === 'newest' ? newest : settled)) return upTo === 'newest' ? audit.endOfLog() : undefined;
    const signatures = audit.readBlock(block.get(number) as BlockRow | undefined, holdsAt(number));
    yield signatures ?? [];
    if (!signatures) return;
  }
}

/** Parsing a key costs twice as much as verifying with it, and the same few partners sign nearly everything. */
function parsedOnce(): (spki: string) => KeyObject {
  const keys = new Map<string, KeyObject>();
  return (spki) => {
    const key = keys.get(spki) ?? publicKeyOf(spki);
    keys.set(spki, key);
    return key;
  };
}

const HOW_FAR = `SELECT (SELECT coalesce(max(number), -1) FROM block) AS newest, (SELECT block FROM settled) AS settled,
  coalesce((SELECT block FROM settling), -1) AS settling, coalesce((SELECT line FROM settling), '') AS line`;
const COMPARED_AT_ONCE = 2_000;
const ofFile = (finding: unknown): Damage => ({ kind: 'file', name: 'the SQLite file', rule: finding instanceof Error ? finding.message : String(finding) });
