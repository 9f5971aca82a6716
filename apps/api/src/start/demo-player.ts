import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { commandIdAt } from '@packtrail/ledger';
import { DEMO_PASSWORD, type DemoParty, type DemoProduct, type DemoStage, PARTIES, playDemo } from '@packtrail/seed';
import { CommissionResolver } from '../commands/commission/commission.resolver.ts';
import { DispenseResolver } from '../commands/dispense/dispense.resolver.ts';
import { Remainder } from '../commands/dispense/remainder.enum.ts';
import { PackResolver } from '../commands/pack/pack.resolver.ts';
import { Place } from '../commands/quarantine/place.enum.ts';
import { QuarantineResolver } from '../commands/quarantine/quarantine.resolver.ts';
import { ReceiveResolver } from '../commands/receive/receive.resolver.ts';
import { RegisterLotResolver } from '../commands/register-lot/register-lot.resolver.ts';
import { PurposeEnum } from '../commands/ship/purpose.enum.ts';
import { ShipResolver } from '../commands/ship/ship.resolver.ts';
import { UnpackResolver } from '../commands/unpack/unpack.resolver.ts';
import type { CommandResult } from '../commands/result/command-result.ts';
import type { Current } from '../identity/current.ts';
import { Organisations } from '../identity/organisations.ts';
import { Sites } from '../identity/sites.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Users } from '../identity/users.ts';
import { Products } from '../master-data/products.ts';
import { CLOCK, DemoClock, type Clock, LEDGER_CLOCK } from '../platform/clock.ts';
import { CONFIG, type Config } from '../platform/config.ts';
import { Projector } from '../projection/projector.ts';
import { CommissionedUnits } from '../read-model/commissioned-units.ts';
import { DemoRecalls } from './demo-recalls.ts';
import type { DemoSeed, DemoSignIn } from './seed.ts';
import { StartRefused } from './start-refused.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Plays the demo's story through the resolvers that the portal uses, under a clock that it moves through sixty days. */
@Injectable()
export class DemoPlayer implements DemoSeed {
  constructor(
    private readonly organisations: Organisations,
    private readonly sites: Sites,
    private readonly users: Users,
    private readonly products: Products,
    private readonly units: CommissionedUnits,
    private readonly registerLot: RegisterLotResolver,
    private readonly commission: CommissionResolver,
    private readonly ship: ShipResolver,
    private readonly receive: ReceiveResolver,
    private readonly pack: PackResolver,
    private readonly unpack: UnpackResolver,
    private readonly dispense: DispenseResolver,
    private readonly quarantine: QuarantineResolver,
    private readonly recalls: DemoRecalls,
    private readonly projector: Projector,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CLOCK) private readonly ledgerClock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async play(): Promise<DemoSignIn[]> {
    const marker = join(this.config.dataDir, 'demo-played');
    const begun = (await this.organisations.all()).length > 0;
    if (!existsSync(marker)) {
      if (begun) throw new StartRefused(`The demo data was interrupted while it was played. Delete the folder ${this.config.dataDir} and start again.`);
      await this.#playOnce();
      writeFileSync(marker, `${this.clock.now().toISOString()}\n`);
    }
    return PARTIES.flatMap(({ name, users }) =>
      users.filter(({ told }) => told).map(({ email, name: job }) => ({ email, password: DEMO_PASSWORD, organisation: name, role: job })),
    );
  }

  async #playOnce(): Promise<void> {
    if (!(this.clock instanceof DemoClock)) throw new Error('the demo is played under the demo clock');
    const { clock } = this;
    const now = clock.now().getTime();
    try {
      await playDemo(this.#stage(clock, now));
    } finally {
      clock.release();
    }
    await this.projector.catchUp();
  }

  #stage(clock: DemoClock, now: number): DemoStage {
    const people = new Map<string, Current[]>();
    const lots = new Map<string, { id: string; owner: string }>();
    let hands = 0;
    const tick = (): void => clock.hold((hands += MINUTE_MS));
    const who = (key: string): Current => {
      const [current] = people.get(key) ?? [];
      if (!current) throw new Error(`the demo has no ${key}`);
      return current;
    };
    const glnOf = (key: string): string => who(key).organisation.gln;
    const commandId = (): string => commandIdAt(this.ledgerClock.now().getTime());
    const act = async (made: Promise<typeof CommandResult>): Promise<string> => {
      const result = await made;
      if ('code' in result) throw new Error(`the demo was refused: ${result.code} ${result.message}`);
      await this.projector.catchUp();
      tick();
      return result.made ?? '';
    };
    return {
      day: (daysAgo, hour) => {
        hands = Math.max(hands, Math.min(now - MINUTE_MS * 30, Math.floor(now / DAY_MS) * DAY_MS - daysAgo * DAY_MS + hour * 60 * MINUTE_MS));
        clock.hold(hands);
      },
      organisation: async (party) => void people.set(party.key, await this.#join(party)),
      product: async (owner, product) => void (await this.#register(who(owner), product)),
      lot: async (owner, { expiresInDays, gtin, number }) => {
        const expiry = new Date(clock.now().getTime() + expiresInDays * DAY_MS).toISOString().slice(0, 10);
        const id = await act(this.registerLot.registerLot(who(owner), { commandId: commandId(), gtin, lot: number, expiry }));
        lots.set(number, { id, owner });
      },
      commission: async (owner, { casesPerPallet, lot, packages, packagesPerCase }) => {
        const { id: lotId } = lots.get(lot) ?? { id: '' };
        await act(this.commission.commission(who(owner), { commandId: commandId(), lotId, generate: packages, packagesPerCase, casesPerPallet: casesPerPallet ?? null }));
        return this.units.ofLot(lotId);
      },
      ship: (from, to, { purpose = 'SALE', ...more }) =>
        act(this.ship.ship(who(from), { commandId: commandId(), toGln: glnOf(to), custodyOnly: false, purpose: PurposeEnum[purpose], ...more, units: [...more.units] })),
      receive: async (by, shipmentId) => void (await act(this.receive.receive(who(by), { commandId: commandId(), shipmentId, missing: [], damaged: [], extra: [], absent: [] }))),
      unpack: async (by, units) => void (await act(this.unpack.unpack(who(by), { commandId: commandId(), units: [...units] }))),
      pack: async (by, units) => `(00)${await act(this.pack.pack(who(by), { commandId: commandId(), units: [...units] }))}`,
      dispense: async (by, units) => void (await act(this.dispense.dispense(who(by), { commandId: commandId(), units: [...units], remainder: Remainder.NONE }))),
      quarantine: async (by, units, reason) => void (await act(this.quarantine.quarantine(who(by), { commandId: commandId(), units: [...units], place: Place.OUT, reason }))),
      recall: async (by, recall) => {
        const [first, second] = people.get(by) ?? [];
        if (!first || !second) throw new Error(`a recall needs two people of ${by}`);
        await act(this.recalls.issue(first, second, recall, commandId));
      },
    };
  }

  async #join(party: DemoParty): Promise<Current[]> {
    const { address, gln, kind, name, prefix, sites, users } = party;
    const organisation = await this.organisations.create({ name, gln, kinds: [TradingPartnerKind[kind]], gs1Prefixes: [prefix], address });
    for (const site of sites) await this.sites.create({ organisationId: organisation.id, ...site });
    const [site] = sites;
    const current: Current[] = [];
    for (const { email, name: job, role } of users) {
      const user = await this.users.create({ organisationId: organisation.id, email, name: job, role: UserRole[role], password: DEMO_PASSWORD });
      current.push({ user, organisation: { id: organisation.id, name, gln, kinds: organisation.kinds, status: 'active' }, site: site ?? null });
    }
    return current;
  }

  #register({ organisation }: Current, product: DemoProduct): Promise<string> {
    return this.products.register(organisation.id, { ...product, manufacturerName: organisation.name });
  }
}
