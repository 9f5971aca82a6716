import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, type Command, commandIdAt, CONTRACT_VERSION, factKey, type Ledger, type PartyFact, type Receipt, type Role, signCommandLater, toHex } from '@packtrail/ledger';
import type { Registrar } from '@packtrail/ledger/embedded';
import type { PartyRegistrar, RegisteredOrganisation, Registration } from '../identity/party-registrar.ts';
import { type Clock, LEDGER_CLOCK } from '../platform/clock.ts';
import { failure } from '../platform/failure.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { RegistrarKey } from '../vault/registrar-key.ts';
import { SigningKeys } from '../vault/signing-keys.ts';

/** Puts trading partners on the ledger, signed with the registrar's key. */
@Injectable()
export class LedgerRegistrar implements PartyRegistrar {
  constructor(
    private readonly keys: SigningKeys,
    private readonly registrar: RegistrarKey,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(LEDGER_CLOCK) private readonly clock: Clock,
  ) {}

  /** Registers an organisation of this node with its first key. A second call for the same id finds it there and changes nothing. */
  async register(organisation: RegisteredOrganisation): Promise<Registration> {
    const { spki } = await this.keys.current(organisation.id);
    return this.registerWith(organisation, toHex(spki));
  }

  /** The same with a key that another node holds. */
  async registerWith(organisation: RegisteredOrganisation, spki: string): Promise<Registration> {
    if (await this.ledger.fact(factKey.party(organisation.id))) return 'registered';
    const registrar = await this.#inForce();
    if (!registrar) return 'asked for';
    await this.#send(registrar, 'registerParty', {
      party: organisation.id,
      keys: [{ spki, from: 0, until: null }],
      roles: rolesOf(organisation.kinds),
      msp: null,
      registration: registrationHash(organisation),
      historical: false,
    });
    return 'registered';
  }

  /** Suspends a party, or reinstates it: a suspended one can record nothing. A repeat under the same command id is answered with the first receipt. */
  async setStatus(party: string, status: 'active' | 'suspended', commandId?: string): Promise<Receipt> {
    const fact = (await this.ledger.fact(factKey.party(party))) as PartyFact | undefined;
    if (!fact) throw new Error(`the party ${party} is not on the ledger`);
    const { keys, msp, registration, roles } = fact;
    const registrar = await this.#inForce();
    if (!registrar) throw failure('CONFLICT', 'This node does not register trading partners: ask the operator of the one that does.');
    return this.#send(registrar, 'updateParty', { party, keys, roles, status, msp, registration, historical: false }, commandId);
  }

  /** The key of this node, where the ledger knows it as a registrar's. */
  async #inForce(): Promise<Registrar | null> {
    const { held } = this.registrar;
    const party = held && ((await this.ledger.fact(factKey.party(held.id))) as PartyFact | undefined);
    return party?.roles.includes('registrar') ? held : null;
  }

  async #send({ id: by, signer }: Registrar, type: 'registerParty' | 'updateParty', body: Command['body'], id?: string): Promise<Receipt> {
    const at = this.clock.now().getTime();
    const command: Command = { at, body, by, commandId: id ?? commandIdAt(at), contract: CONTRACT_VERSION, docs: [], key: signer.key, origin: this.ledger.origin, type };
    const result = await this.ledger.submit(await signCommandLater(command, signer));
    if (result.kind !== 'receipt') throw new Error(`the ledger did not take ${type}: ${JSON.stringify(result)}`);
    return result;
  }
}

const rolesOf = (kinds: readonly string[]): Role[] => kinds.map((kind) => kind.toLowerCase() as Role);

/** What the ledger keeps of a registration: which GS1 prefixes it may commission, as a hash. */
export const registrationHash = ({ gln, gs1Prefixes, id, kinds }: Omit<RegisteredOrganisation, 'name'>): string =>
  createHash('sha256')
    .update(canonicalJson({ gln, gs1Prefixes: [...gs1Prefixes].sort(), id, kinds: [...kinds].sort() }))
    .digest('hex');
