import { CLOCK_SKEW_MS, type Command, type CommandType, commandIdInstant, CONTRACT_VERSION } from '../commands.ts';
import { type Fact, factKey, type PartyFact, type PartyKey, type UnitFact } from '../facts.ts';
import { fromHex, toHex } from '../format/bytes.ts';
import { type Entry, entryLeaf, unitFactHash } from '../format/entry.ts';
import { sha256Hex } from '../format/hash.ts';
import { logLeaf } from '../format/log-leaf.ts';
import { commandDigest } from '../format/signed-command.ts';
import { leafHash, rootOf } from '../log/tree.ts';
import { refuse, type Refusal } from '../refusals.ts';
import { acknowledgeRecall } from './acknowledge-recall.ts';
import { anchorAudit } from './anchor-audit.ts';
import { cancelShipment } from './cancel-shipment.ts';
import { closeRecall } from './close-recall.ts';
import { commission } from './commission.ts';
import { declareIllegitimate } from './declare-illegitimate.ts';
import { decommission } from './decommission.ts';
import { dispense } from './dispense.ts';
import { grantAccess } from './grant-access.ts';
import { grantMandate } from './grant-mandate.ts';
import { issueRecall } from './issue-recall.ts';
import { MAY, MAY_COMMISSION_OWN } from './may.ts';
import { pack } from './pack.ts';
import { quarantine } from './quarantine.ts';
import { receive } from './receive.ts';
import { registerLot } from './register-lot.ts';
import { registerParty } from './register-party.ts';
import { release } from './release.ts';
import { revokeAccess } from './revoke-access.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { ship } from './ship.ts';
import { transferOwnership } from './transfer-ownership.ts';
import { type Effects, Facts, type Transition } from './transition.ts';
import { undo } from './undo.ts';
import { unpack } from './unpack.ts';
import { updateParty } from './update-party.ts';

/** What a command does, decided: the facts to write and its leaf in the log; or an answer given before; or a refusal, which leaves nothing. */
export type Outcome =
  | { readonly kind: 'writes'; readonly writes: readonly (readonly [string, Fact])[]; readonly entries: readonly Entry[]; readonly leaf: Uint8Array }
  | { readonly kind: 'repeat'; readonly txId: string }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** A command whose form and signature the engine has verified. */
export interface VerifiedCommand {
  readonly command: Command;
  readonly signature: string;
  readonly txId: string;
}

/** A command id is good for so long. */
export const COMMAND_ID_DAYS_MAX = 7;
const DAY_MS = 86_400_000;

/**
 * The contract: the same code in both engines. A generator that asks for facts in rounds and decides; it has no clock, no chance, no
 * environment, and does not see its own writes.
 */
export function* execute(verified: VerifiedCommand): Generator<readonly string[], Outcome, ReadonlyMap<string, Fact | undefined>> {
  const { command, txId } = verified;
  const facts = new Facts();
  const steps = transitionOf(command)(command, facts);
  const partyKey = factKey.party(command.by);
  const commandKey = factKey.command(command.by, command.commandId);

  let step = steps.next();
  // The signer's own facts travel in the first round of the transition; a refusal made before any reading waits until the signer is known.
  facts.add(yield [...new Set([partyKey, commandKey, ...(step.done ? [] : step.value)])]);
  const repeat = facts.get('command', commandKey);
  const digest = commandDigest(command);
  if (repeat) {
    return repeat.digest === digest
      ? { kind: 'repeat', txId: repeat.txId }
      : { kind: 'refusal', refusal: refuse('COMMAND_ID_REUSED', { commandId: command.commandId }) };
  }
  const notAllowed = signerRefused(command, facts.get('party', partyKey));
  if (notAllowed) return { kind: 'refusal', refusal: notAllowed };

  for (step = step.done ? step : steps.next(); !step.done; step = steps.next()) facts.add(yield step.value);
  if ('code' in step.value) return { kind: 'refusal', refusal: step.value };

  const { entries, leaf, units } = history(step.value, facts, verified);
  const writes = new Map<string, Fact>([...step.value.others, ...units]);
  writes.set(commandKey, { at: command.at, digest, txId });
  return { kind: 'writes', writes: [...writes].sort(([a], [b]) => (a < b ? -1 : 1)), entries, leaf };
}

const TRANSITIONS: { readonly [T in CommandType]: Transition<T> } = {
  registerParty,
  updateParty,
  registerLot,
  commission,
  pack,
  unpack,
  ship,
  cancelShipment,
  receive,
  transferOwnership,
  dispense,
  decommission,
  quarantine,
  release,
  declareIllegitimate,
  issueRecall,
  acknowledgeRecall,
  closeRecall,
  grantAccess,
  revokeAccess,
  anchorAudit,
  grantMandate,
  revokeMandate,
  undo,
};

const transitionOf = (command: Command): Transition<CommandType> => TRANSITIONS[command.type] as Transition<CommandType>;

/** Whether this signer may send this command at all: registered, active, with this key at this time, in this role, by a fresh id. */
function signerRefused(command: Command, party: PartyFact | undefined): Refusal | null {
  if (command.contract !== CONTRACT_VERSION) return refuse('WRONG_CONTRACT', { contract: command.contract });
  if (!party) return refuse('UNKNOWN_PARTY', { party: command.by });
  const key = party.keys.find((each) => hashOf(each) === command.key);
  if (!key || command.at < key.from || (key.until !== null && command.at >= key.until)) {
    return refuse('KEY_NOT_VALID', { key: command.key, party: command.by });
  }
  if (party.status !== 'active') return refuse('PARTY_SUSPENDED', { party: command.by });
  const age = command.at - commandIdInstant(command.commandId);
  if (age < -CLOCK_SKEW_MS || age > COMMAND_ID_DAYS_MAX * DAY_MS) return refuse('COMMAND_ID_EXPIRED');
  const own = command.type === 'commission' && 'origin' in command.body && command.body.origin === 'own';
  const may = own ? MAY_COMMISSION_OWN : MAY[command.type];
  return party.roles.some((role) => may.includes(role))
    ? null
    : refuse('ROLE_MAY_NOT', { roles: party.roles.join(', ').replaceAll('_', ' '), command: command.type });
}

/** A key of a party is hashed once, as long as the fact that holds it is at hand. */
const hashes = new WeakMap<PartyKey, string>();

function hashOf(key: PartyKey): string {
  let hash = hashes.get(key);
  if (hash === undefined) hashes.set(key, (hash = sha256Hex(fromHex(key.spki))));
  return hash;
}

/** The entries and the leaf of a transaction, and its unit facts with the leaf in them. */
function history({ units }: Effects, facts: Facts, { command, signature, txId }: VerifiedCommand) {
  const lastOf = (ref: string) => facts.get('unit', factKey.unit(ref))?.last;
  const entries: Entry[] = [...units]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([unit, { chain, fact }]) => ({
      after: unitFactHash(fact),
      prev: [unit, ...chain].flatMap((of) => {
        const leaf = lastOf(of);
        return leaf === undefined ? [] : [{ leaf, unit: of }];
      }),
      unit,
    }));
  const leaf = leafHash(
    logLeaf({
      txId,
      signature: sha256Hex(fromHex(signature)),
      contract: command.contract,
      entries: rootOf(entries.map((entry) => leafHash(entryLeaf(entry)))),
    }),
  );
  const last = toHex(leaf);
  const written = [...units].map(([ref, { fact }]): [string, UnitFact] => [factKey.unit(ref), bound(fact, last)]);
  return { entries, leaf, units: written };
}

/** A unit fact with the leaf of the transaction that writes it. Members in the order of their names: such a value has its canonical text at the least cost. */
const bound = (fact: Omit<UnitFact, 'last'>, last: string): UnitFact => ({
  born: fact.born,
  contents: fact.contents,
  height: fact.height,
  held: fact.held,
  holder: fact.holder,
  in: fact.in,
  last,
  lots: fact.lots,
  owner: fact.owner,
  resume: fact.resume,
  shipment: fact.shipment,
  since: fact.since,
  state: fact.state,
});
