import { type SignedCommand, transactionId } from '../../format/signed-command.ts';
import { askOrganisation } from './ask-organisation.ts';
import { type AskAgain, compareEndorsements, type Comparison, type Differing } from './compare-endorsements.ts';
import type { Peers } from './peers.ts';

/** An organisation whose chaincode came to something else than the majority's: its rules, or its state, were altered. */
export interface Dissent extends Differing {
  /** When it was found, milliseconds since 1970. */
  readonly at: number;
  /** Of the command at which it was found. */
  readonly txId: string;
}

export interface EndorsersOptions {
  readonly peers: Peers;
  readonly chaincode: string;
  /** The organisation of this node. */
  readonly mspId: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** At every so-manieth command all organisations are asked what they come to, whether or not something went wrong; 0: never. */
  readonly compareEvery?: number | undefined;
  readonly askAgain?: AskAgain | undefined;
}

const COMPARE_EVERY = 50;
const KEPT = 100;

/** Who endorses for this node, and who has been found to come to something else than the others. What is found accuses; it never keeps the majority from going on. */
export class Endorsers {
  readonly #options: EndorsersOptions;
  readonly #every: number;
  #commands = 0;
  #comparing: Promise<void> | null = null;
  #chosen: readonly string[] | null = null;
  #dissent: readonly Dissent[] = [];

  constructor(options: EndorsersOptions) {
    this.#options = options;
    this.#every = options.compareEvery ?? COMPARE_EVERY;
  }

  /** Newest first; one organisation once for each command. */
  get dissent(): readonly Dissent[] {
    return this.#dissent;
  }

  /** The organisations to ask for endorsements; null while the gateway may choose. It begins with its own peer, and where that one differs it finds no majority. */
  get chosen(): readonly string[] | null {
    return this.#chosen;
  }

  /** The gateway chooses again: those who were chosen did not come together. */
  chooseAnew(): void {
    this.#chosen = null;
  }

  /** Told of each command before it is sent: compares at every so-manieth. */
  async sample(signed: SignedCommand): Promise<void> {
    if (this.#every === 0) return;
    this.#commands += 1;
    if (this.#commands % this.#every === 0) await this.compare(signed);
  }

  /** Asks every organisation about the command, and remembers who differs. One comparison at a time: who comes meanwhile waits for it, since it shows what they want to know. */
  async compare(signed: SignedCommand): Promise<void> {
    this.#comparing ??= this.#compare(signed).finally(() => (this.#comparing = null));
    await this.#comparing;
  }

  async #compare(signed: SignedCommand): Promise<void> {
    const { askAgain, chaincode, clock, mspId: own, peers } = this.#options;
    // Only through the own organisation's peer: another's could put words into anybody's mouth. And to the one that is asked, the question looks like any other.
    const peer = peers.all.find(({ mspId }) => mspId === own);
    const organisations = [...new Set(peers.all.map(({ mspId }) => mspId))];
    if (!peer) return;
    let found: Comparison;
    try {
      found = await compareEndorsements(organisations, (mspId) => askOrganisation(peer, chaincode, mspId, signed), askAgain);
    } catch {
      // What cannot be compared now is compared another time; the command goes its way.
      return;
    }
    const isUnanimous = found.agreeing.length === organisations.length;
    this.#chosen = isUnanimous || found.agreeing.length === 0 ? null : found.agreeing;
    const [at, txId] = [clock(), transactionId(signed.command)];
    const known = this.#dissent.filter((each) => each.txId !== txId || !found.differing.some(({ mspId }) => mspId === each.mspId));
    this.#dissent = [...found.differing.map((each) => ({ ...each, at, txId })), ...known].slice(0, KEPT);
  }
}
