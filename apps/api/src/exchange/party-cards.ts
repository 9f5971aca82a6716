import { Inject, Injectable } from '@nestjs/common';
import { factKey, keyHash, type Ledger, type PartyFact, toHex } from '@packtrail/ledger';
import { LedgerRegistrar, registrationHash } from '../handoffs/ledger-registrar.ts';
import { readGln } from '../identity/organisations.ts';
import type { Organisation } from '../identity/organisation.model.ts';
import { Organisations } from '../identity/organisations.ts';
import type { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { CLOCK, type Clock } from '../platform/clock.ts';
import { CONFIG, type Config } from '../platform/config.ts';
import { Database } from '../platform/database.ts';
import { failure } from '../platform/failure.ts';
import { LEDGER } from '../platform/ledger.module.ts';
import { SigningKeys } from '../vault/signing-keys.ts';
import { cardText, type PartyCard, readCard, type SignedPartyCard } from './party-card.ts';

interface OwnRow {
  readonly id: string;
  readonly name: string;
  readonly gln: string;
  readonly kinds: string[];
  readonly gs1_prefixes: string[];
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postal_code: string;
  readonly country: string;
}

/** Cards of trading partners: those of this node to show, and those of others to take in. */
@Injectable()
export class PartyCards {
  constructor(
    private readonly database: Database,
    private readonly keys: SigningKeys,
    private readonly registrar: LedgerRegistrar,
    private readonly organisations: Organisations,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The card of an organisation of this node, signed with its key. */
  async own(id: string): Promise<SignedPartyCard> {
    const [row] = await this.database.query<OwnRow>('select id, name, gln, kinds, gs1_prefixes, street, city, state, postal_code, country from record.organisation where id = $1 and hosted_at is null', [id]);
    if (!row) throw failure('NOT_FOUND', 'There is no such organisation at this node.');
    const { city, country, gln, gs1_prefixes: gs1Prefixes, kinds, name, postal_code: postalCode, state, street } = row;
    const { spki } = await this.keys.current(id);
    const card: PartyCard = {
      format: 'packtrail/party-card/1',
      origin: this.ledger.origin,
      id,
      name,
      gln,
      kinds: kinds as TradingPartnerKind[],
      gs1Prefixes,
      address: { street, city, state, postalCode, country },
      spki: toHex(spki),
      nodeAddress: this.config.address,
    };
    const { signature } = await this.keys.sign(id, new TextEncoder().encode(cardText(card)));
    return { ...card, signature: toHex(signature) };
  }

  /**
   * Takes in the card of a trading partner of another node. Where this node is a registrar, it signs a party in that the ledger does not have.
   * Refuses a card that its key has not signed (BAD_INPUT), one of another ledger, and one that the ledger's registration contradicts (CONFLICT).
   */
  async take(text: string): Promise<Organisation> {
    const read = await readCard(text);
    if (!read.ok) throw failure('BAD_INPUT', `This is not a party card: ${read.why}.`);
    const { card, key } = read;
    readGln(card.gln);
    if (card.origin !== this.ledger.origin) throw failure('CONFLICT', `The card is for the ledger ${card.origin}, and this node is on ${this.ledger.origin}.`);
    const [taken] = await this.database.query<{ id: string; name: string; hosted_at: string | null }>('select id, name, hosted_at from record.organisation where id = $1 or gln = $2 order by id = $1 desc', [card.id, card.gln]);
    if (taken && (taken.id !== card.id || taken.hosted_at === null)) throw failure('CONFLICT', `${card.gln} is the GLN of ${taken.name}, which is at this node or has another card.`);
    if ((await this.registrar.registerWith(card, card.spki)) === 'asked for') {
      throw failure('CONFLICT', `${card.name} is not on the ledger yet, and this node registers nobody: the operator of the registrar's node must take the card in first.`);
    }
    await this.#agreesWithLedger(card, key);
    await this.database.query(
      `insert into record.organisation (id, name, gln, kinds, status, street, city, state, postal_code, country, gs1_prefixes, created_at, hosted_at)
       values ($1, $2, $3, $4, 'active', $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (id) do update set name = excluded.name, kinds = excluded.kinds, gs1_prefixes = excluded.gs1_prefixes, street = excluded.street, city = excluded.city, state = excluded.state,
          postal_code = excluded.postal_code, country = excluded.country, hosted_at = excluded.hosted_at`,
      [card.id, card.name, card.gln, card.kinds, card.address.street, card.address.city, card.address.state, card.address.postalCode, card.address.country, card.gs1Prefixes, this.clock.now(), card.nodeAddress],
    );
    return this.organisations.one(card.id);
  }

  /** Opens the organisations of this node that another one has signed in meanwhile. */
  async openRegistered(): Promise<number> {
    const waiting = await this.database.query<{ id: string }>("select id from record.organisation where status = 'registering' and hosted_at is null order by created_at limit 100");
    let opened = 0;
    for (const { id } of waiting) {
      const party = (await this.ledger.fact(factKey.party(id))) as PartyFact | undefined;
      const { keyId } = await this.keys.current(id);
      if (party?.status !== 'active' || !party.keys.some(({ spki }) => keyHash(spki) === keyId)) continue;
      await this.organisations.setStatus(id, 'active');
      opened += 1;
    }
    return opened;
  }

  async #agreesWithLedger(card: PartyCard, key: string): Promise<void> {
    const party = (await this.ledger.fact(factKey.party(card.id))) as PartyFact | undefined;
    if (!party) throw new Error(`the party ${card.id} was registered and is not on the ledger`);
    if (!party.keys.some(({ spki }) => keyHash(spki) === key)) throw failure('CONFLICT', 'The key on the card is not the one that the ledger has of this party.');
    if (party.registration !== registrationHash(card)) throw failure('CONFLICT', 'GLN, kinds or GS1 prefixes on the card are not those that the party was registered with.');
  }
}
