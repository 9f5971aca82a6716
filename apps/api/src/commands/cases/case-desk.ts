import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { ObjectEvent } from 'gs1-barcodes/epcis';
import { type CaseFile, type CaseUnit, withoutLeft } from '../../cases/case-file.ts';
import { CaseLots } from '../../cases/case-lots.ts';
import { CaseNotices } from '../../cases/case-notices.ts';
import { CaseRows } from '../../cases/case-rows.ts';
import { type Added, Cases, ready, type Writing } from '../../cases/cases.ts';
import { identityOf } from '../../documents/unit-link.ts';
import type { FoundUnit } from '../../handoffs/find-units.ts';
import { nodeRefusal } from '../../handoffs/node-refusals.ts';
import { extension } from '../../handoffs/plan/event.ts';
import type { Handoff } from '../../handoffs/record.ts';
import { planUnits, type UnitCommand, type UnitsBody } from '../../handoffs/plan/plan-units.ts';
import type { Current } from '../../identity/current.ts';
import { failure } from '../../platform/failure.ts';
import { readBarcode } from '../../verdict/read-barcode.ts';
import { Commander } from '../commander.ts';
import type { Refusal } from '../result/refusal.model.ts';
import type { ClearCaseInput, DisposeCaseInput, FindIllegitimateInput } from './decide-case.input.ts';
import type { OpenCaseInput } from './open-case.input.ts';

/** One decision on a case: what the ledger is told of its units, and what is written of it in the same transaction. */
interface Decision<T extends UnitCommand> {
  readonly type: T;
  readonly input: { readonly commandId: string };
  /** Which of the units the command is about; none: no command. */
  readonly units: readonly FoundUnit[];
  readonly event: { readonly action: ObjectEvent['action']; readonly bizStep: string; readonly disposition: string; readonly more?: readonly [string, string][] };
  readonly more: UnitsBody<T>;
  write(client: Writing): Promise<void>;
}

/**
 * The decisions on a case that reach the ledger: each is one command with the case's entry in its outbox row's own transaction, so that neither is ever
 * without the other. Where no unit needs the command, the entry is written alone.
 */
@Injectable()
export class CaseDesk {
  constructor(
    private readonly commander: Commander,
    private readonly cases: Cases,
    private readonly rows: CaseRows,
    private readonly lots: CaseLots,
    private readonly notices: CaseNotices,
  ) {}

  /** Opens a case and quarantines what is not held yet. Its id is that of the request, so that a repeat is answered with the same case. */
  async open(current: Current, input: OpenCaseInput): Promise<string | Refusal> {
    const id = input.commandId;
    if (await this.rows.one(current.organisation.id, id)) return id;
    const named = unitsOf(input.units);
    if ('code' in named) return shown(named);
    const found = await this.#found(current, named.map(({ link }) => link));
    const held = [...found.values()].filter(({ holder, state }) => holder === current.organisation.id && !FINISHED.has(state));
    const refs = new Map(held.map(({ link, ref }) => [link, ref]));
    const units: CaseUnit[] = named.map((unit) => ({ ...unit, ref: refs.get(unit.link) ?? null }));
    const lots = await this.lots.of(units);
    const { kind, noticeId = null, reason } = input;
    return this.#decide(current, id, {
      type: 'quarantine',
      input,
      units: held.filter(({ state }) => state === 'active' || state === 'partially_dispensed'),
      event: { action: 'OBSERVE', bizStep: 'holding', disposition: 'non_sellable_other', more: [['case', id]] },
      more: { place: input.place === 'OUT' ? 'out' : 'inside' },
      write: async (client) => {
        await this.cases.open(client, current, { id, units, lots, reasonKind: kind, reason: reason.trim(), noticeId, commandId: id });
        if (noticeId) await this.notices.answer(client, current, noticeId, { found: true, note: '', ownCaseId: id, commandId: id });
      },
    });
  }

  /** Clears a case, or some of its units, and ends their hold; the others stay what the case is about. Refuses (FORBIDDEN) who opened it: two people see to it that nothing leaves quarantine on one word. */
  async clear(current: Current, input: ClearCaseInput): Promise<string | Refusal> {
    const file = await this.#file(current, input.id);
    if (await this.rows.hasCommand(file.id, input.commandId)) return file.id;
    const [chosen, others] = chosenOf(file, input.units);
    const act = others.length === 0 ? 'clear' : 'clearPart';
    ready(file, act);
    if (file.openedBy === current.user.id) throw failure('FORBIDDEN', 'Somebody else than who opened the case clears it.');
    const found = await this.#units(current, chosen);
    const reason = input.reason.trim();
    const { commandId } = input;
    return this.#decide(current, file.id, {
      type: 'release',
      input,
      // What is held by its container alone, or for another reason than a hold, is not let go by this.
      units: found.filter(({ facts }) => facts[0]?.state === 'quarantined'),
      event: { action: 'OBSERVE', bizStep: 'accepting', disposition: 'sellable_accessible', more: [['case', file.id]] },
      more: {},
      write: (client) =>
        this.#add(client, current, { id: file.id, about: chosen.length + others.length }, act === 'clear' ? { act, kind: 'cleared', body: { reason }, commandId } : { act, kind: 'part_cleared', body: { links: chosen.map(({ link }) => link), reason }, commandId }),
    });
  }

  /**
   * Finds the product illegitimate: from this instant FDA and the partners must be notified within 24 hours. Where only some of the units are found so,
   * the others go on in a case of their own: one determination is one notification, and what is not determined yet does not wait for it.
   */
  async findIllegitimate(current: Current, input: FindIllegitimateInput): Promise<string | Refusal> {
    const file = await this.#file(current, input.id);
    if (await this.rows.hasCommand(file.id, input.commandId)) return file.id;
    const [chosen, others] = chosenOf(file, input.units);
    ready(file, 'findIllegitimate');
    const found = await this.#units(current, chosen);
    const isAll = chosen.length === file.units.length;
    const [lots, otherLots] = await Promise.all([this.lots.of(chosen), this.lots.of(others)]);
    const { classification, commandId } = input;
    return this.#decide(current, file.id, {
      type: 'declareIllegitimate',
      input,
      units: found.filter(({ state }) => state !== 'illegitimate'),
      event: { action: 'OBSERVE', bizStep: 'inspecting', disposition: 'non_sellable_other', more: [['illegitimate', 'true'], ['case', file.id]] },
      more: {},
      write: async (client) => {
        if (others.length > 0) await this.cases.part(client, current, file, { id: uuidv7(), units: others, lots: otherLots, commandId });
        await this.#add(client, current, { id: file.id, about: chosen.length }, { act: 'findIllegitimate', kind: 'found_illegitimate', body: { classification, reason: input.reason.trim(), ...(isAll ? {} : { lots }) }, commandId });
      },
    });
  }

  /** Records what became of the product. What is destroyed leaves the record of what is held. */
  async dispose(current: Current, input: DisposeCaseInput): Promise<string | Refusal> {
    const file = await this.#file(current, input.id);
    if (await this.rows.hasCommand(file.id, input.commandId)) return file.id;
    ready(file, 'dispose');
    const found = input.how === 'DESTROYED' ? await this.#units(current, withoutLeft(file).units) : [];
    return this.#decide(current, file.id, {
      type: 'decommission',
      input,
      units: found,
      event: { action: 'DELETE', bizStep: 'destroying', disposition: 'destroyed', more: [['decommissionReason', 'destroyed'], ['case', file.id]] },
      more: { reason: 'destroyed' },
      write: async (client) => {
        await this.cases.actIn(client, current, file.id, () => ({ act: 'dispose', kind: 'disposed', body: { how: input.how, note: input.note.trim() }, commandId: input.commandId }));
      },
    });
  }

  async #decide<T extends UnitCommand>(current: Current, id: string, { event, input, more, type, units, write }: Decision<T>): Promise<string | Refusal> {
    if (units.length === 0) {
      await this.cases.alone(write);
      return id;
    }
    const links = units.map(({ link }) => link);
    const answer = await this.commander.run(current, type, input, async (actor) => {
      const { more: extensions = [], ...said } = event;
      const told = { type: 'ObjectEvent', ...this.commander.here(current), ...said, epcList: links, extensions: extensions.map(([name, text]) => extension(name, text)) } as unknown as ObjectEvent;
      const handoff = await planUnits(this.commander.tools, actor, { type, commandId: input.commandId, events: [told], links, more });
      if ('code' in handoff) return handoff;
      const store: Handoff['store'] = async (client, documents) => {
        await handoff.store?.(client, documents);
        await write(client);
      };
      return { ...handoff, store };
    });
    return 'code' in answer ? answer : id;
  }

  /** Adds a decision on so many units. Refuses (CONFLICT) when the case is about others since: somebody has decided on some of them meanwhile. */
  async #add(client: Writing, current: Current, { about, id }: { id: string; about: number }, added: Added): Promise<void> {
    await this.cases.actIn(client, current, id, (file) => {
      // Units only ever leave a case, so their number tells.
      if (withoutLeft(file).units.length !== about) throw failure('CONFLICT', 'Somebody has decided on units of this case meanwhile: look at it again.');
      return added;
    });
  }

  async #file({ organisation }: Current, id: string): Promise<CaseFile> {
    const file = await this.rows.one(organisation.id, id);
    if (!file) throw failure('NOT_FOUND', 'You have no such case.');
    return file;
  }

  /** Those of a case's units that its organisation has, as the ledger has them now. */
  async #units(current: Current, units: readonly CaseUnit[]): Promise<FoundUnit[]> {
    const found = await this.#found(current, units.map(({ link }) => link));
    return [...found.values()].filter(({ holder, state }) => holder === current.organisation.id && !FINISHED.has(state));
  }

  #found({ organisation }: Current, links: readonly string[]): Promise<Map<string, FoundUnit>> {
    return this.commander.tools.finder.forParty(organisation.id, links);
  }
}

/** The units that a decision is about, and the others of the case. Refuses (BAD_INPUT) one that the case is not about, or no more. */
function chosenOf(file: CaseFile, texts: readonly string[] | null | undefined): [chosen: readonly CaseUnit[], others: readonly CaseUnit[]] {
  const { units } = withoutLeft(file);
  if (!texts) return [units, []];
  const links = new Set(texts.map((text) => readBarcode(text.trim()).link));
  const chosen = units.filter(({ link }) => links.has(link));
  if (chosen.length !== links.size) throw failure('BAD_INPUT', 'The case is not, or no longer, about each of these units.');
  return [chosen, units.filter(({ link }) => !links.has(link))];
}

const FINISHED = new Set(['dispensed', 'decommissioned', 'in_transit']);

/** What barcodes say of their units, each once; the first that names none is refused. */
function unitsOf(texts: readonly string[]): Omit<CaseUnit, 'ref'>[] | ReturnType<typeof nodeRefusal> {
  const units = new Map<string, Omit<CaseUnit, 'ref'>>();
  for (const text of texts) {
    const { expiry, link, lot, problem, shown: read } = readBarcode(text.trim());
    const identity = link === null ? null : identityOf(link);
    if (link === null || !identity) return nodeRefusal('UNKNOWN_BARCODE', { text: text.slice(0, 100), why: read.doubts[0] ?? problem?.why ?? 'it has no serial number' });
    units.set(link, { link, ...identity, lot, expiry });
  }
  return [...units.values()];
}

const shown = ({ arguments: values, code, message }: ReturnType<typeof nodeRefusal>): Refusal => ({ code, message, arguments: Object.entries(values).map(([name, value]) => ({ name, value })) });
