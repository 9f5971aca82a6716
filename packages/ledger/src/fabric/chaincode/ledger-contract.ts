import { type Context, Contract } from 'fabric-contract-api';
import { CLOCK_SKEW_MS, CONTRACT_VERSION, type Command } from '../../commands.ts';
import { execute, genesisWrites } from '../../contract/index.ts';
import { type Fact, factKey, type PartyFact } from '../../facts.ts';
import { canonicalJson, type Json } from '../../format/canonical-json.ts';
import { factText } from '../../format/fact-text.ts';
import type { Genesis } from '../../format/log-leaf.ts';
import { isRefusal, parseCommand, type SignedCommand, transactionId } from '../../format/signed-command.ts';
import { keyHash, publicKeyOf, verifyCommandNow } from '../../log/signing.ts';
import { refuse } from '../../refusals.ts';
import { type No, noText } from '../answer.ts';

/** The key under which entry 0 of the log stands in the state of the channel. */
export const GENESIS_KEY = 'genesis';

/**
 * The rules of Packtrail on Fabric: the very same contract as in the embedded engine, behind one transaction whose only argument is the signed command.
 * `genesis`: as this organisation has it. Endorsers that have another one do not come to the same writes, and no majority is found. Fabric looks for
 * transactions on the class itself and makes its instances, so the class is made here.
 */
export const ledgerContract = (genesis: Genesis): (new () => Contract) =>
  class LedgerContract extends Contract {
    constructor() {
      super('ledger');
    }

    /** Writes entry 0 of the log, once. Gives its text. */
    async begin({ stub }: Context): Promise<string> {
      if ((await stub.getState(GENESIS_KEY)).length > 0) return no({ kind: 'begun' });
      const text = canonicalJson(genesis as unknown as Json);
      await stub.putState(GENESIS_KEY, Buffer.from(text));
      for (const [key, fact] of genesisWrites(genesis)) await stub.putState(key, Buffer.from(factText(fact)));
      return text;
    }

    /** Runs one signed command. Gives its entries in the log; a no is thrown as an error whose text `readNo` reads, and leaves nothing. */
    async submit({ clientIdentity, stub }: Context, signedText: string): Promise<string> {
      const signed = readSigned(signedText);
      const command = signed && parseCommand(signed.command);
      if (!command) return no({ kind: 'refusal', refusal: refuse('MALFORMED', { path: 'argument', rule: 'a command and its signature' }) });
      if (isRefusal(command)) return no({ kind: 'refusal', refusal: command });
      if (command.origin !== genesis.origin) return no({ kind: 'refusal', refusal: refuse('WRONG_LOG', { origin: command.origin }) });
      const facts = new Map<string, Fact | undefined>();
      const read = async (keys: readonly string[]): Promise<ReadonlyMap<string, Fact | undefined>> => {
        for (const key of keys) if (!facts.has(key)) facts.set(key, parseFact(await stub.getState(key)));
        return facts;
      };
      const partyKey = factKey.party(command.by);
      const party = (await read([partyKey])).get(partyKey) as PartyFact | undefined;
      const unsigned = signatureRefused(signed, command, party);
      if (unsigned) return no({ kind: 'refusal', refusal: unsigned });
      if (party?.msp && party.msp !== clientIdentity.getMSPID()) return no({ kind: 'refusal', refusal: refuse('NOT_ITS_NODE', { party: command.by, msp: party.msp }) });

      const steps = execute({ command, signature: signed.signature, txId: transactionId(signed.command) });
      let step = steps.next();
      while (!step.done) step = steps.next(await read(step.value));
      const outcome = step.value;
      if (outcome.kind === 'repeat') return no({ kind: 'repeat', txId: outcome.txId });
      // A repeat is answered whatever its age; only what would be new must be of now. Peers hold the time of the proposal to their own clocks.
      if (Math.abs(command.at - stub.getDateTimestamp().getTime()) > CLOCK_SKEW_MS) return no({ kind: 'stale' });
      if (outcome.kind === 'refusal') return no(outcome);
      for (const [key, fact] of outcome.writes) await stub.putState(key, Buffer.from(factText(fact)));
      return canonicalJson({ entries: outcome.entries as unknown as Json });
    }

    /** The fact of a key as canonical JSON; the empty text when there is none. */
    async fact({ stub }: Context, key: string): Promise<string> {
      return Buffer.from(await stub.getState(key)).toString('utf8');
    }

    /** The version of the rules that this organisation runs, and the genesis that it has. */
     
    async rules(): Promise<string> {
      return canonicalJson({ contract: CONTRACT_VERSION, genesis: genesis as unknown as Json });
    }
  };

function no(answer: No): never {
  throw new Error(noText(answer));
}

function readSigned(text: string): SignedCommand | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null || !('command' in value) || !('signature' in value)) return null;
  const { command, signature } = value;
  return typeof command === 'string' && typeof signature === 'string' ? { command, signature } : null;
}

const parseFact = (bytes: Uint8Array): Fact | undefined => (bytes.length === 0 ? undefined : (JSON.parse(Buffer.from(bytes).toString('utf8')) as Fact));

function signatureRefused(signed: SignedCommand, { by, key }: Command, party: PartyFact | undefined) {
  if (!party) return refuse('UNKNOWN_PARTY', { party: by });
  const found = party.keys.find(({ spki }) => keyHash(spki) === key);
  if (!found) return refuse('KEY_NOT_VALID', { key, party: by });
  return verifyCommandNow(signed, publicKeyOf(found.spki)) ? null : refuse('SIGNATURE_INVALID', { key });
}
