import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerRegistrar } from '../handoffs/ledger-registrar.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Database } from '../platform/database.ts';
import { aParty } from '../testing/people.ts';
import { Trade, type Trader } from '../testing/trade.ts';

const HOUR_MS = 3_600_000;

describe('what is refused, through the front door', () => {
  let trade: Trade;
  let operator: Trader;
  let lotId: string;
  let soonId: string;
  const of = (serial: string, lot = 'A1', expiry?: string) => trade.barcode(serial, lot, expiry);

  beforeAll(async () => {
    trade = await Trade.start();
    const party = await aParty(trade.test.app, { n: 60, name: 'The Operator', kind: TradingPartnerKind.REGULATOR, role: UserRole.OPERATOR });
    operator = { ...party, token: await trade.signIn(party.email) };
    lotId = await trade.lot('A1');
    soonId = await trade.lot('S1', '2026-11-22');
  });
  afterAll(() => trade.test.close());

  const rows = async (): Promise<unknown> =>
    (await trade.test.app.get(Database).query('select (select count(*) from record.document) as documents, (select count(*) from record.unit) as units, (select count(*) from record.lot) as lots'))[0];
  const block = async () => (await trade.get<{ ledger: { blockNumber: number } }>(trade.maker, '{ ledger { blockNumber } }')).ledger.blockNumber;

  /** The code of the refusal; and that it left neither a document, a unit, a lot nor a block. */
  async function refused(who: Trader, name: string, input: object): Promise<string | undefined> {
    const before = [await rows(), await block()];
    const { code, message } = await trade.send(who, name, input);
    expect([await rows(), await block()]).toEqual(before);
    expect(message?.length).toBeGreaterThan(10);
    expect(message).not.toMatch(/\{\w+\}/);
    return code;
  }
  const failed = async (who: Trader, query: string, variables: object = {}) => (await trade.ask(who, query, variables)).errors?.[0]?.extensions.code;
  const stocked = async (who: Trader, serials: readonly string[], lot = lotId) => {
    const { packages } = await trade.commission(lot, serials);
    await trade.handOver(trade.maker, who, packages);
    return packages;
  };

  it('refuses to ship what one does not hold', async () => {
    const packages = await stocked(trade.wholesaler, ['H1']);
    expect(await refused(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: packages })).toBe('NOT_HOLDER');
  });
  it('refuses to ship what is inside a container', async () => {
    const { packages } = await trade.commission(lotId, ['I1', 'I2'], 2);
    expect(await refused(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: packages.slice(0, 1) })).toBe('INSIDE_CONTAINER');
  });
  it('refuses to dispense twice', async () => {
    const packages = await stocked(trade.pharmacy, ['D1']);
    await trade.done(trade.pharmacy, 'dispense', { units: packages });
    expect(await refused(trade.pharmacy, 'dispense', { units: packages })).toBe('ALREADY_DISPENSED');
  });
  it('refuses to receive what is addressed to another', async () => {
    const { packages } = await trade.commission(lotId, ['N1']);
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: packages });
    expect(await refused(trade.otherPharmacy, 'receive', { shipmentId: shipment })).toBe('NOT_ADDRESSEE');
  });
  it('refuses the second copy of a serial at the issuer’s node', async () => {
    await trade.commission(lotId, ['C1']);
    expect(await refused(trade.maker, 'commission', { lotId, serials: ['C2', 'C1'] })).toBe('ALREADY_COMMISSIONED');
  });
  it('refuses what the role may not: a pharmacist’s lot at the door, a distributor’s dispensing at the ledger', async () => {
    const input = { commandId: trade.commandId(), gtin: trade.gtin, lot: 'X1', expiry: '2027-11-30' };
    expect(await failed(trade.pharmacy, 'mutation ($input: RegisterLotInput!) { registerLot(input: $input) { __typename } }', { input })).toBe('FORBIDDEN');
    const packages = await stocked(trade.wholesaler, ['W1']);
    expect(await refused(trade.wholesaler, 'dispense', { units: packages })).toBe('ROLE_MAY_NOT');
  });
  it('refuses to sell or dispense what is held', async () => {
    const packages = await stocked(trade.pharmacy, ['Q1']);
    await trade.done(trade.pharmacy, 'quarantine', { units: packages, reason: 'torn' });
    expect(await refused(trade.pharmacy, 'dispense', { units: packages })).toBe('HELD');
    expect(await refused(trade.pharmacy, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: packages })).toBe('HELD');
  });
  it('refuses what no data has arrived for, and what is no barcode', async () => {
    expect(await refused(trade.pharmacy, 'dispense', { units: [of('NEVER')] })).toBe('UNKNOWN_UNIT');
    expect(await refused(trade.pharmacy, 'dispense', { units: ['hello'] })).toBe('UNKNOWN_BARCODE');
  });
  it('refuses another request under a command id that was used', async () => {
    const packages = await stocked(trade.pharmacy, ['K1', 'K2']);
    const commandId = trade.commandId();
    await trade.done(trade.pharmacy, 'dispense', { commandId, units: packages.slice(0, 1) });
    expect(await refused(trade.pharmacy, 'dispense', { commandId, units: packages.slice(1) })).toBe('COMMAND_ID_REUSED');
  });

  describe('of a recalled lot', () => {
    let packages: string[];
    let under: string;

    beforeAll(async () => {
      const recalled = await trade.lot('R1');
      packages = await stocked(trade.pharmacy, ['R1', 'R2', 'R3'], recalled);
      const more = await trade.commission(recalled, ['R4']);
      under = await trade.done(trade.maker, 'ship', { toGln: trade.pharmacy.organisation.gln, units: more.packages });
      await trade.recall(trade.maker, ['R1']);
    });

    it('refuses dispensing and selling', async () => {
      expect(await refused(trade.pharmacy, 'dispense', { units: packages.slice(0, 1) })).toBe('RECALLED');
      expect(await refused(trade.pharmacy, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: packages.slice(0, 1) })).toBe('RECALLED');
    });
    it('allows its return, its destruction, and its receipt into quarantine', async () => {
      await trade.done(trade.pharmacy, 'ship', { toGln: trade.maker.organisation.gln, units: packages.slice(0, 1), purpose: 'RETURN' });
      await trade.done(trade.pharmacy, 'ship', { toGln: trade.wholesaler.organisation.gln, units: packages.slice(1, 2), purpose: 'DESTRUCTION' });
      await trade.done(trade.pharmacy, 'receive', { shipmentId: under });
      expect(await trade.get(trade.pharmacy, '{ stock(search: "R1") { available quarantined inTransit recalled } }')).toEqual({ stock: [{ available: 1, quarantined: 1, inTransit: 2, recalled: true }] });
    });
  });

  it('refuses to sell or dispense what has expired, and allows its return', async () => {
    const packages = await stocked(trade.pharmacy, ['E1', 'E2'], soonId);
    // The end of the day at UTC-12 has passed.
    trade.now += 25 * HOUR_MS;
    trade.pharmacy.token = await trade.signIn(trade.pharmacy.email);
    trade.maker.token = await trade.signIn(trade.maker.email);
    expect(await refused(trade.pharmacy, 'dispense', { units: packages.slice(0, 1) })).toBe('EXPIRED');
    expect(await refused(trade.pharmacy, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: packages.slice(0, 1) })).toBe('EXPIRED');
    await trade.done(trade.pharmacy, 'ship', { toGln: trade.maker.organisation.gln, units: packages.slice(1), purpose: 'RETURN' });
  });

  it('leaves a recall that the ledger refused a draft, which can be confirmed later', async () => {
    await trade.lot('V1');
    const maker = { ...trade.maker, token: await trade.signIn(trade.maker.email) };
    const input = { lots: [{ gtin: trade.gtin, lot: 'V1' }], class: 'III', depth: 'WHOLESALE', reason: 'Label', instructions: 'Return.', contact: 'c' };
    const { proposeRecall } = await trade.get<{ proposeRecall: { id: string } }>(maker, 'mutation ($input: ProposeRecallInput!) { proposeRecall(input: $input) { id } }', { input });
    const colleague = await trade.confirmer(trade.maker);
    const confirmer = { ...colleague, token: await trade.signIn(colleague.email) };
    const registrar = trade.test.app.get(LedgerRegistrar);
    await registrar.setStatus(trade.maker.organisation.id, 'suspended');
    expect(await refused(confirmer, 'confirmRecall', { id: proposeRecall.id })).toBe('PARTY_SUSPENDED');
    expect(await trade.get(confirmer, 'query ($id: ID!) { recall(id: $id) { state confirmedAt } }', { id: proposeRecall.id })).toEqual({ recall: { state: 'DRAFT', confirmedAt: null } });
    await registrar.setStatus(trade.maker.organisation.id, 'active');
    await trade.done(confirmer, 'confirmRecall', { id: proposeRecall.id });
    expect(await trade.get(confirmer, 'query ($id: ID!) { recall(id: $id) { state } }', { id: proposeRecall.id })).toEqual({ recall: { state: 'ISSUED' } });
  });

  it('keeps no lot whose registration was refused: it can be registered later', async () => {
    const registrar = trade.test.app.get(LedgerRegistrar);
    await registrar.setStatus(trade.maker.organisation.id, 'suspended');
    expect(await refused(trade.maker, 'registerLot', { gtin: trade.gtin, lot: 'LATER', expiry: '2028-01-31' })).toBe('PARTY_SUSPENDED');
    await registrar.setStatus(trade.maker.organisation.id, 'active');
    await trade.lot('LATER', '2028-01-31');
  });

  it('refuses everything of a suspended party, whom the operator alone suspends', async () => {
    const packages = await stocked(trade.pharmacy, ['Z1']);
    const suspend = 'mutation ($input: SuspendOrganisationInput!) { suspendOrganisation(input: $input) { ... on Receipt { txId blockNumber repeated } } }';
    const input = { commandId: trade.commandId(), id: trade.pharmacy.organisation.id };
    expect(await failed(trade.maker, suspend, { input })).toBe('FORBIDDEN');
    operator.token = await trade.signIn(operator.email);
    expect(await failed(operator, suspend, { input: { ...input, id: '0'.repeat(32) } })).toBe('NOT_FOUND');
    const { suspendOrganisation: first } = await trade.get<{ suspendOrganisation: { txId: string; repeated: boolean } }>(operator, suspend, { input });
    expect(first.repeated).toBe(false);
    expect(await trade.get(operator, suspend, { input })).toMatchObject({ suspendOrganisation: { txId: first.txId, repeated: true } });
    expect(await refused(trade.pharmacy, 'dispense', { units: packages })).toBe('PARTY_SUSPENDED');
    const { organisations } = await trade.get<{ organisations: { id: string; status: string }[] }>(operator, '{ organisations { id status } }');
    expect(organisations.find(({ id }) => id === input.id)?.status).toBe('suspended');
    expect(JSON.stringify(await trade.get(trade.maker, '{ partners { name } }'))).not.toContain('Northside');
  });
});
