import { commandIdAt, issuerOf, keyOf, newPartySigner, refuse, unitRef } from '@packtrail/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LedgerWorld, named, type Party, randomId, within } from '../support/ledger-world.ts';

/** The promises of the `Ledger` port and of the contract behind it, once, for every engine. */
export function describeLedger(name: string, open: () => Promise<LedgerWorld>) {
  describe(`${name} keeps the ledger's promises`, () => {
    let world: LedgerWorld;
    let maker: Party, wholesaler: Party, pharmacy: Party, otherPharmacy: Party, regulator: Party;
    let lot: string;

    beforeAll(async () => {
      world = await open();
      maker = await world.party('manufacturer');
      wholesaler = await world.party('wholesale_distributor');
      pharmacy = await world.party('dispenser');
      otherPharmacy = await world.party('dispenser');
      regulator = await world.party('regulator');
      lot = await world.lot(maker);
    });
    afterAll(() => world.ledger.close());

    const stocked = async (holder: Party, count = 1, ofLot = lot): Promise<string[]> => {
      const refs = await world.packages(maker, ofLot, count);
      if (holder !== maker) await world.handOver(maker, holder, refs.map((ref) => named(ref)));
      return refs;
    };
    const dispense = (unit: Parameters<typeof named>[0]) => ({ units: [named(unit)], remainder: 'none' as const });
    const shipping = (to: Party, ...units: string[]) => ({
      shipment: randomId(16),
      to: to.id,
      purpose: 'sale' as const,
      title: true,
      custody: true,
      inNameOf: null,
      units: units.map((unit) => named(unit)),
    });

    describe('commands', () => {
      it('refuses what is not in its declared form, and names the place', async () => {
        const command = { ...world.command(maker, 'dispense', dispense(unitRef(maker.id, world.newKey()))), surprise: 1 };
        const result = await world.ledger.submit(world.sign(maker, command));
        expect(result).toMatchObject({ kind: 'refusal', refusal: { code: 'MALFORMED', arguments: { path: 'command.surprise' } } });
      });
      it('refuses text that is not the canonical one of its command', async () => {
        const { command, signature } = world.sign(maker, world.command(maker, 'unpack', { units: [named(unitRef(maker.id, world.newKey()))] }));
        expect(await world.ledger.submit({ command: command.replace('{', '{ '), signature })).toMatchObject({ refusal: { code: 'MALFORMED' } });
      });
      it('refuses a signature of another key, and the second spelling of a good one', async () => {
        const command = world.command(maker, 'unpack', { units: [named(unitRef(maker.id, world.newKey()))] });
        const forged = world.sign({ ...maker, signer: newPartySigner() }, command);
        expect(await world.ledger.submit(forged)).toMatchObject({ refusal: { code: 'SIGNATURE_INVALID' } });
        const { signature, command: text } = world.sign(maker, command);
        const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
        const highS = (order - BigInt(`0x${signature.slice(64)}`)).toString(16).padStart(64, '0');
        expect(await world.ledger.submit({ command: text, signature: signature.slice(0, 64) + highS })).toMatchObject({ refusal: { code: 'SIGNATURE_INVALID' } });
      });
      it('refuses a command that was signed for another log', async () => {
        const command = world.command(maker, 'unpack', { units: [named(unitRef(maker.id, world.newKey()))] }, { origin: 'packtrail/elsewhere' });
        expect(await world.ledger.submit(world.sign(maker, command))).toMatchObject({ refusal: { code: 'WRONG_LOG' } });
      });
      it('asks to sign again what is more than five minutes off its clock', async () => {
        const command = world.command(maker, 'unpack', { units: [named(unitRef(maker.id, world.newKey()))] }, { at: world.now - 301_000 });
        expect(await world.ledger.submit(world.sign(maker, command))).toEqual({ kind: 'unknown', reason: 'STALE' });
      });
      it('answers a repeated command id with the first receipt and changes nothing', async () => {
        const [ref] = await stocked(pharmacy);
        const command = world.command(pharmacy, 'dispense', dispense(ref as string));
        const first = await world.ledger.submit(world.sign(pharmacy, command));
        const fact = await world.unit(ref as string);
        const again = await world.ledger.submit(world.sign(pharmacy, { ...command, at: command.at + 1 }));
        expect(first).toMatchObject({ kind: 'receipt', repeated: false });
        expect(again).toEqual({ ...first, repeated: true });
        expect(await world.unit(ref as string)).toEqual(fact);
      });
      it('refuses another body under the same command id', async () => {
        const [one, two] = await stocked(pharmacy, 2);
        const command = world.command(pharmacy, 'dispense', dispense(one as string));
        await world.ledger.submit(world.sign(pharmacy, command));
        const other = { ...command, body: { ...command.body, units: [named(two as string)] } } as typeof command;
        expect(await world.ledger.submit(world.sign(pharmacy, other))).toMatchObject({ refusal: { code: 'COMMAND_ID_REUSED' } });
      });
      it('refuses a command id that is older than seven days', async () => {
        const command = world.command(maker, 'unpack', { units: [named(unitRef(maker.id, world.newKey()))] }, { commandId: commandIdAt(world.now - 8 * 86_400_000) });
        expect(await world.ledger.submit(world.sign(maker, command))).toMatchObject({ refusal: { code: 'COMMAND_ID_EXPIRED' } });
      });
      it('leaves no trace of what it refused', async () => {
        const [ref] = await stocked(wholesaler);
        const before = await world.ledger.checkpoint();
        expect(await world.code(pharmacy, 'dispense', dispense(ref as string))).toBe('NOT_HOLDER');
        expect(await world.ledger.checkpoint()).toBe(before);
      });
      it('says no in a sentence that carries its arguments', () => {
        expect(refuse('NOT_HOLDER', { unit: 'u', party: 'p' }).message).toBe('The unit u is not held by p.');
      });
    });

    describe('who may', () => {
      it('refuses a stranger', async () => {
        const stranger = { id: randomId(16), signer: newPartySigner() };
        expect(await world.code(stranger, 'registerLot', { lot: randomId(32), expires: 1 })).toBe('UNKNOWN_PARTY');
      });
      it('refuses a wholesaler who commissions goods of his own, and a regulator who ships', async () => {
        const units = [{ unit: world.newKey(), height: 0, lots: [lot], contents: '' }];
        expect(await world.code(wholesaler, 'commission', { origin: 'own', shipment: null, units })).toBe('ROLE_MAY_NOT');
        expect(await world.code(regulator, 'ship', shipping(pharmacy, unitRef(maker.id, world.newKey())))).toBe('ROLE_MAY_NOT');
      });
      it('refuses a manufacturer who dispenses', async () => {
        const [ref] = await stocked(maker);
        expect(await world.code(maker, 'dispense', dispense(ref as string))).toBe('ROLE_MAY_NOT');
      });
      it('refuses a suspended party, and shipping to one, until it is reinstated', async () => {
        const party = await world.party('dispenser');
        const [ref] = await stocked(party);
        const update = { party: party.id, keys: [{ spki: party.signer.spki, from: 0, until: null }], roles: ['dispenser' as const], msp: null, registration: randomId(32) };
        await world.done(world.registrar, 'updateParty', { ...update, status: 'suspended' });
        expect(await world.code(party, 'dispense', dispense(ref as string))).toBe('PARTY_SUSPENDED');
        const [other] = await stocked(maker);
        expect(await world.code(maker, 'ship', shipping(party, other as string))).toBe('PARTY_SUSPENDED');
        await world.done(world.registrar, 'updateParty', { ...update, status: 'active' });
        expect(await world.code(party, 'dispense', dispense(ref as string))).toBe('done');
      });
      it('lets only a registrar register a party, and once', async () => {
        const body = { party: randomId(16), keys: [{ spki: newPartySigner().spki, from: 0, until: null }], roles: ['dispenser' as const], msp: null, registration: randomId(32) };
        expect(await world.code(maker, 'registerParty', body)).toBe('ROLE_MAY_NOT');
        expect(await world.code(world.registrar, 'registerParty', body)).toBe('done');
        expect(await world.code(world.registrar, 'registerParty', body)).toBe('PARTY_EXISTS');
      });
      it('refuses a key after its last day', async () => {
        const party = await world.party('manufacturer');
        const next = newPartySigner();
        const keys = [
          { spki: party.signer.spki, from: 0, until: world.now },
          { spki: next.spki, from: world.now, until: null },
        ];
        await world.done(world.registrar, 'updateParty', { party: party.id, keys, roles: ['manufacturer'], status: 'active', msp: null, registration: randomId(32) });
        expect(await world.code(party, 'registerLot', { lot: randomId(32), expires: 1 })).toBe('KEY_NOT_VALID');
        expect(await world.code({ id: party.id, signer: next }, 'registerLot', { lot: randomId(32), expires: 1 })).toBe('done');
      });
    });

    describe('commissioning', () => {
      it('refuses a unit that was commissioned before, and one named twice', async () => {
        const [ref] = await stocked(maker);
        const unit = { unit: keyOf(ref as string), height: 0, lots: [lot], contents: '' };
        expect(await world.code(maker, 'commission', { origin: 'own', shipment: null, units: [unit] })).toBe('ALREADY_COMMISSIONED');
        const fresh = { ...unit, unit: world.newKey() };
        expect(await world.code(maker, 'commission', { origin: 'own', shipment: null, units: [fresh, fresh] })).toBe('UNIT_TWICE');
      });
      it('refuses a lot that is not registered, or by another', async () => {
        const units = (of: string) => [{ unit: world.newKey(), height: 0, lots: [of], contents: '' }];
        expect(await world.code(maker, 'commission', { origin: 'own', shipment: null, units: units(randomId(32)) })).toBe('UNKNOWN_LOT');
        const foreign = await world.lot(wholesaler);
        expect(await world.code(maker, 'commission', { origin: 'own', shipment: null, units: units(foreign) })).toBe('NOT_YOUR_LOT');
        expect(await world.code(maker, 'registerLot', { lot: foreign, expires: 1 })).toBe('LOT_EXISTS');
      });
      it('lets nobody burn the keys of another: the same key of two issuers is two units', async () => {
        const [ref] = await stocked(maker);
        const key = keyOf(ref as string);
        const rival = await world.party('manufacturer');
        const rivalLot = await world.lot(rival);
        await world.done(rival, 'commission', { origin: 'own', shipment: null, units: [{ unit: key, height: 0, lots: [rivalLot], contents: '' }] });
        await world.handOver(maker, pharmacy, [named(ref as string)]);
        expect(await world.code(pharmacy, 'dispense', dispense(ref as string))).toBe('done');
        expect(await world.unit(unitRef(rival.id, key))).toMatchObject({ state: 'active', holder: rival.id });
      });
      it('brings in attested goods on a stated shipment, to be received by the one who attests', async () => {
        const ownLot = await world.lot(pharmacy);
        const shipment = randomId(16);
        const container = world.packed(pharmacy, [ownLot], 3);
        await world.done(pharmacy, 'commission', { origin: 'attested', shipment, units: [container.line] });
        expect(await world.unit(container.ref)).toMatchObject({ state: 'in_transit', holder: null, shipment });
        expect(await world.code(pharmacy, 'dispense', { units: [within(pharmacy.id, container.keys[0] as string, container)], remainder: 'none' })).toBe('NOT_HOLDER');
        await world.done(pharmacy, 'receive', { shipment, units: [named(container.ref)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.code(pharmacy, 'dispense', { units: [within(pharmacy.id, container.keys[0] as string, container)], remainder: 'none' })).toBe('done');
      });
    });

    describe('handoffs', () => {
      it('moves a pallet of cases as one fact, and finds a package in it by two paths', async () => {
        const cases = [world.packed(maker, [lot], 4), world.packed(maker, [lot], 4)] as const;
        const pallet = world.pallet(maker, cases);
        await world.commission(maker, pallet);
        await world.handOver(maker, wholesaler, [named(pallet.ref)]);
        await world.handOver(wholesaler, pharmacy, [named(pallet.ref)]);
        const unit = within(maker.id, cases[1].keys[2] as string, cases[1], pallet);
        expect(await world.code(wholesaler, 'quarantine', { units: [unit], place: 'out' })).toBe('NOT_HOLDER');
        await world.done(pharmacy, 'dispense', { units: [unit], remainder: 'none' });
        expect(await world.unit(unit.unit)).toMatchObject({ state: 'dispensed', holder: pharmacy.id, born: cases[1].ref, lots: [lot] });
        expect(await world.unit(cases[1].ref)).toBeUndefined();
      });
      it('refuses to ship what the sender does not hold', async () => {
        const [ref] = await stocked(wholesaler);
        expect(await world.code(maker, 'ship', shipping(pharmacy, ref as string))).toBe('NOT_HOLDER');
      });
      it('refuses to ship what was never commissioned', async () => {
        expect(await world.code(maker, 'ship', shipping(pharmacy, unitRef(maker.id, world.newKey())))).toBe('UNKNOWN_UNIT');
      });
      it('refuses to ship what is inside a container, commissioned in it or packed later', async () => {
        const container = world.packed(maker, [lot], 2);
        await world.commission(maker, container);
        const body = { ...shipping(pharmacy), units: [within(maker.id, container.keys[0] as string, container)] };
        expect(await world.code(maker, 'ship', body)).toBe('INSIDE_CONTAINER');
        const [ref] = await stocked(maker);
        await world.done(maker, 'pack', { container: named(container.ref), units: [named(ref as string)] });
        expect(await world.code(maker, 'ship', shipping(pharmacy, ref as string))).toBe('INSIDE_CONTAINER');
      });
      it('refuses to ship twice, and to act on what is in transit', async () => {
        const [ref] = await stocked(maker);
        await world.ship(maker, wholesaler, [named(ref as string)]);
        expect(await world.code(maker, 'ship', shipping(pharmacy, ref as string))).toBe('IN_TRANSIT');
        expect(await world.code(maker, 'quarantine', { units: [named(ref as string)], place: 'out' })).toBe('IN_TRANSIT');
      });
      it('refuses to receive from a shipment to another, one that is not there, and a unit that is not on it', async () => {
        const [ref, other] = await stocked(maker, 2);
        const shipment = await world.ship(maker, wholesaler, [named(ref as string)]);
        const receive = (id: string, unit = ref as string) => ({ shipment: id, units: [named(unit)], missing: [], extra: 0, condition: 'intact' as const });
        expect(await world.code(pharmacy, 'receive', receive(shipment))).toBe('NOT_ADDRESSEE');
        expect(await world.code(wholesaler, 'receive', receive(randomId(16)))).toBe('UNKNOWN_SHIPMENT');
        expect(await world.code(wholesaler, 'receive', receive(shipment, other as string))).toBe('NOT_IN_TRANSIT');
        const elsewhere = await world.ship(maker, pharmacy, [named(other as string)]);
        expect(await world.code(wholesaler, 'receive', receive(shipment, other as string))).toBe('NOT_ON_SHIPMENT');
        expect(elsewhere).not.toBe(shipment);
      });
      it('lets the sender cancel what is still under way, and nobody else', async () => {
        const refs = await stocked(maker, 2);
        const shipment = await world.ship(maker, wholesaler, refs.map((ref) => named(ref)));
        await world.done(wholesaler, 'receive', { shipment, units: [named(refs[0] as string)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.code(wholesaler, 'cancelShipment', { shipment, units: [named(refs[1] as string)] })).toBe('NOT_SENDER');
        await world.done(maker, 'cancelShipment', { shipment, units: [named(refs[1] as string)] });
        expect(await world.unit(refs[1] as string)).toMatchObject({ state: 'active', holder: maker.id, shipment: null });
        expect(await world.ledger.fact(`shipment/${shipment}`)).toMatchObject({ open: 0, state: 'closed' });
      });
      it('keeps what is missing from a received container under way on its shipment', async () => {
        const container = world.packed(maker, [lot], 3);
        await world.commission(maker, container);
        const shipment = await world.ship(maker, pharmacy, [named(container.ref)]);
        const lost = within(maker.id, container.keys[0] as string, container);
        await world.done(pharmacy, 'receive', { shipment, units: [named(container.ref)], missing: [lost], extra: 0, condition: 'intact' });
        expect(await world.unit(lost.unit)).toMatchObject({ state: 'in_transit', holder: maker.id, shipment });
        expect(await world.ledger.fact(`shipment/${shipment}`)).toMatchObject({ open: 1, state: 'open' });
        await world.done(pharmacy, 'receive', { shipment, units: [named(lost.unit)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(lost.unit)).toMatchObject({ state: 'active', holder: pharmacy.id });
        expect(await world.ledger.fact(`shipment/${shipment}`)).toMatchObject({ open: 0, state: 'closed' });
      });
      it('receives one case out of a pallet that has not come whole', async () => {
        const cases = [world.packed(maker, [lot], 2), world.packed(maker, [lot], 2)] as const;
        const pallet = world.pallet(maker, cases);
        await world.commission(maker, pallet);
        const shipment = await world.ship(maker, pharmacy, [named(pallet.ref)]);
        const one = within(maker.id, cases[0].line.unit, pallet);
        await world.done(pharmacy, 'receive', { shipment, units: [one], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(cases[0].ref)).toMatchObject({ state: 'active', holder: pharmacy.id, in: null });
        expect(await world.unit(pallet.ref)).toMatchObject({ state: 'in_transit' });
        expect(await world.ledger.fact(`shipment/${shipment}`)).toMatchObject({ open: 1 });
      });
    });

    describe('packing', () => {
      it('makes a container of loose units, ships it as one, and unpacks it again', async () => {
        const refs = await stocked(wholesaler, 3);
        const tote = unitRef(wholesaler.id, world.newKey());
        await world.done(wholesaler, 'pack', { container: named(tote), units: refs.map((ref) => named(ref)) });
        expect(await world.unit(tote)).toMatchObject({ state: 'active', holder: wholesaler.id, height: 1, lots: [lot] });
        expect(await world.unit(refs[0] as string)).toMatchObject({ in: tote, owner: null, holder: null });
        await world.handOver(wholesaler, pharmacy, [named(tote)]);
        await world.done(pharmacy, 'unpack', { units: [named(refs[0] as string, tote)] });
        expect(await world.unit(refs[0] as string)).toMatchObject({ in: null, holder: pharmacy.id, owner: pharmacy.id });
        expect(await world.code(pharmacy, 'dispense', { units: [named(refs[1] as string, tote)], remainder: 'none' })).toBe('done');
      });
      it('gives an inner container its fact before something is packed into it', async () => {
        const inner = world.packed(maker, [lot], 2);
        const pallet = world.pallet(maker, [inner]);
        await world.commission(maker, pallet);
        const [ref] = await stocked(maker);
        await world.done(maker, 'pack', { container: within(maker.id, inner.line.unit, pallet), units: [named(ref as string)] });
        expect(await world.unit(inner.ref)).toMatchObject({ in: pallet.ref, height: 1 });
        expect(await world.unit(ref as string)).toMatchObject({ in: inner.ref });
      });
      it('adds the lots of what is packed to the target and to everything above it', async () => {
        const second = await world.lot(maker);
        const inner = world.packed(maker, [lot], 2);
        const pallet = world.pallet(maker, [inner]);
        await world.commission(maker, pallet);
        const [ref] = await world.packages(maker, second, 1);
        await world.done(maker, 'pack', { container: within(maker.id, inner.line.unit, pallet), units: [named(ref as string)] });
        expect((await world.unit(pallet.ref))?.lots).toEqual([lot, second].sort());
        expect((await world.unit(inner.ref))?.lots).toEqual([lot, second].sort());
      });
      it('refuses a cycle, a package as container, another owner, and a sixth level', async () => {
        const [one, two] = await stocked(maker, 2);
        expect(await world.code(maker, 'pack', { container: named(one as string), units: [named(two as string)] })).toBe('NOT_A_CONTAINER');
        let top = unitRef(maker.id, world.newKey());
        await world.done(maker, 'pack', { container: named(top), units: [named(one as string)] });
        const bottom = top;
        for (let level = 2; level <= 5; level += 1) {
          const next = unitRef(maker.id, world.newKey());
          await world.done(maker, 'pack', { container: named(next), units: [named(top)] });
          top = next;
        }
        expect(await world.code(maker, 'pack', { container: named(unitRef(maker.id, world.newKey())), units: [named(top)] })).toBe('TOO_DEEP');
        expect(bottom).not.toBe(top);
        const box = unitRef(maker.id, world.newKey());
        await world.done(maker, 'pack', { container: named(box), units: [named(two as string)] });
        expect(await world.code(maker, 'pack', { container: named(box), units: [named(box)] })).toMatch(/CYCLE|UNIT_TWICE/);
      });
      it('refuses a chain that is not true, and a path that does not lead to the contents', async () => {
        const container = world.packed(maker, [lot], 4);
        const elsewhere = world.packed(maker, [lot], 4);
        await world.commission(maker, container, elsewhere);
        const [loose] = await stocked(maker);
        expect(await world.code(maker, 'unpack', { units: [named(loose as string, container.ref)] })).toBe('CHAIN_WRONG');
        const true_ = within(maker.id, container.keys[0] as string, container);
        expect(await world.code(maker, 'unpack', { units: [{ ...true_, chain: [elsewhere.ref] }] })).toBe('BAD_TREE');
        expect(await world.code(maker, 'unpack', { units: [{ ...true_, proofs: [null] }] })).toBe('BAD_TREE');
        const [proof] = true_.proofs;
        expect(await world.code(maker, 'unpack', { units: [{ ...true_, proofs: [{ ...(proof as NonNullable<typeof proof>), lots: [randomId(32)] }] }] })).toBe('BAD_TREE');
        expect(await world.code(maker, 'unpack', { units: [true_] })).toBe('done');
      });
      it('refuses the second copy of a serial when it surfaces, whichever copy came first', async () => {
        const key = world.newKey();
        const first = world.packed(maker, [lot], 2, { keys: [key, world.newKey()] });
        const second = world.packed(maker, [lot], 2, { keys: [key, world.newKey()] });
        await world.commission(maker, first, second);
        await world.handOver(maker, pharmacy, [named(first.ref)]);
        await world.handOver(maker, otherPharmacy, [named(second.ref)]);
        expect(await world.code(otherPharmacy, 'dispense', { units: [within(maker.id, key, second)], remainder: 'none' })).toBe('done');
        expect(await world.code(pharmacy, 'dispense', { units: [within(maker.id, key, first)], remainder: 'none' })).toBe('SECOND_COPY');
        expect(issuerOf(unitRef(maker.id, key))).toBe(maker.id);
      });
    });

    describe('what is held, recalled or expired', () => {
      it('refuses to dispense or to ship for sale what is in quarantine, until it is released', async () => {
        const [ref] = await stocked(pharmacy);
        await world.done(pharmacy, 'quarantine', { units: [named(ref as string)], place: 'out' });
        expect(await world.code(pharmacy, 'dispense', dispense(ref as string))).toBe('HELD');
        expect(await world.code(pharmacy, 'ship', shipping(wholesaler, ref as string))).toBe('HELD');
        await world.done(pharmacy, 'release', { units: [named(ref as string)] });
        expect(await world.code(pharmacy, 'release', { units: [named(ref as string)] })).toBe('NOT_HELD');
        expect(await world.code(pharmacy, 'dispense', dispense(ref as string))).toBe('done');
      });
      it('holds a package inside its container and with it every container above, until it is released or taken out', async () => {
        const inner = world.packed(maker, [lot], 3);
        const pallet = world.pallet(maker, [inner]);
        await world.commission(maker, pallet);
        const [one, two] = [within(maker.id, inner.keys[0] as string, inner, pallet), within(maker.id, inner.keys[1] as string, inner, pallet)];
        await world.done(maker, 'quarantine', { units: [one, two], place: 'inside' });
        expect(await world.unit(pallet.ref)).toMatchObject({ held: 2 });
        expect(await world.unit(inner.ref)).toMatchObject({ held: 2, in: pallet.ref });
        expect(await world.code(maker, 'ship', shipping(pharmacy, pallet.ref))).toBe('HELD');
        await world.done(maker, 'release', { units: [named(one.unit, inner.ref, pallet.ref)] });
        await world.done(maker, 'unpack', { units: [named(two.unit, inner.ref, pallet.ref)] });
        expect(await world.unit(two.unit)).toMatchObject({ state: 'quarantined', holder: maker.id, in: null });
        expect(await world.unit(pallet.ref)).toMatchObject({ held: 0 });
        expect(await world.code(maker, 'ship', shipping(pharmacy, pallet.ref))).toBe('done');
      });
      it('takes its own count of what is held along when a container leaves another', async () => {
        const inner = world.packed(maker, [lot], 2);
        const pallet = world.pallet(maker, [inner]);
        await world.commission(maker, pallet);
        await world.done(maker, 'quarantine', { units: [within(maker.id, inner.keys[0] as string, inner, pallet)], place: 'inside' });
        await world.done(maker, 'unpack', { units: [named(inner.ref, pallet.ref)] });
        expect(await world.unit(pallet.ref)).toMatchObject({ held: 0 });
        expect(await world.unit(inner.ref)).toMatchObject({ held: 1, in: null });
      });
      it('refuses to dispense or to sell a recalled lot, and lets it go back and be destroyed', async () => {
        const recalled = await world.lot(maker);
        const [one, two, three, four] = await stocked(pharmacy, 4, recalled);
        const recall = randomId(16);
        await world.done(regulator, 'issueRecall', { recall, class: 'I', lots: [recalled], joins: false });
        expect(await world.code(pharmacy, 'dispense', dispense(one as string))).toBe('RECALLED');
        expect(await world.code(pharmacy, 'ship', shipping(wholesaler, one as string))).toBe('RECALLED');
        expect(await world.code(pharmacy, 'ship', { ...shipping(wholesaler, two as string), purpose: 'return' })).toBe('done');
        expect(await world.code(pharmacy, 'ship', { ...shipping(wholesaler, three as string), purpose: 'destruction' })).toBe('done');
        await world.done(pharmacy, 'acknowledgeRecall', { recall, counts: randomId(32) });
        expect(await world.code(pharmacy, 'dispense', dispense(four as string))).toBe('RECALLED');
      });
      it('lands what is recalled on its way in quarantine', async () => {
        const recalled = await world.lot(maker);
        const [ref] = await world.packages(maker, recalled, 1);
        const shipment = await world.ship(maker, pharmacy, [named(ref as string)]);
        await world.done(maker, 'issueRecall', { recall: randomId(16), class: 'II', lots: [recalled], joins: false });
        await world.done(pharmacy, 'receive', { shipment, units: [named(ref as string)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(ref as string)).toMatchObject({ state: 'quarantined', holder: pharmacy.id });
      });
      it('lands a mixed container active, and judges what comes out by its own lot', async () => {
        const recalled = await world.lot(maker);
        const mixed = world.packed(maker, [lot, recalled], 2);
        await world.commission(maker, mixed);
        const shipment = await world.ship(maker, pharmacy, [named(mixed.ref)]);
        await world.done(maker, 'issueRecall', { recall: randomId(16), class: 'II', lots: [recalled], joins: false });
        await world.done(pharmacy, 'receive', { shipment, units: [named(mixed.ref)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(mixed.ref)).toMatchObject({ state: 'active' });
        expect(await world.code(pharmacy, 'dispense', { units: [within(maker.id, mixed.keys[0] as string, mixed)], remainder: 'none' })).toBe('done');
        expect(await world.code(pharmacy, 'dispense', { units: [within(maker.id, mixed.keys[1] as string, mixed)], remainder: 'none' })).toBe('RECALLED');
        expect(await world.code(pharmacy, 'ship', shipping(wholesaler, mixed.ref))).toBe('RECALLED');
      });
      it('refuses to dispense or to sell an expired lot, and receives it into quarantine', async () => {
        const expired = await world.lot(maker, { expires: world.now });
        const [one, two] = await world.packages(maker, expired, 2);
        expect(await world.code(maker, 'ship', shipping(pharmacy, one as string))).toBe('EXPIRED');
        const shipment = await world.ship(maker, pharmacy, [named(one as string), named(two as string)], 'return');
        await world.done(pharmacy, 'receive', { shipment, units: [named(one as string), named(two as string)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(one as string)).toMatchObject({ state: 'quarantined' });
        await world.done(pharmacy, 'release', { units: [named(one as string)] });
        expect(await world.code(pharmacy, 'dispense', dispense(one as string))).toBe('EXPIRED');
      });
      it('does not judge an event of old by expiry, but by recalls', async () => {
        const expired = await world.lot(maker, { expires: world.now });
        const [one, two] = await world.packages(maker, expired, 2);
        expect(await world.code(maker, 'ship', { ...shipping(pharmacy, one as string), historical: true })).toBe('done');
        await world.done(maker, 'issueRecall', { recall: randomId(16), class: 'II', lots: [expired], joins: false });
        expect(await world.code(maker, 'ship', { ...shipping(pharmacy, two as string), historical: true })).toBe('RECALLED');
      });
      it('cancels a return of quarantined goods back into quarantine', async () => {
        const [ref] = await stocked(pharmacy);
        await world.done(pharmacy, 'quarantine', { units: [named(ref as string)], place: 'out' });
        const shipment = await world.ship(pharmacy, wholesaler, [named(ref as string)], 'return');
        await world.done(pharmacy, 'cancelShipment', { shipment, units: [named(ref as string)] });
        expect(await world.unit(ref as string)).toMatchObject({ state: 'quarantined' });
      });
      it("lets a manufacturer recall his own lots only, and another party's key join an open recall", async () => {
        const own = await world.lot(maker);
        const attested = await world.lot(wholesaler);
        const recall = randomId(16);
        expect(await world.code(maker, 'issueRecall', { recall, class: 'II', lots: [attested], joins: false })).toBe('NOT_YOUR_LOT');
        expect(await world.code(wholesaler, 'issueRecall', { recall, class: 'II', lots: [attested], joins: true })).toBe('UNKNOWN_RECALL');
        await world.done(maker, 'issueRecall', { recall, class: 'II', lots: [own], joins: false });
        await world.done(wholesaler, 'issueRecall', { recall, class: 'II', lots: [attested], joins: true });
        expect(await world.ledger.fact(`lot/${attested}`)).toMatchObject({ recalls: [recall] });
      });
      it('dispenses a package once, and in part more than once', async () => {
        const [ref, bottle] = await stocked(pharmacy, 2);
        await world.done(pharmacy, 'dispense', dispense(ref as string));
        expect(await world.code(pharmacy, 'dispense', dispense(ref as string))).toBe('ALREADY_DISPENSED');
        await world.done(pharmacy, 'dispense', { units: [named(bottle as string)], remainder: 'some' });
        expect(await world.code(pharmacy, 'ship', shipping(wholesaler, bottle as string))).toBe('PARTIALLY_DISPENSED');
        await world.done(pharmacy, 'dispense', { units: [named(bottle as string)], remainder: 'none' });
        expect(await world.code(pharmacy, 'dispense', dispense(bottle as string))).toBe('ALREADY_DISPENSED');
      });
    });

    describe('title, mandates and what ends', () => {
      const transfer = (to: Party, ...units: string[]) => ({ to: to.id, units: units.map((unit) => named(unit)) });
      const custody = (to: Party, ...units: string[]) => ({ ...shipping(to, ...units), title: false });

      it('moves title of goods that lie in the store of a 3PL, by their owner alone', async () => {
        const logistics = await world.party('third_party_logistics');
        const [ref] = await stocked(wholesaler);
        const shipment = randomId(16);
        await world.done(wholesaler, 'ship', { ...custody(logistics, ref as string), shipment });
        await world.done(logistics, 'receive', { shipment, units: [named(ref as string)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(ref as string)).toMatchObject({ owner: wholesaler.id, holder: logistics.id });
        expect(await world.code(logistics, 'transferOwnership', transfer(pharmacy, ref as string))).toBe('NOT_OWNER');
        await world.done(wholesaler, 'transferOwnership', transfer(pharmacy, ref as string));
        expect(await world.unit(ref as string)).toMatchObject({ owner: pharmacy.id, holder: logistics.id });
        expect(await world.code(wholesaler, 'transferOwnership', transfer(otherPharmacy, ref as string))).toBe('NOT_OWNER');
      });
      it('settles a drop shipment: custody goes straight to the pharmacy, title over the wholesaler', async () => {
        const [ref] = await stocked(maker);
        const shipment = randomId(16);
        await world.done(maker, 'ship', { ...custody(pharmacy, ref as string), shipment });
        await world.done(maker, 'transferOwnership', transfer(wholesaler, ref as string));
        await world.done(wholesaler, 'transferOwnership', transfer(pharmacy, ref as string));
        await world.done(pharmacy, 'receive', { shipment, units: [named(ref as string)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(ref as string)).toMatchObject({ state: 'active', owner: pharmacy.id, holder: pharmacy.id });
      });
      it('refuses to transfer what a shipment under way moves the title of, what is recalled, held, or inside a container', async () => {
        const [shipped, held] = await stocked(maker, 2);
        await world.ship(maker, pharmacy, [named(shipped as string)]);
        expect(await world.code(maker, 'transferOwnership', transfer(wholesaler, shipped as string))).toBe('IN_TRANSIT');
        await world.done(maker, 'quarantine', { units: [named(held as string)], place: 'out' });
        expect(await world.code(maker, 'transferOwnership', transfer(wholesaler, held as string))).toBe('HELD');
        const container = world.packed(maker, [lot], 2);
        await world.commission(maker, container);
        expect(await world.code(maker, 'transferOwnership', { to: wholesaler.id, units: [within(maker.id, container.keys[0] as string, container)] })).toBe('INSIDE_CONTAINER');
        const recalled = await world.lot(maker);
        const [stopped] = await world.packages(maker, recalled, 1);
        await world.done(maker, 'issueRecall', { recall: randomId(16), class: 'III', lots: [recalled], joins: false });
        expect(await world.code(maker, 'transferOwnership', transfer(wholesaler, stopped as string))).toBe('RECALLED');
      });
      it('lets a 3PL ship in the owner’s name while a mandate lasts, for the purposes it names', async () => {
        const logistics = await world.party('third_party_logistics');
        const refs = await stocked(wholesaler, 3);
        const shipment = randomId(16);
        await world.done(wholesaler, 'ship', { ...custody(logistics, ...refs), shipment });
        await world.done(logistics, 'receive', { shipment, units: refs.map((ref) => named(ref)), missing: [], extra: 0, condition: 'intact' });
        const inName = (ref: string | undefined) => ({ ...shipping(pharmacy, ref as string), inNameOf: wholesaler.id });
        expect(await world.code(logistics, 'ship', inName(refs[0]))).toBe('NOT_OWNER');
        await world.done(wholesaler, 'grantMandate', { to: logistics.id, purposes: ['return'], until: world.now + 1_000 });
        expect(await world.code(logistics, 'ship', inName(refs[0]))).toBe('NOT_OWNER');
        await world.done(wholesaler, 'grantMandate', { to: logistics.id, purposes: ['sale', 'destruction'], until: world.now + 1_000 });
        expect(await world.code(logistics, 'ship', inName(refs[0]))).toBe('done');
        expect(await world.code(logistics, 'decommission', { units: [named(refs[1] as string)], reason: 'destroyed' })).toBe('done');
        await world.done(wholesaler, 'revokeMandate', { to: logistics.id });
        expect(await world.code(wholesaler, 'revokeMandate', { to: logistics.id })).toBe('UNKNOWN_MANDATE');
        expect(await world.code(logistics, 'ship', inName(refs[2]))).toBe('NOT_OWNER');
      });
      it('decommissions a container with all it holds, and takes one package out of it by itself', async () => {
        const container = world.packed(maker, [lot], 3);
        await world.commission(maker, container);
        const [one, two] = [within(maker.id, container.keys[0] as string, container), within(maker.id, container.keys[1] as string, container)];
        await world.done(maker, 'decommission', { units: [one], reason: 'sample' });
        expect(await world.unit(one.unit)).toMatchObject({ state: 'decommissioned', in: null });
        await world.done(maker, 'decommission', { units: [named(container.ref)], reason: 'destroyed' });
        expect(await world.code(maker, 'unpack', { units: [two] })).toBe('ALREADY_DECOMMISSIONED');
      });
      it('takes back one’s own dispensing and decommissioning for ten days, to what it was before', async () => {
        const [one, two, three] = await stocked(pharmacy, 3);
        await world.done(pharmacy, 'dispense', dispense(one as string));
        expect(await world.code(wholesaler, 'undo', { units: [named(one as string)], undoes: 'dispense' })).toBe('NOT_HOLDER');
        expect(await world.code(pharmacy, 'undo', { units: [named(one as string)], undoes: 'decommission' })).toBe('NOTHING_TO_UNDO');
        expect(await world.code(pharmacy, 'undo', { units: [named(two as string)], undoes: 'dispense' })).toBe('NOTHING_TO_UNDO');
        await world.done(pharmacy, 'undo', { units: [named(one as string)], undoes: 'dispense' });
        expect(await world.unit(one as string)).toMatchObject({ state: 'active', resume: null });
        await world.done(pharmacy, 'quarantine', { units: [named(two as string)], place: 'out' });
        await world.done(pharmacy, 'decommission', { units: [named(two as string)], reason: 'other' });
        await world.done(pharmacy, 'undo', { units: [named(two as string)], undoes: 'decommission' });
        expect(await world.unit(two as string)).toMatchObject({ state: 'quarantined' });
        await world.done(pharmacy, 'dispense', { units: [named(three as string)], remainder: 'some' });
        await world.done(pharmacy, 'dispense', dispense(three as string));
        await world.done(pharmacy, 'undo', { units: [named(three as string)], undoes: 'dispense' });
        expect(await world.unit(three as string)).toMatchObject({ state: 'partially_dispensed' });
        await world.done(pharmacy, 'undo', { units: [named(three as string)], undoes: 'dispense' });
        expect(await world.unit(three as string)).toMatchObject({ state: 'active' });
      });
      it('brings back into quarantine what was recalled since', async () => {
        const recalled = await world.lot(maker);
        const [ref] = await stocked(pharmacy, 1, recalled);
        await world.done(pharmacy, 'dispense', dispense(ref as string));
        await world.done(maker, 'issueRecall', { recall: randomId(16), class: 'I', lots: [recalled], joins: false });
        await world.done(pharmacy, 'undo', { units: [named(ref as string)], undoes: 'dispense' });
        expect(await world.unit(ref as string)).toMatchObject({ state: 'quarantined' });
      });
      it('lets illegitimate product go back and be destroyed, and nothing else', async () => {
        const [one, two] = await stocked(pharmacy, 2);
        await world.done(pharmacy, 'declareIllegitimate', { units: [named(one as string), named(two as string)] });
        expect(await world.code(pharmacy, 'dispense', dispense(one as string))).toBe('ILLEGITIMATE');
        expect(await world.code(pharmacy, 'release', { units: [named(one as string)] })).toBe('NOT_HELD');
        expect(await world.code(pharmacy, 'ship', shipping(wholesaler, one as string))).toBe('ILLEGITIMATE');
        const shipment = await world.ship(pharmacy, wholesaler, [named(one as string)], 'return');
        await world.done(wholesaler, 'receive', { shipment, units: [named(one as string)], missing: [], extra: 0, condition: 'intact' });
        expect(await world.unit(one as string)).toMatchObject({ state: 'illegitimate', holder: wholesaler.id });
        expect(await world.code(pharmacy, 'decommission', { units: [named(two as string)], reason: 'destroyed' })).toBe('done');
      });
      it('keeps an opened bottle out of trade, also after it was held, decommissioned and taken back', async () => {
        const [bottle] = await stocked(pharmacy);
        const unit = named(bottle as string);
        await world.done(pharmacy, 'dispense', { units: [unit], remainder: 'some' });
        await world.done(pharmacy, 'quarantine', { units: [unit], place: 'out' });
        expect(await world.code(pharmacy, 'ship', { ...shipping(wholesaler, bottle as string), purpose: 'return' })).toBe('PARTIALLY_DISPENSED');
        await world.done(pharmacy, 'release', { units: [unit] });
        expect(await world.unit(bottle as string)).toMatchObject({ state: 'partially_dispensed' });
        await world.done(pharmacy, 'quarantine', { units: [unit], place: 'out' });
        await world.done(pharmacy, 'decommission', { units: [unit], reason: 'other' });
        await world.done(pharmacy, 'undo', { units: [unit], undoes: 'decommission' });
        expect(await world.unit(bottle as string)).toMatchObject({ state: 'partially_dispensed' });
      });
      it('keeps an opened bottle opened when it is decommissioned and taken back, and when what is in no container is unpacked', async () => {
        const [one, two] = (await stocked(pharmacy, 2)).map((ref) => named(ref));
        const units = [one as NonNullable<typeof one>, two as NonNullable<typeof two>];
        await world.done(pharmacy, 'dispense', { units, remainder: 'some' });
        await world.done(pharmacy, 'decommission', { units: units.slice(0, 1), reason: 'other' });
        await world.done(pharmacy, 'undo', { units: units.slice(0, 1), undoes: 'decommission' });
        expect(await world.unit(units[0]?.unit as string)).toMatchObject({ state: 'partially_dispensed' });
        await world.done(pharmacy, 'quarantine', { units: units.slice(1), place: 'out' });
        await world.done(pharmacy, 'unpack', { units: units.slice(1) });
        await world.done(pharmacy, 'release', { units: units.slice(1) });
        expect(await world.unit(units[1]?.unit as string)).toMatchObject({ state: 'partially_dispensed' });
      });
      it('closes a recall by who issued it or a regulator, and leaves its lots recalled', async () => {
        const recalled = await world.lot(maker);
        const [ref] = await stocked(pharmacy, 1, recalled);
        const recall = randomId(16);
        await world.done(maker, 'issueRecall', { recall, class: 'II', lots: [recalled], joins: false });
        expect(await world.code(wholesaler, 'closeRecall', { recall })).toBe('NOT_YOUR_RECALL');
        await world.done(regulator, 'closeRecall', { recall });
        expect(await world.code(maker, 'closeRecall', { recall })).toBe('UNKNOWN_RECALL');
        expect(await world.code(pharmacy, 'acknowledgeRecall', { recall, counts: randomId(32) })).toBe('UNKNOWN_RECALL');
        expect(await world.code(pharmacy, 'dispense', dispense(ref as string))).toBe('RECALLED');
      });
      it('keeps grants between two parties until they end, and anchors an audit', async () => {
        const grant = randomId(16);
        const body = { grant, to: pharmacy.id, terms: randomId(32), until: world.now + 1_000 };
        await world.done(maker, 'grantAccess', body);
        expect(await world.code(maker, 'grantAccess', body)).toBe('GRANT_EXISTS');
        expect(await world.code(wholesaler, 'revokeAccess', { grant })).toBe('NOT_YOUR_GRANT');
        await world.done(maker, 'revokeAccess', { grant });
        expect(await world.code(maker, 'revokeAccess', { grant })).toBe('UNKNOWN_GRANT');
        expect(await world.code(maker, 'anchorAudit', { root: randomId(32), size: 12 })).toBe('done');
      });
    });

    describe('blocks and proofs', () => {
      it('lets one of many who dispense the same package win', async () => {
        const [ref] = await stocked(pharmacy);
        const results = await Promise.all(Array.from({ length: 8 }, () => world.send(pharmacy, 'dispense', dispense(ref as string))));
        expect(results.filter(({ kind }) => kind === 'receipt')).toHaveLength(1);
        expect(results.filter((result) => result.kind === 'refusal' && result.refusal.code === 'ALREADY_DISPENSED')).toHaveLength(7);
      });
      it('replays its blocks in order, resumes in the middle, and serves two readers', async () => {
        const last = (await world.ledger.receipt((await world.done(maker, 'registerLot', { lot: randomId(32), expires: 1 })).txId))?.blockNumber ?? 0;
        const read = async (from: number) => {
          const numbers: number[] = [];
          for await (const { block } of world.ledger.blocks(from)) {
            numbers.push(block.number);
            if (block.number === last) break;
          }
          return numbers;
        };
        const [all, rest] = await Promise.all([read(0), read(last - 2)]);
        expect(all).toEqual(Array.from({ length: last + 1 }, (_, number) => number));
        expect(rest).toEqual([last - 2, last - 1, last]);
      });
      it('binds a unit to every container that it was in before, also when the same command moved one of them first', async () => {
        const inner = world.packed(maker, [lot], 2);
        const pallet = world.pallet(maker, [inner]);
        await world.commission(maker, pallet);
        const one = within(maker.id, inner.keys[0] as string, inner, pallet);
        const receipt = await world.done(maker, 'unpack', { units: [within(maker.id, inner.line.unit, pallet), one] });
        const recorded = await world.ledger.block(receipt.blockNumber);
        const entry = recorded?.block.transactions.flatMap(({ entries }) => entries).find(({ unit }) => unit === one.unit);
        expect(entry?.prev.map(({ unit }) => unit)).toEqual([pallet.ref]);
      });
      it('proves where a transaction stands in the log', async () => {
        const { position, txId } = await world.done(maker, 'registerLot', { lot: randomId(32), expires: 1 });
        const proof = await world.ledger.proof(txId);
        expect(proof).toMatchObject({ position });
        expect(proof?.path.length).toBeGreaterThan(0);
        expect(await world.ledger.proof(randomId(32))).toBeNull();
      });
    });
  });
}
