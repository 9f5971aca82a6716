import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { Current } from '../identity/current.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { Database, type Queryable } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { type CaseFile, type CaseUnit, dueAtOf, type EntryBodies, type EntryKind, type PrintedLot, stateOf, toldOf } from './case-file.ts';
import type { CaseReason } from './case-reasons.ts';
import { CaseRows } from './case-rows.ts';
import { type CaseAct, type CaseState, stateAfter } from './case-states.ts';
import { dueOf } from './clocks.ts';

export interface NewCase {
  readonly id: string;
  readonly units: readonly CaseUnit[];
  readonly lots: readonly PrintedLot[];
  readonly reasonKind: CaseReason;
  readonly reason: string;
  readonly noticeId: string | null;
  /** The request that opens it, under which its units are held. */
  readonly commandId: string;
}

/** The transaction in which something is written. */
export type Writing = Queryable;

/** What an act adds to a case. */
export interface Added<K extends EntryKind = EntryKind> {
  readonly act: CaseAct;
  readonly kind: K;
  readonly body: EntryBodies[K];
  readonly commandId?: string | null;
}

/** Opens cases and leads them on. Each act is one entry, and the case is held while it is written: of two who act at once, the second sees what the first did. */
@Injectable()
export class Cases {
  constructor(
    private readonly rows: CaseRows,
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Opens a case, in the transaction of `client`. Refuses (CONFLICT) a unit that an open case has already. */
  async open(client: Queryable, { organisation, site, user }: Current, { commandId, id, lots, noticeId, reason, reasonKind, units }: NewCase): Promise<void> {
    await this.rows.lockOpening(client, organisation.id);
    const [taken] = await this.rows.inOpenCases(client, organisation.id, units.map(({ link }) => link));
    if (taken) throw failure('CONFLICT', `There is an open case of ${taken[0]} already.`);
    const at = this.clock.now();
    const file = { id, organisationId: organisation.id, siteGln: site?.gln ?? null, timeZone: site?.timeZone ?? 'UTC', reasonKind, reason, noticeId, openedBy: user.id, openedAt: at, units, lots };
    await this.rows.insert(client, file, commandId);
    await this.rows.addEntry(client, file, { id: uuidv7(), kind: 'opened', state: 'suspect', dueAt: null, at, byUser: user.id, commandId, body: { reasonKind, reason } });
  }

  /**
   * Leads units of a case on in one of their own, in the transaction of `client`: as suspect as before, with who opened the first, who may not clear
   * this one either.
   */
  async part(client: Queryable, current: Current, file: CaseFile, { commandId, id, lots, units }: Pick<NewCase, 'commandId' | 'id' | 'lots' | 'units'>): Promise<void> {
    await this.rows.lockOpening(client, file.organisationId);
    await this.actIn(client, current, file.id, () => ({ act: 'record', kind: 'part_moved', body: { links: units.map(({ link }) => link), to: id }, commandId }));
    const { openedBy, organisationId, reason, reasonKind, siteGln, timeZone } = file;
    const at = this.clock.now();
    await this.rows.insert(client, { id, organisationId, siteGln, timeZone, reasonKind, reason, noticeId: null, openedBy, openedAt: at, units, lots }, commandId);
    await this.rows.addEntry(client, { id, organisationId }, { id: uuidv7(), kind: 'opened', state: 'suspect', dueAt: null, at, byUser: current.user.id, commandId, body: { reasonKind, reason, from: file.id } });
  }

  /** Writes what goes with no command. */
  alone(write: (client: Queryable) => Promise<void>): Promise<void> {
    return this.database.transaction(write);
  }

  /** Adds an entry in a transaction of its own. */
  act<K extends EntryKind>(current: Current, id: string, make: (file: CaseFile, client: Queryable) => Added<K> | Promise<Added<K>>): Promise<CaseFile> {
    return this.database.transaction((client) => this.actIn(client, current, id, make));
  }

  /** Adds the entry that `make` gives, in the transaction of `client`. Refuses (NOT_FOUND) a case of others, and (CONFLICT) what the case is not ready for. */
  async actIn<K extends EntryKind>(client: Queryable, { organisation, user }: Current, id: string, make: (file: CaseFile, client: Queryable) => Added<K> | Promise<Added<K>>): Promise<CaseFile> {
    const file = await this.rows.one(organisation.id, id, client, { lock: true });
    if (!file) throw failure('NOT_FOUND', 'You have no such case.');
    const { act, body, commandId = null, kind } = await make(file, client);
    const state = ready(file, act);
    const at = this.clock.now();
    const dueAt = act === 'findIllegitimate' ? dueOf('NOTIFY', at, file.timeZone) : state === 'illegitimate' ? dueAtOf(file) : null;
    await this.rows.addEntry(client, file, { id: uuidv7(), kind, state, dueAt, at, byUser: user.id, commandId, body });
    return file;
  }
}

/** The state that an act leads to. Refuses (CONFLICT) what the case is not ready for. */
export function ready(file: CaseFile, act: CaseAct): CaseState {
  const from = stateOf(file);
  const to = stateAfter(from, act, toldOf(file));
  if (to === null) throw failure('CONFLICT', `${NOT_NOW[from]} ${NEEDS[act]}`);
  return to;
}

/** Why not, by where the case stands ... */
const NOT_NOW: Record<CaseState, string> = {
  suspect: 'The case is still investigated.',
  cleared: 'The case was cleared and is over.',
  illegitimate: 'The product was found illegitimate.',
  notified: 'FDA and the partners have been notified.',
  dispositioned: 'What became of the product is recorded.',
  termination_requested: 'The termination has been requested.',
  terminated: 'The notification was terminated, and the case is over.',
};

/** ... and what the act would need. */
const NEEDS: Record<CaseAct, string> = {
  record: 'Nothing more is added to a case that is over.',
  clearPart: 'Only what is still suspect can be cleared.',
  clear: 'Only what is still suspect can be cleared.',
  findIllegitimate: 'Only what is still suspect can be found illegitimate.',
  notifyFda: 'The initial notification comes once, after the product is found illegitimate.',
  tellPartners: 'Partners are told after the product is found illegitimate, and before the case is over.',
  followUp: 'A follow-up comes after FDA and the partners have been notified.',
  dispose: 'What becomes of the product is recorded after FDA and the partners have been notified.',
  requestTermination: 'The termination is requested once, after FDA and the partners have been notified.',
  terminate: 'Request the termination first.',
};
