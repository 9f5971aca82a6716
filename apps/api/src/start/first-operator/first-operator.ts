import { Inject, Injectable } from '@nestjs/common';
import { Organisations } from '../../identity/organisations.ts';
import type { Organisation } from '../../identity/organisation.model.ts';
import { hashToken, newToken } from '../../identity/session-token.ts';
import { UserRole } from '../../identity/user-role.ts';
import type { User } from '../../identity/user.model.ts';
import { Users } from '../../identity/users.ts';
import { CHANCE, type Chance } from '../../platform/chance.ts';
import { CLOCK, type Clock } from '../../platform/clock.ts';
import { CONFIG, type Config } from '../../platform/config.ts';
import { failure } from '../../platform/failure.ts';
import type { MakeOperatorInput } from './make-operator.input.ts';
import { OneTimeTicket } from './one-time-ticket.ts';

const GOOD_FOR_MS = 24 * 60 * 60 * 1_000;

/**
 * The way into a live node that nobody can sign in to: a link that its start prints, good once and for a day.
 * Who can read what the start prints owns the machine, so the link gives away nothing that is not already his.
 */
@Injectable()
export class FirstOperator {
  readonly #ticket: OneTimeTicket;

  constructor(
    private readonly organisations: Organisations,
    private readonly users: Users,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.#ticket = new OneTimeTicket(config.dataDir);
  }

  /**
   * Gives a new token while nobody can sign in, and null once somebody can, or in demo mode. An earlier token ends with it.
   * It asks for people and not for organisations: a first try that broke off between the two would else close the door for good.
   */
  async offer(): Promise<string | null> {
    if (this.config.mode !== 'live' || !(await this.#isNobodyHere())) {
      this.#ticket.drop();
      return null;
    }
    const token = newToken(this.chance);
    this.#ticket.keep({ hash: hashToken(token), until: this.clock.now().getTime() + GOOD_FOR_MS });
    return token;
  }

  /**
   * Makes the operator: his organisation, registered on the ledger, and his sign-in.
   * Refuses (FORBIDDEN) a token that is wrong, used or past its day; what create refuses leaves the token good.
   */
  async make(token: string, input: MakeOperatorInput): Promise<User> {
    const taken = this.#ticket.take(hashToken(token), this.clock.now().getTime());
    if (!taken)
      throw failure(
        'FORBIDDEN',
        'This link was used, or is more than a day old. While nobody can sign in, each start of Packtrail prints a new one.',
      );
    try {
      if (!(await this.#isNobodyHere())) throw failure('FORBIDDEN', 'This node has its operator. Ask him for a sign-in.');
      const { id } = await this.#organisation(input);
      const { email, password, userName: name } = input;
      const user = await this.users.create({ organisationId: id, email, name, password, role: UserRole.OPERATOR });
      taken.spend();
      return user;
    } catch (error) {
      taken.giveBack();
      throw error;
    }
  }

  /** The organisation, or the one that a try which broke off has left: nobody else can have made it. */
  async #organisation({ address, gln, kinds, organisationName: name }: MakeOperatorInput): Promise<Organisation> {
    const left = (await this.organisations.all()).find((organisation) => organisation.gln === gln && organisation.status === 'active');
    return left ?? this.organisations.create({ name, gln, kinds, gs1Prefixes: [], address });
  }

  async #isNobodyHere(): Promise<boolean> {
    return (await this.users.all()).length === 0;
  }
}
