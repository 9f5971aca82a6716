import { type Command, type Entry, entryProof, factKey, keyHash, type Ledger, type PartyFact, turnsOf, type UnitFact } from '@packtrail/ledger';
import type { LedgerStep } from '../../apps/api/src/read-model/pedigree.ts';
import { neededEntries } from '../../apps/api/src/verdict/dossier-entries.ts';
import type { Contents } from '../simulation/things.ts';

interface Recorded {
  readonly command: string;
  readonly signature: string;
  readonly entries: readonly Entry[];
  readonly facts: ReadonlyMap<string, UnitFact>;
  readonly txId: string;
}

/** Makes dossiers from the blocks of a ledger alone, with what issuers know of their units: salts and lists of contents. No database. */
export class DossierMaker {
  readonly #transactions = new Map<number, Recorded>();
  readonly #steps = new Map<string, LedgerStep[]>();
  readonly #parents = new Map<string, string | null>();

  private constructor(
    readonly ledger: Ledger,
    readonly salts: ReadonlyMap<string, { ref: string; link: string; salt: string }>,
    readonly contents: Contents,
  ) {
    for (const [parent, children] of contents) for (const { ref } of children) this.#parents.set(ref, parent);
  }

  /** Reads every block. */
  static async read(ledger: Ledger, { contents, salts }: { contents: Contents; salts: DossierMaker['salts'] }): Promise<DossierMaker> {
    const maker = new DossierMaker(ledger, salts, contents);
    for (let number = 0; ; number += 1) {
      const recorded = await ledger.block(number);
      if (!recorded) return maker;
      recorded.block.transactions.forEach((transaction, i) => maker.#readTransaction(recorded.firstPosition + i, number, transaction));
    }
  }

  /** The dossier of a unit as text, up to now; null where the ledger knows nothing of it. */
  of(unit: string): Promise<string | null> {
    return this.#make(unit, this.#steps);
  }

  /**
   * The dossier of a unit that ends before it was last taken out of a container, with the later steps of that container: what a bearer can leave out unseen.
   * Null where it never was, or where nothing happened to the container since. `later` says how many steps at the end of the history are of then or after.
   */
  async hidingTakenOut(unit: string): Promise<{ text: string; later: number } | null> {
    const own = this.#steps.get(unit) ?? [];
    const at = own.findLastIndex(({ in_after: after, in_before: before }) => before !== null && after !== before);
    const takenOut = own[at];
    if (!takenOut) return null;
    const text = await this.#make(unit, new Map([...this.#steps, [unit, own.slice(0, at)]]));
    const shown = (JSON.parse(text ?? '{"steps":[]}') as { steps: { command: string }[] }).steps.map(({ command }) => command);
    const later = [...this.#transactions].filter(([position, { command }]) => position >= takenOut.position && shown.includes(command)).length;
    return text === null || later === 0 ? null : { text, later };
  }

  async #make(unit: string, ofUnits: ReadonlyMap<string, readonly LedgerStep[]>): Promise<string | null> {
    const needed = neededEntries(unit, { parents: this.#parents, steps: ofUnits, upTo: Infinity });
    if (needed.positions.size === 0) return null;
    const steps: unknown[] = [];
    const inclusions: unknown[] = [];
    for (const position of [...needed.positions.keys()].sort((a, b) => b - a)) {
      const { command, entries, facts, signature, txId } = this.#transactions.get(position) as Recorded;
      let leaf = '';
      const shown = entries.flatMap((entry, index) => {
        if (!needed.positions.get(position)?.has(entry.unit)) return [];
        const { last, ...fact } = facts.get(entry.unit) as UnitFact;
        leaf = last;
        return [{ entry, ...entryProof(entries, index), fact }];
      });
      steps.push({ command, signature, spki: await this.#spki(JSON.parse(command) as Command), entries: shown, documents: [] });
      const proof = needed.heads.has(position) ? await this.ledger.proof(txId) : null;
      if (proof) inclusions.push({ leaf, index: proof.position, size: proof.size, path: proof.path });
    }
    const contents = [...needed.contents].map(([ref, container]) => {
      const { index, size, ...proof } = this.#listed(container, ref);
      return { container, unit: ref, turns: turnsOf(index, size), ...proof };
    });
    const handovers = await this.ledger.handovers();
    return JSON.stringify({
      format: 'packtrail/dossier/1',
      checkpoint: await this.ledger.checkpoint(),
      ...(handovers.length > 0 && { handovers }),
      unit: this.salts.get(unit),
      containers: [...new Set(needed.contents.values())].map((ref) => this.salts.get(ref)),
      steps,
      contents,
      inclusions,
    });
  }

  #readTransaction(position: number, block: number, { command: text, entries, signature, writes }: { command: string; entries: readonly Entry[]; signature: string; writes: readonly (readonly [string, unknown])[] }): void {
    const facts = new Map(writes.flatMap(([key, fact]) => (key.startsWith('unit/') ? [[key.slice('unit/'.length), fact as UnitFact] as const] : [])));
    const command = JSON.parse(text) as Command;
    const txId = (writes.find(([key]) => key === factKey.command(command.by, command.commandId))?.[1] as { txId: string }).txId;
    this.#transactions.set(position, { command: text, signature, entries, facts, txId });
    for (const { unit } of entries) {
      const { born, holder, in: container, owner, shipment, state } = facts.get(unit) as UnitFact;
      const own = this.#steps.get(unit) ?? [];
      const before = own.at(-1);
      own.push({
        ref: unit,
        position,
        tx_id: txId,
        block_number: block,
        type: command.type,
        at: new Date(command.at),
        by_party: command.by,
        in_before: before ? before.in_after : born,
        in_after: container,
        state,
        owner,
        holder,
        shipment,
        carried: false,
      });
      this.#steps.set(unit, own);
    }
  }

  #listed(container: string, unit: string) {
    const found = this.contents.get(container)?.find(({ ref }) => ref === unit);
    if (!found) throw new Error(`${container} does not list ${unit}`);
    return found.proof;
  }

  async #spki({ by, key }: Command): Promise<string> {
    const party = (await this.ledger.fact(factKey.party(by))) as PartyFact | undefined;
    const found = party?.keys.find(({ spki }) => keyHash(spki) === key);
    if (!found) throw new Error(`the key ${key} of ${by} is not on the ledger`);
    return found.spki;
  }
}
