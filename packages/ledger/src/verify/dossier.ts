import { fromHex } from '../format/bytes.ts';
import { contentLeaf } from '../format/content-leaf.ts';
import { documentHash } from '../format/document.ts';
import { type Dossier, dossierMisfit, type DossierStep } from '../format/dossier.ts';
import { type Entry, entryLeaf, unitFactHash } from '../format/entry.ts';
import { sha256OfHex } from '../format/hash.ts';
import { logLeaf } from '../format/log-leaf.ts';
import { transactionId } from '../format/signed-command.ts';
import { unitKey } from '../format/unit-key.ts';
import { firstUnbound } from './binding.ts';
import { type Cosigned, type Trust, verifyCheckpoint } from './checkpoint.ts';
import { type ReadCommand, readCommand } from './command.ts';
import { checkHistory, type ProvenEntry } from './history.ts';
import { nameTwice } from './name-twice.ts';
import { firstOutOfOrder } from './order.ts';
import { hashLeaf, leadsTo, rootByTurns } from './path.ts';
import { hashOfKey, signatureFits } from './signature.ts';
import { type ProvenStep, tellSteps } from './tell.ts';

export type DossierCheck =
  | {
      readonly good: true;
      readonly link: string;
      /** Oldest first. */
      readonly steps: readonly ProvenStep[];
      readonly size: number;
      readonly blockNumber: number;
      /** How many handovers of the log's key led from the one that is trusted to the one that signed. */
      readonly handovers: number;
      /** Which of the known witnesses cosigned the checkpoint. */
      readonly cosigned: readonly Cosigned[];
    }
  | { readonly good: false; readonly why: string; readonly step: number | null };

/**
 * Checks a dossier by itself, without network: an unbroken history of the unit up to its last own step, signed by those who made it, under a
 * checkpoint of the log whose key (`vkey`) was kept elsewhere. What is newer than its newest step it cannot know: ask a node.
 */
export async function verifyDossier(text: string, vkey: string, trust: Omit<Trust, 'handovers'> = {}): Promise<DossierCheck> {
  const dossier = readDossier(text);
  if ('why' in dossier) return bad(dossier.why, dossier.step);
  const head = await verifyCheckpoint(dossier.checkpoint, vkey, { ...trust, ...(dossier.handovers && { handovers: dossier.handovers }) });
  if (!head.good) return bad(head.why);
  for (const named of [dossier.unit, ...dossier.containers]) {
    if (unitKey(fromHex(named.salt), named.link) !== named.ref.split('/')[1]) return bad(`the key of ${named.link} is not made of its salt`);
  }
  const commands = dossier.steps.map(({ command }) => command);
  const twice = commands.findIndex((command, i) => commands.indexOf(command) < i);
  if (twice >= 0) return bad('a transaction is shown twice', twice);
  const checked = await Promise.all(dossier.steps.map((step) => checkStep(step, head.checkpoint.origin)));
  const proven: ProvenEntry[] = [];
  const signed: SignedStep[] = [];
  for (const [i, step] of checked.entries()) {
    if ('why' in step) return bad(step.why, i);
    signed.push(step);
    proven.push(...step.entries.map((entry) => ({ ...entry, step: i })));
  }
  const places = new Map<string, number>();
  let stray = false;
  for (const { leaf, ...path } of dossier.inclusions) {
    const step = proven.find((entry) => entry.leaf === leaf)?.step;
    if (step === undefined) stray = true;
    else if (path.size !== head.checkpoint.size || !leadsTo(head.checkpoint.root, { leaf, ...path })) return bad('its path does not lead to the root of the checkpoint', step);
    else places.set(leaf, path.index);
  }
  const loose = firstUnbound(proven, places.keys());
  if (loose !== null) return bad('it is not bound into the log', loose);
  if (stray) return bad('a path is given for a step that is not shown');
  const early = firstOutOfOrder({ entries: proven, places, signedAt: signed.map(({ command }) => command.at) });
  if (early !== null) return bad('the steps are not in their order', early);
  const needed = new Set<string>();
  const contents = new Map(dossier.contents.map((content) => [content.unit, content]));
  const history = checkHistory({
    unit: dossier.unit.ref,
    entries: proven,
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
  const { checkpoint, cosigned, handovers } = head;
  const steps = tellSteps(signed.map(({ command, txId }, i) => ({ command, txId, documents: dossier.steps[i]?.documents.length ?? 0 })), { unit: dossier.unit.ref, entries: proven });
  return { good: true, link: dossier.unit.link, steps, size: checkpoint.size, blockNumber: checkpoint.blockNumber, handovers, cosigned };
}

interface SignedStep {
  readonly command: ReadCommand;
  readonly txId: string;
  readonly entries: readonly Omit<ProvenEntry, 'step'>[];
}

function readDossier(text: string): Dossier | { why: string; step: number | null } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { why: 'it is not JSON', step: null };
  }
  const name = nameTwice(text, value);
  if (name !== null) return { why: `it has the member ${name} twice in one object`, step: null };
  const misfit = dossierMisfit(value);
  if (!misfit) return value as Dossier;
  const [, step] = /^dossier\.steps\[(\d+)\]/.exec(misfit.path) ?? [];
  return { why: `at ${misfit.path} there must be ${misfit.rule}`, step: step === undefined ? null : Number(step) };
}

/** One step by itself: its form, its signer, its entries and their facts, its documents. */
async function checkStep(step: DossierStep, origin: string): Promise<SignedStep | { why: string }> {
  const command = readCommand(step.command);
  if (!command) return { why: 'its command does not have its declared form' };
  if (command.origin !== origin) return { why: 'its command was signed for another log' };
  if (hashOfKey(step.spki) !== command.key) return { why: 'the public key is not the one that the command names' };
  // Runs beside the hashing that follows.
  const fits = signatureFits({ text: step.command, signature: step.signature, spki: step.spki });
  const roots = new Set(step.entries.map(({ entry, ...path }) => rootByTurns(hashLeaf(entryLeaf(entry)), path)));
  const [entries] = roots;
  if (roots.size !== 1 || !entries) return { why: 'the paths of its entries do not lead to one root' };
  for (const { entry, fact } of step.entries) if (unitFactHash(fact) !== entry.after) return { why: 'a fact is not the one that its entry binds' };
  for (const { head, salt } of step.documents) {
    if (!command.docs.includes(documentHash(fromHex(salt), head))) return { why: 'a document is not one that the command names' };
  }
  if (!(await fits)) return { why: 'the signature does not fit' };
  const txId = transactionId(step.command);
  const leaf = hashLeaf(logLeaf({ txId, signature: sha256OfHex(step.signature), contract: command.contract, entries }));
  return { command, txId, entries: step.entries.map(({ entry, fact }) => ({ leaf, entry: entry as Entry, fact })) };
}

const bad = (why: string, step: number | null = null): DossierCheck => ({ good: false, why, step });
