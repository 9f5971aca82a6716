import { fromHex, toHex } from '../format/bytes.ts';
import { contentLeaf } from '../format/content-leaf.ts';
import { documentHash } from '../format/document.ts';
import { type Dossier, dossierMisfit, type DossierStep } from '../format/dossier.ts';
import { type Entry, entryLeaf, unitFactHash } from '../format/entry.ts';
import { sha256 } from '../format/hash.ts';
import { logLeaf } from '../format/log-leaf.ts';
import { isRefusal, parseCommand, transactionId } from '../format/signed-command.ts';
import { unitKey } from '../format/unit-key.ts';
import { verifyCheckpoint } from './checkpoint.ts';
import { checkHistory, type ProvenEntry } from './history.ts';
import { nameTwice } from './name-twice.ts';
import { hashLeaf, leadsTo, rootByTurns } from './path.ts';
import { hashOfKey, signatureFits } from './signature.ts';

/** What a good dossier proves, oldest step first. */
export interface ProvenStep {
  readonly txId: string;
  readonly type: string;
  readonly by: string;
  readonly at: number;
  readonly historical: boolean;
  /** State of the unit, or of the container that carried it, after the step. */
  readonly state: string;
  readonly holder: string | null;
  /** Done to a container while the unit lay in it. Of steps later than the unit's own last one: taking it out since is not ruled out. */
  readonly carried: boolean;
  readonly documents: number;
}

export type DossierCheck =
  | { readonly good: true; readonly link: string; readonly steps: readonly ProvenStep[]; readonly size: number; readonly blockNumber: number }
  | { readonly good: false; readonly why: string; readonly step: number | null };

/**
 * Checks a dossier by itself, without network: an unbroken history of the unit up to its last own step, signed by those who made it, under a
 * checkpoint of the log whose key (`vkey`) was kept elsewhere. What is newer than its newest step it cannot know: ask a node.
 */
export async function verifyDossier(text: string, vkey: string): Promise<DossierCheck> {
  const dossier = readDossier(text);
  if ('why' in dossier) return bad(dossier.why);
  const head = await verifyCheckpoint(dossier.checkpoint, vkey);
  if (!head.good) return bad(head.why);
  for (const named of [dossier.unit, ...dossier.containers]) {
    if (unitKey(fromHex(named.salt), named.link) !== named.ref.split('/')[1]) return bad(`the key of ${named.link} is not made of its salt`);
  }
  const twice = dossier.steps.findIndex(({ command }, i) => dossier.steps.findIndex((step) => step.command === command) < i);
  if (twice >= 0) return bad('a transaction is shown twice', twice);
  const proven: ProvenEntry[] = [];
  for (const [i, step] of dossier.steps.entries()) {
    const checked = await checkStep(step, head.checkpoint.origin);
    if ('why' in checked) return bad(checked.why, i);
    proven.push(...checked.entries.map((entry) => ({ ...entry, step: i })));
  }
  const early = dossier.steps.findIndex((step, i) => dossier.steps.slice(0, i).some((newer) => atOf(newer) + SKEW_MS < atOf(step)));
  if (early >= 0) return bad('the steps are not in their order', early);
  const stray = dossier.steps.findIndex((_, i) => proven.every((entry) => entry.step !== i));
  if (stray >= 0) return bad('it says nothing of the unit or its containers', stray);
  const bound = new Set<string>();
  for (const { leaf, ...path } of dossier.inclusions) {
    if (path.size !== head.checkpoint.size || !leadsTo(head.checkpoint.root, { leaf, ...path })) return bad('a path does not lead to the root of the checkpoint');
    if (!proven.some((entry) => entry.leaf === leaf)) return bad('a path is given for a step that is not shown');
    bound.add(leaf);
  }
  const needed = new Set<string>();
  const contents = new Map(dossier.contents.map((content) => [content.unit, content]));
  const history = checkHistory({
    unit: dossier.unit.ref,
    entries: proven,
    bound,
    containerOf: (unit) => contents.get(unit)?.container ?? null,
    liesIn: (unit, container, root) => {
      const content = contents.get(unit);
      if (!content || content.container !== container || unit.split('/')[0] !== container.split('/')[0]) return null;
      const { contents: within, height, lots, ...path } = content;
      const leaf = hashLeaf(contentLeaf({ unit: unit.split('/')[1] as string, height, lots, contents: within }));
      if (rootByTurns(leaf, path) !== root) return null;
      needed.add(unit);
      return { contents: within };
    },
  });
  if (!history.good) return bad(history.why, history.step);
  if (dossier.contents.some(({ unit }) => !needed.has(unit))) return bad('contents are given that the history does not need');
  const shown = new Set([...proven.map(({ entry }) => entry.unit), ...dossier.contents.map(({ container }) => container)]);
  if (dossier.containers.some(({ ref }) => ref === dossier.unit.ref || !shown.has(ref))) return bad('a container is named that the history does not show');
  return { good: true, link: dossier.unit.link, steps: tell(dossier, proven), size: head.checkpoint.size, blockNumber: head.checkpoint.blockNumber };
}

/** A ledger takes what is signed up to five minutes before or after its own clock: so far two steps may seem the wrong way round. */
const SKEW_MS = 600_000;
const atOf = ({ command }: DossierStep): number => (JSON.parse(command) as { at: number }).at;

function readDossier(text: string): Dossier | { why: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { why: 'it is not JSON' };
  }
  const name = nameTwice(text);
  if (name !== null) return { why: `it has the member ${name} twice in one object` };
  const misfit = dossierMisfit(value);
  return misfit ? { why: `at ${misfit.path} there must be ${misfit.rule}` } : (value as Dossier);
}

/** One step by itself: its form, its signer, its entries and their facts, its documents. */
async function checkStep(step: DossierStep, origin: string): Promise<{ entries: Omit<ProvenEntry, 'step'>[] } | { why: string }> {
  const command = parseCommand(step.command);
  if (isRefusal(command)) return { why: 'its command does not have its declared form' };
  if (command.origin !== origin) return { why: 'its command was signed for another log' };
  if (hashOfKey(step.spki) !== command.key) return { why: 'the public key is not the one that the command names' };
  if (!(await signatureFits({ text: step.command, signature: step.signature, spki: step.spki }))) return { why: 'the signature does not fit' };
  const roots = new Set(step.entries.map(({ entry, ...path }) => rootByTurns(hashLeaf(entryLeaf(entry)), path)));
  const [entries] = roots;
  if (roots.size !== 1 || !entries) return { why: 'the paths of its entries do not lead to one root' };
  for (const { entry, fact } of step.entries) if (unitFactHash(fact) !== entry.after) return { why: 'a fact is not the one that its entry binds' };
  for (const { head, salt } of step.documents) {
    if (!command.docs.includes(documentHash(fromHex(salt), head))) return { why: 'a document is not one that the command names' };
  }
  const leaf = hashLeaf(
    logLeaf({ txId: transactionId(step.command), signature: toHex(sha256(fromHex(step.signature))), contract: command.contract, entries }),
  );
  return { entries: step.entries.map(({ entry, fact }): Omit<ProvenEntry, 'step'> => ({ leaf, entry: entry as Entry, fact })) };
}

function tell({ steps, unit }: Dossier, proven: readonly ProvenEntry[]): ProvenStep[] {
  return steps
    .map((step, i): ProvenStep => {
      const command = parseCommand(step.command);
      if (isRefusal(command)) throw new Error('a checked command has lost its form');
      const own = proven.find((entry) => entry.step === i && entry.entry.unit === unit.ref);
      const told = own ?? (proven.find((entry) => entry.step === i) as ProvenEntry);
      return {
        txId: transactionId(step.command),
        type: command.type,
        by: command.by,
        at: command.at,
        historical: command.body.historical,
        state: told.fact.state,
        holder: told.fact.holder,
        carried: own === undefined,
        documents: step.documents.length,
      };
    })
    .reverse();
}

const bad = (why: string, step: number | null = null): DossierCheck => ({ good: false, why, step });
