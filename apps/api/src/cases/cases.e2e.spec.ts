import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Database } from '../platform/database.ts';
import { aParty } from '../testing/people.ts';
import { codesOf, Trade, type Trader } from '../testing/trade.ts';

const CASE = `id state kind reason openedBy openedByMe dueAt late determinedAt fdaNotifiedAt partnersToldAt incidentNumber acts unitCount noticeId
  units { name lot expiry onRecord standing } lots { gtin number product atHand sample { name matches differences } }
  entries { kind state by text question answer about matches photoId report disposition partners units otherCaseId }
  notices { id isNotification partnerName partnerIsHere soldToUs mayHave found answerNote message { subject text } }`;

interface Notice {
  readonly id: string;
  readonly isNotification: boolean;
  readonly partnerName: string;
  readonly partnerIsHere: boolean;
  readonly found: boolean | null;
  readonly answerNote: string | null;
  readonly caseId?: string | null;
  readonly atHand?: number;
  readonly arrivedSince?: number;
  readonly message: { subject: string; text: string };
}
interface Shown {
  readonly id: string;
  readonly state: string;
  readonly dueAt: string | null;
  readonly late: boolean;
  readonly acts: string[];
  readonly units: { name: string; onRecord: boolean; standing: string }[];
  readonly lots: { gtin: string; number: string; atHand: number | null; sample: { name: string; matches: boolean | null; differences: string[] }[] }[];
  readonly entries: { kind: string; state: string; by: string; text: string | null; photoId: string | null; partners: string[]; units: string[]; otherCaseId: string | null }[];
  readonly notices: Notice[];
  readonly code?: string;
  readonly message?: string;
}
type Failed = { extensions: { code: string }; message: string };

const JPEG = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(64, 7)]);
const NOTICE = 'id isNotification partnerName partnerIsHere soldToUs mayHave found caseId atHand arrivedSince lots { gtin number lotId } message { subject text }';

describe('a case of suspect product', () => {
  let trade: Trade;
  let cases: string[];
  let colleague: Trader;
  let n = 0;

  beforeAll(async () => {
    trade = await Trade.start({ at: '2026-11-20T15:00:00Z' });
    const lot = await trade.lot('S1');
    const serials = Array.from({ length: 120 }, (_, i) => `S${String(i).padStart(3, '0')}`);
    ({ cases } = await trade.commission(lot, serials, 12));
    await trade.handOver(trade.maker, trade.wholesaler, cases);
    colleague = await trade.confirmer(trade.wholesaler);
  });
  afterAll(() => trade.test.close());

  const run = async (who: Trader, call: string, variables: object = {}, head = ''): Promise<Shown & Failed> => {
    const { data, errors } = await trade.ask(who, `mutation ${head} { done: ${call} }`, variables);
    await trade.settle();
    return (errors?.[0] ?? data?.['done']) as Shown & Failed;
  };
  const decide = (who: Trader, name: string, type: string, input: object) =>
    run(who, `${name}(input: $input) { ... on SuspectCase { ${CASE} } ... on Refusal { code message } }`, { input: { commandId: trade.commandId(), ...input } }, `($input: ${type}!)`);
  const open = (who: Trader, units: string[], more: object = {}) => decide(who, 'openCase', 'OpenCaseInput', { units, kind: 'COUNTERFEIT', reason: 'The seal is broken', ...more });
  const one = async (who: Trader, id: string) => (await trade.get<{ suspectCase: Shown | null }>(who, `{ suspectCase(id: "${id}") { ${CASE} } }`)).suspectCase;
  const step = (who: Trader, call: string) => run(who, `${call} { ${CASE} }`);
  const list = async (who: Trader, over = false) => (await trade.get<{ suspectCases: { items: Shown[]; open: number; late: number; waiting: number; next: string | null } }>(who, `{ suspectCases(over: ${over}) { items { ${CASE} } open late waiting next } }`)).suspectCases;
  const stateOf = async (who: Trader, text: string) => (await trade.scan(who, text)).package?.state?.toLowerCase();
  /** A package that lies in a case of the wholesaler's, another one each time. */
  const inside = async () => {
    const contents = await trade.contentsOfCases([cases[n] ?? '']);
    const serials = [...contents.keys()];
    return { package: trade.barcode(serials[0] ?? '', 'S1'), other: trade.barcode(serials[1] ?? '', 'S1'), container: cases[n++] ?? '' };
  };
  const pictureTo = (who: Trader, id: string, body: Buffer, type = 'image/jpeg', caption = 'The seal') =>
    trade.test.app.inject({ method: 'POST', url: `/cases/${id}/photos?caption=${encodeURIComponent(caption)}`, headers: { authorization: `Bearer ${who.token}`, 'content-type': type }, payload: body });

  describe('that is opened', () => {
    let opened: Shown;
    let held: { package: string; other: string; container: string };

    it('holds the package where it is, and with it its container: neither is sold, sent back, destroyed, released nor dispensed meanwhile', async () => {
      held = await inside();
      opened = await open(trade.wholesaler, [held.package]);
      expect(opened).toMatchObject({ state: 'SUSPECT', dueAt: null, unitCount: 1, lots: [{ number: 'S1', product: 'Epcistra' }], entries: [{ kind: 'opened', by: 'The distributor', text: 'The seal is broken' }] });
      expect(await stateOf(trade.wholesaler, held.package)).toBe('quarantined');
      const ship = (units: string[], purpose: string) => trade.send(trade.wholesaler, 'ship', { toGln: trade.pharmacy.organisation.gln, units, purpose });
      for (const purpose of ['SALE', 'RETURN', 'DESTRUCTION', 'CORRECTION']) {
        expect([purpose, (await ship([held.container], purpose)).code]).toEqual([purpose, 'IN_CASE']);
        expect([purpose, (await ship([held.package], purpose)).code]).toEqual([purpose, 'IN_CASE']);
      }
      expect(await trade.send(colleague, 'release', { units: [held.package] })).toMatchObject({ code: 'IN_CASE' });
      expect(await trade.send(trade.wholesaler, 'decommission', { units: [held.package], why: 'DESTROYED' })).toMatchObject({ code: 'IN_CASE' });
      const declare = await trade.get<{ declareIllegitimate: { code: string } }>(trade.wholesaler, 'mutation ($input: QuarantineInput!) { declareIllegitimate(input: $input) { ... on Refusal { code } } }', { input: { commandId: trade.commandId(), units: [held.package], reason: 'x' } });
      expect(declare.declareIllegitimate.code).toBe('IN_CASE');
    });

    it('lets the rest of the container go into a new one', async () => {
      await trade.done(trade.wholesaler, 'unpack', { units: [held.other] });
      expect((await trade.send(trade.wholesaler, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [held.other] })).txId).toBeDefined();
    });

    it('lets no pharmacy dispense the package, nor hand on the case that it lies in', async () => {
      const { container, package: one } = await inside();
      await trade.handOver(trade.wholesaler, trade.pharmacy, [container]);
      await open(trade.pharmacy, [one]);
      expect(await trade.send(trade.pharmacy, 'dispense', { units: [one] })).toMatchObject({ code: 'HELD' });
      expect(await trade.send(trade.pharmacy, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: [container] })).toMatchObject({ code: 'IN_CASE' });
    });

    it('has its units in no other open case', async () => {
      expect(await open(trade.wholesaler, [held.package])).toMatchObject({ extensions: { code: 'CONFLICT' } });
    });

    it('is one case, however often it is sent', async () => {
      const input = { commandId: trade.commandId(), units: [(await inside()).package], kind: 'DIVERTED', reason: 'No order of ours' };
      const first = await decide(trade.wholesaler, 'openCase', 'OpenCaseInput', input);
      const again = await decide(trade.wholesaler, 'openCase', 'OpenCaseInput', input);
      expect([again.id, again.entries.length]).toEqual([first.id, 1]);
    });

    it('is cleared by somebody else than who opened it, with a reason, and only then let go', async () => {
      const clear = (who: Trader, reason = 'The maker knows the seal') => decide(who, 'clearCase', 'ClearCaseInput', { id: opened.id, reason });
      expect(await clear(trade.wholesaler)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
      expect(await clear(colleague, '')).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
      expect(await stateOf(trade.wholesaler, held.package)).toBe('quarantined');
      expect(await clear(colleague)).toMatchObject({ state: 'CLEARED', acts: [], entries: [{}, { kind: 'cleared', by: 'A second distributor', text: 'The maker knows the seal' }] });
      expect(await stateOf(trade.wholesaler, held.package)).toBe('active');
      expect((await trade.send(trade.wholesaler, 'ship', { toGln: trade.pharmacy.organisation.gln, units: [held.container] })).txId).toBeDefined();
      expect(await step(colleague, `noteInCase(id: "${opened.id}", text: "One more thing")`)).toMatchObject({ extensions: { code: 'CONFLICT' } });
    });

    it('takes what was quarantined before, and what no record has, without asking the ledger', async () => {
      const before = await inside();
      await trade.done(trade.wholesaler, 'quarantine', { units: [before.package], reason: 'Looks odd' });
      const unknown = trade.barcode('NEVERMADE', 'S1');
      const both = await open(trade.wholesaler, [before.package, unknown]);
      expect(both.units).toMatchObject([{ onRecord: true }, { name: `(01)${trade.gtin}(21)NEVERMADE`, onRecord: false }]);
      expect(await decide(colleague, 'clearCase', 'ClearCaseInput', { id: both.id, reason: 'A misprint' })).toMatchObject({ state: 'CLEARED' });
      expect(await stateOf(trade.wholesaler, before.package)).toBe('active');
    });

    it('is opened once where two open it at the same instant', async () => {
      const { package: one } = await inside();
      const before = (await list(trade.wholesaler)).open;
      await Promise.all([open(trade.wholesaler, [one]), open(colleague, [one])]);
      expect((await list(trade.wholesaler)).open).toBe(before + 1);
    });

    it('leaves nothing half-written where a barcode cannot be read, or the ledger refuses', async () => {
      const before = await list(trade.wholesaler);
      expect(await open(trade.wholesaler, ['not a barcode'])).toMatchObject({ code: 'UNKNOWN_BARCODE' });
      const { container, package: one } = await inside();
      await trade.handOver(trade.wholesaler, trade.otherPharmacy, [container]);
      const party = await aParty(trade.test.app, { n: 60, name: 'The Operator', kind: TradingPartnerKind.REGULATOR, role: UserRole.OPERATOR });
      const operator = { ...party, token: await trade.signIn(party.email) };
      await trade.get(operator, 'mutation ($input: SuspendOrganisationInput!) { suspendOrganisation(input: $input) { ... on Receipt { txId } } }', { input: { commandId: trade.commandId(), id: trade.otherPharmacy.organisation.id } });
      expect(await open(trade.otherPharmacy, [one])).toMatchObject({ code: 'PARTY_SUSPENDED' });
      expect((await list(trade.otherPharmacy)).open).toBe(0);
      expect((await list(trade.wholesaler)).open).toBe(before.open);
      expect(await trade.test.app.get(Database).query('select 1 from record.case_unit u where not exists (select 1 from record.case_entry e where e.case_id = u.case_id)')).toEqual([]);
    });
  });

  describe('that is investigated', () => {
    let id: string;

    beforeAll(async () => {
      id = (await open(trade.wholesaler, [(await inside()).package])).id;
    });

    it('keeps notes, answers and pictures with who and when, the newest answer beside the older ones', async () => {
      await step(trade.wholesaler, `noteInCase(id: "${id}", text: "Glue at the flap")`);
      await step(trade.wholesaler, `answerQuestion(id: "${id}", question: PHYSICAL_EXAM, answer: UNSURE)`);
      await step(colleague, `answerQuestion(id: "${id}", question: PHYSICAL_EXAM, answer: NO, note: "The foil is another")`);
      expect((await pictureTo(trade.wholesaler, id, JPEG)).statusCode).toBe(201);
      const file = await one(trade.wholesaler, id);
      expect(file?.entries.map(({ by, kind, text }) => [kind, by, text]).slice(1)).toEqual([
        ['note', 'The distributor', 'Glue at the flap'],
        ['check', 'The distributor', ''],
        ['check', 'A second distributor', 'The foil is another'],
        ['photo', 'The distributor', 'The seal'],
      ]);
    });

    it('gives its pictures to its organisation alone, as what they are, and lets nothing run in them', async () => {
      const photo = (await one(trade.wholesaler, id))?.entries.at(-1)?.photoId ?? '';
      const get = (who: Trader) => trade.test.app.inject({ url: `/cases/${id}/photos/${photo}`, headers: { authorization: `Bearer ${who.token}` } });
      const mine = await get(trade.wholesaler);
      expect(mine.rawPayload.equals(JPEG)).toBe(true);
      expect(mine.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-store' });
      for (const who of [trade.maker, trade.pharmacy]) expect((await get(who)).statusCode).toBe(404);
      expect((await trade.test.app.inject({ url: `/cases/${id}/photos/${photo}` })).statusCode).toBe(401);
    });

    it.each([
      ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'image/svg+xml', 415],
      ['an SVG that says it is a JPEG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'image/jpeg', 400],
      ['a page that says it is a PNG', Buffer.from('<!doctype html><script>1</script>'), 'image/png', 400],
      ['more than 5 MB', Buffer.concat([JPEG, Buffer.alloc(5 * 1024 * 1024)]), 'image/jpeg', 413],
      ['nothing', Buffer.alloc(0), 'image/jpeg', 400],
      ['the same picture again', JPEG, 'image/jpeg', 409],
    ])('takes no %s', async (_, body, type, status) => {
      const before = (await one(trade.wholesaler, id))?.entries.length;
      expect((await pictureTo(trade.wholesaler, id, body, type)).statusCode).toBe(status);
      expect((await one(trade.wholesaler, id))?.entries).toHaveLength(before ?? 0);
    });

    it('takes no picture of others, and not endlessly many', async () => {
      expect((await pictureTo(trade.maker, id, Buffer.concat([JPEG, Buffer.from('m')]))).statusCode).toBe(404);
      for (let i = 1; i < 40; i += 1) expect((await pictureTo(trade.wholesaler, id, Buffer.concat([JPEG, Buffer.from([i])]))).statusCode).toBe(201);
      expect((await pictureTo(trade.wholesaler, id, Buffer.concat([JPEG, Buffer.from('more')]))).statusCode).toBe(409);
    });

    it('draws the packages of the lot that are to be verified once, by chance, and ticks them as they are scanned', async () => {
      const draw = () => step(trade.wholesaler, `drawSample(id: "${id}", gtin: "${trade.gtin}", lot: "S1")`);
      const [lot] = (await draw()).lots;
      const atHand = lot?.atHand ?? 0;
      expect(atHand).toBeGreaterThan(20);
      expect(lot?.sample).toHaveLength(Math.max(3, Math.ceil(atHand / 10)));
      expect(await draw()).toMatchObject({ extensions: { code: 'CONFLICT' } });
      const serial = (i: number) => lot?.sample[i]?.name.split('(21)')[1] ?? '';
      const tick = (text: string) => run(trade.wholesaler, `tickSample(id: "${id}", text: $text) { ${CASE} }`, { text }, '($text: String!)');
      await tick(trade.barcode(serial(0), 'S1'));
      const [ticked] = (await tick(trade.barcode(serial(1), 'S2', '2029-01-31'))).lots;
      expect(ticked?.sample.slice(0, 3).map(({ differences, matches }) => [matches, differences])).toEqual([
        [true, []],
        [false, ['lot S2 is printed, S1 is on record', 'expiry 2029-01-31 is printed, 2027-11-30 is on record']],
        [null, []],
      ]);
      expect(await tick(trade.barcode('NEVERMADE', 'S1'))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    });

    it('is nobody else’s, to see or to touch', async () => {
      for (const who of [trade.maker, trade.pharmacy]) {
        expect(await one(who, id)).toBeNull();
        for (const call of ['noteInCase(id: "ID", text: "x")', 'tellPartners(id: "ID")', 'terminateCase(id: "ID")', 'drawSample(id: "ID", gtin: "1", lot: "S1")'])
          expect(await step(who, call.replace('ID', id))).toMatchObject({ extensions: { code: call.startsWith('draw') ? 'CONFLICT' : 'NOT_FOUND' } });
        expect(await decide(who, 'clearCase', 'ClearCaseInput', { id, reason: 'x' })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
        expect((await trade.test.app.inject({ url: `/cases/${id}/form-3911/initial.json`, headers: { authorization: `Bearer ${who.token}` } })).statusCode).toBe(404);
      }
    });

    it('never changes what is written', async () => {
      const database = trade.test.app.get(Database);
      for (const [table, set] of [['suspect_case', "reason = 'another'"], ['case_entry', "kind = 'cleared'"], ['case_photo', "bytes = ''"], ['case_unit', 'lot = null'], ['case_lot', "number = 'S9'"]])
        await expect(database.query(`update record.${table} set ${set}`)).rejects.toThrow(/is not changed/);
      await expect(database.query(`delete from record.case_entry where case_id = '${id}'`)).rejects.toThrow(/not concluded/);
      await expect(database.query('truncate record.case_entry')).rejects.toThrow(/never emptied/);
    });
  });
});

describe('a case that is decided package by package', () => {
  let trade: Trade;
  let second: Trader;
  let whole: Shown;
  let rest: Shown;
  const text = (serial: string) => trade.barcode(serial, serial.startsWith('A') ? 'PA' : 'PB');
  const name = (serial: string) => `(01)${trade.gtin}(21)${serial}`;
  const ask = async <T = Shown & Failed>(who: Trader, query: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await trade.ask(who, query, variables);
    await trade.settle();
    return (errors?.[0] ?? Object.values(data ?? {})[0]) as T;
  };
  const decide = (who: Trader, operation: string, type: string, input: object) =>
    ask(who, `mutation ($input: ${type}!) { ${operation}(input: $input) { ... on SuspectCase { ${CASE} } ... on Refusal { code message } } }`, { input: { commandId: trade.commandId(), ...input } });
  const clear = (who: Trader, id: string, units?: string[]) => decide(who, 'clearCase', 'ClearCaseInput', { id, reason: 'The maker knows it', units });
  const find = (who: Trader, id: string, units?: string[]) => decide(who, 'findIllegitimate', 'FindIllegitimateInput', { id, classification: 'COUNTERFEIT', reason: 'Never made', units });
  const one = (who: Trader, id: string) => ask(who, `{ suspectCase(id: "${id}") { ${CASE} } }`);
  const stateOf = async (serial: string) => (await trade.scan(trade.pharmacy, text(serial))).package?.state?.toLowerCase();
  const standings = ({ units }: Shown) => units.map(({ standing }) => standing);

  beforeAll(async () => {
    trade = await Trade.start({ at: '2026-11-20T15:00:00Z' });
    const a = await trade.commission(await trade.lot('PA'), ['A1', 'A2']);
    const b = await trade.commission(await trade.lot('PB'), ['B1', 'B2']);
    await trade.handOver(trade.maker, trade.wholesaler, [...a.packages, ...b.packages]);
    await trade.handOver(trade.wholesaler, trade.pharmacy, [...a.packages, ...b.packages]);
    second = await trade.confirmer(trade.pharmacy);
    whole = await decide(trade.pharmacy, 'openCase', 'OpenCaseInput', { units: ['A1', 'A2', 'B1', 'B2'].map(text), kind: 'COUNTERFEIT', reason: 'Four odd seals' });
  });
  afterAll(() => trade.test.close());

  it('lets the cleared ones go, by somebody else than who opened it, and holds the others', async () => {
    expect(await clear(trade.pharmacy, whole.id, [name('B1')])).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const part = await clear(second, whole.id, [name('B1')]);
    expect(part).toMatchObject({ state: 'SUSPECT', dueAt: null, entries: [{ kind: 'opened' }, { kind: 'part_cleared', text: 'The maker knows it', units: [name('B1')] }] });
    expect(standings(part)).toEqual(['IN_CASE', 'IN_CASE', 'CLEARED', 'IN_CASE']);
    expect([await stateOf('B1'), await stateOf('A1')]).toEqual(['active', 'quarantined']);
    expect((await trade.send(trade.pharmacy, 'dispense', { units: [text('B1')] })).txId).toBeDefined();
    expect(await trade.send(trade.pharmacy, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [text('A1')], purpose: 'RETURN' })).toMatchObject({ code: 'IN_CASE' });
    for (const units of [[name('B1')], [name('NEVER')]]) expect(await clear(second, whole.id, units)).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
  });

  it('starts the clock for what is found illegitimate, and leads the rest on in a case of its own, which its opener may not clear either', async () => {
    const found = await find(second, whole.id, [text('A1')]);
    expect(found).toMatchObject({ state: 'ILLEGITIMATE', dueAt: '2026-11-21T15:00:00.000Z' });
    expect(standings(found)).toEqual(['IN_CASE', 'MOVED', 'CLEARED', 'MOVED']);
    const moved = found.entries.find(({ kind }) => kind === 'part_moved');
    expect(moved?.units).toEqual([name('A2'), name('B2')]);
    rest = await one(trade.pharmacy, moved?.otherCaseId ?? '');
    expect(rest).toMatchObject({ state: 'SUSPECT', reason: 'Four odd seals', openedBy: 'The pharmacist', dueAt: null, units: [{ name: name('A2') }, { name: name('B2') }], lots: [{ number: 'PA' }, { number: 'PB' }], entries: [{ kind: 'opened', otherCaseId: whole.id }] });
    expect(await Promise.all(['A1', 'A2', 'B2'].map(stateOf))).toEqual(['illegitimate', 'quarantined', 'quarantined']);
    expect(await trade.send(trade.pharmacy, 'decommission', { units: [text('A2')], why: 'DESTROYED' })).toMatchObject({ code: 'IN_CASE' });
    expect(await clear(trade.pharmacy, rest.id)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await ask(trade.pharmacy, '{ suspectCases { items { id } open } }')).toEqual({ items: [{ id: whole.id }, { id: rest.id }], open: 2 });
  });

  it('names only the illegitimate ones, and their lots, to FDA and to the partners', async () => {
    const form = await trade.test.app.inject({ url: `/cases/${whole.id}/form-3911/initial.json`, headers: { authorization: `Bearer ${trade.pharmacy.token}` } });
    const { items } = form.json<{ items: { number: number; value: string }[] }>();
    expect([12, 14, 15].map((number) => items.find((item) => item.number === number)?.value)).toEqual(['1 package', 'A1', 'PA']);
    await ask(trade.pharmacy, `mutation { recordSubmission(id: "${whole.id}", type: INITIAL, submittedAt: "2026-11-20T15:00:00Z", how: "Portal") { id } }`);
    const told = await ask(trade.pharmacy, `mutation { tellPartners(id: "${whole.id}") { ${CASE} } }`);
    expect(told.state).toBe('NOTIFIED');
    expect(told.notices.map(({ partnerName }) => partnerName)).toEqual(['Meridian Distribution']);
    const [message] = told.notices.map(({ message: { text: said } }) => said);
    expect(message).toContain(name('A1'));
    expect(message).not.toMatch(/\(21\)(A2|B1|B2)|lot PB/);
    const { items: received } = await ask<{ items: { lots: object[] }[] }>(trade.wholesaler, '{ caseNotices { items { lots { number } } } }');
    expect(received).toEqual([{ lots: [{ number: 'PA' }] }]);
  });

  it('goes on to its termination for what was declared, and the rest to its own end', async () => {
    await decide(trade.pharmacy, 'disposeCase', 'DisposeCaseInput', { id: whole.id, how: 'DESTROYED', note: 'Burnt' });
    expect(await Promise.all(['A1', 'A2'].map(stateOf))).toEqual(['decommissioned', 'quarantined']);
    await ask(trade.pharmacy, `mutation { recordSubmission(id: "${whole.id}", type: TERMINATION, submittedAt: "2026-11-20T15:00:00Z", how: "Portal") { id } }`);
    const over = await ask(trade.pharmacy, `mutation { terminateCase(id: "${whole.id}", note: "Agreed") { ${CASE} } }`);
    expect([over.state, over.notices.at(-1)?.message.text.match(/\(21\)\w+/g)]).toEqual(['TERMINATED', ['(21)A1']]);
    expect(await clear(second, rest.id, [name('A2'), name('B2')])).toMatchObject({ state: 'CLEARED' });
    expect(await Promise.all(['A2', 'B2'].map(stateOf))).toEqual(['active', 'active']);
  });
});

describe('illegitimate product', () => {
  let trade: Trade;
  let id: string;
  let second: Trader;
  let later: string;
  const HOUR = 3_600_000;
  const ask = async <T = Shown & Failed>(who: Trader, query: string, variables: object = {}): Promise<T> => {
    const { data, errors } = await trade.ask(who, query, variables);
    await trade.settle();
    return (errors?.[0] ?? Object.values(data ?? {})[0]) as T;
  };
  const step = (who: Trader, call: string) => ask(who, `mutation { ${call} { ${CASE} } }`);
  const decide = (who: Trader, name: string, type: string, input: object) =>
    ask(who, `mutation ($input: ${type}!) { ${name}(input: $input) { ... on SuspectCase { ${CASE} } ... on Refusal { code message } } }`, { input: { commandId: trade.commandId(), ...input } });
  const submit = (type: string, at: string) => step(trade.pharmacy, `recordSubmission(id: "${id}", type: ${type}, submittedAt: "${at}", how: "CDER NextGen Portal")`);
  const received = (who: Trader) => ask<{ items: Notice[]; waiting: number }>(who, `{ caseNotices { items { ${NOTICE} } waiting } }`);

  beforeAll(async () => {
    // The Wednesday before Thanksgiving, in the evening.
    trade = await Trade.start({ at: '2026-11-25T23:00:00Z' });
    const { packages } = await trade.commission(await trade.lot('T1'), ['T1', 'T2', 'T3', 'T4', 'T5']);
    later = packages[4] ?? '';
    await trade.handOver(trade.maker, trade.wholesaler, packages);
    await trade.handOver(trade.wholesaler, trade.pharmacy, [...packages.slice(0, 3), later]);
    await trade.handOver(trade.pharmacy, trade.otherPharmacy, packages.slice(2, 3));
    second = await trade.confirmer(trade.pharmacy);
    id = (await decide(trade.pharmacy, 'openCase', 'OpenCaseInput', { units: [packages[0]], kind: 'COUNTERFEIT', reason: 'The hologram is missing' })).id;
  });
  afterAll(() => trade.test.close());

  it('starts the clock of 24 hours, over the holiday, and can never be sold or dispensed again', async () => {
    for (const call of [`tellPartners(id: "${id}")`, `terminateCase(id: "${id}")`]) expect(await step(trade.pharmacy, call)).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await submit('INITIAL', '2026-11-25T23:00:00Z')).toMatchObject({ extensions: { code: 'CONFLICT' } });
    const found = await decide(trade.pharmacy, 'findIllegitimate', 'FindIllegitimateInput', { id, classification: 'COUNTERFEIT', reason: 'The maker did not make it' });
    expect(found).toMatchObject({ state: 'ILLEGITIMATE', dueAt: '2026-11-26T23:00:00.000Z', late: false, determinedAt: '2026-11-25T23:00:00.000Z', acts: ['RECORD', 'NOTIFY_FDA', 'TELL_PARTNERS'] });
    const one = trade.barcode('T1', 'T1');
    expect((await trade.scan(trade.pharmacy, one)).package?.state?.toLowerCase()).toBe('illegitimate');
    expect(codesOf(await trade.scan(trade.pharmacy, one, 'DISPENSE'))).toContain('ILLEGITIMATE');
    expect(await trade.send(trade.pharmacy, 'dispense', { units: [one] })).toMatchObject({ code: 'ILLEGITIMATE' });
    expect(await trade.send(second, 'release', { units: [one], reason: 'after all' })).toMatchObject({ code: expect.stringMatching(/ILLEGITIMATE|NOT_HELD/) as string });
    expect(await decide(second, 'clearCase', 'ClearCaseInput', { id, reason: 'No' })).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('stands first in the list, and is late after its hours', async () => {
    const other = await decide(trade.pharmacy, 'openCase', 'OpenCaseInput', { units: [trade.barcode('T2', 'T1')], kind: 'UNFIT', reason: 'Wet' });
    const list = () => ask<{ items: Shown[]; open: number; late: number }>(trade.pharmacy, `{ suspectCases { items { id late } open late } }`);
    expect(await list()).toEqual({ items: [{ id, late: false }, { id: other.id, late: false }], open: 2, late: 0 });
    trade.now += 25 * HOUR;
    for (const who of [trade.maker, trade.wholesaler, trade.pharmacy, trade.otherPharmacy, second]) Object.assign(who, { token: await trade.signIn(who.email) });
    expect(await list()).toEqual({ items: [{ id, late: true }, { id: other.id, late: false }], open: 2, late: 1 });
  });

  it('prepares the data of Form FDA 3911 by number and name, says that it is not submitted, and what is missing', async () => {
    expect(await ask(trade.pharmacy, `mutation { writeForm3911(id: "${id}", input: { drugUse: "Animal" }) { id } }`)).toMatchObject({ extensions: { code: 'BAD_INPUT' } });
    await ask(trade.pharmacy, `mutation ($input: Form3911Input!) { writeForm3911(id: "${id}", input: $input) { id } }`, { input: { drugUse: 'Human use', primaryIngredients: 'Epcistrin', alsoReported: ['MedWatch 3500'] } });
    const get = (file: string) => trade.test.app.inject({ url: `/cases/${id}/form-3911/${file}`, headers: { authorization: `Bearer ${trade.pharmacy.token}` } });
    const form = (await get('initial.json')).json<{ status: string; items: { number: number; name: string; value: string }[]; missing: number[] }>();
    expect(form.status).toMatch(/not submitted/);
    expect(form.items.map(({ number }) => number)).toEqual(Array.from({ length: 23 }, (_, i) => i + 1));
    const value = (number: number) => form.items.find((item) => item.number === number)?.value;
    expect([1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19, 21].map(value)).toEqual([
      'Initial Notification', '', '', '11/25/2026', 'Counterfeit', 'Epcistra', 'Epcistrin', 'Human use', '100mg', 'PILL', '1 package', '0001-0123-45', 'T1', 'T1', '11/30/2027', 'The maker did not make it', 'MedWatch 3500', 'Dispenser (Pharmacy)',
    ]);
    expect(value(20)).toContain('Northside Pharmacy');
    expect(value(23)).toContain(trade.pharmacy.email);
    expect(form.missing).toEqual([9]);
    const pdf = await get('initial.pdf');
    expect([pdf.headers['content-type'], pdf.rawPayload.subarray(0, 5).toString()]).toEqual(['application/pdf', '%PDF-']);
    for (const file of ['initial.svg', 'other.pdf', '..%2Finitial.json']) expect((await get(file)).statusCode).toBe(404);
  });

  it('is notified when FDA and exactly the immediate partners know: who sold it, and to whom the lot went', async () => {
    expect(await submit('INITIAL', '2026-11-25T22:58:00Z')).toMatchObject({ message: expect.stringContaining('before the determination') as string });
    expect(await submit('INITIAL', '2027-01-01T00:00:00Z')).toMatchObject({ message: expect.stringContaining('ahead') as string });
    expect(await submit('INITIAL', '2026-11-26T01:00:00Z')).toMatchObject({ state: 'ILLEGITIMATE', fdaNotifiedAt: '2026-11-26T01:00:00.000Z' });
    expect(await submit('INITIAL', '2026-11-26T02:00:00Z')).toMatchObject({ state: 'ILLEGITIMATE' });
    const told = await step(trade.pharmacy, `tellPartners(id: "${id}")`);
    expect(told).toMatchObject({ state: 'NOTIFIED', dueAt: null, late: false });
    expect(told.notices.map(({ found, isNotification, partnerIsHere, partnerName }) => [partnerName, isNotification, partnerIsHere, found])).toEqual([
      ['Meridian Distribution', true, true, null],
      ['Southside Pharmacy', true, true, null],
    ]);
    for (const { message } of told.notices) {
      expect(`${message.subject} ${message.text}`).toContain('Epcistra');
      expect(message.text).toMatch(/lot T1/);
      expect(message.text).not.toMatch(/fake|genuine|safe|guilty|null|undefined/i);
    }
    expect(await step(trade.pharmacy, `tellPartners(id: "${id}")`)).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('is found in the partner’s own list, who answers once: none found, or a case of its own', async () => {
    expect((await received(trade.maker)).items).toEqual([]);
    const [toSeller] = (await received(trade.wholesaler)).items;
    expect(toSeller).toMatchObject({ partnerName: 'Northside Pharmacy', isNotification: true, soldToUs: true, mayHave: false, atHand: 1, found: null, lots: [{ number: 'T1', lotId: expect.any(String) as string }] });
    const own = await decide(trade.wholesaler, 'openCase', 'OpenCaseInput', { units: [trade.barcode('T4', 'T1')], kind: 'COUNTERFEIT', reason: 'Told by a partner', noticeId: toSeller?.id });
    expect(own).toMatchObject({ state: 'SUSPECT', noticeId: toSeller?.id });
    const [toBuyer] = (await received(trade.otherPharmacy)).items;
    const none = (who: Trader, notice: string) => ask<Notice & Failed>(who, `mutation { answerNoneFound(noticeId: "${notice}", note: "Shelf and cupboard") { ${NOTICE} } }`);
    expect(await none(trade.maker, toBuyer?.id ?? '')).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await none(trade.otherPharmacy, toBuyer?.id ?? '')).toMatchObject({ found: false });
    expect(await none(trade.otherPharmacy, toBuyer?.id ?? '')).toMatchObject({ extensions: { code: 'CONFLICT' } });
    const file = await ask(trade.pharmacy, `{ suspectCase(id: "${id}") { ${CASE} } }`);
    expect(file.notices.map(({ answerNote, found, partnerName }) => [partnerName, found, answerNote])).toEqual([
      ['Meridian Distribution', true, ''],
      ['Southside Pharmacy', false, 'Shelf and cupboard'],
    ]);
    expect((await received(trade.wholesaler)).items[0]).toMatchObject({ found: true, caseId: own.id });
  });

  it('is looked for also in what arrives later: a receipt of its lots since the answer is told, until the notification ends', async () => {
    expect((await received(trade.otherPharmacy)).items[0]).toMatchObject({ found: false, arrivedSince: 0 });
    trade.now += 60_000;
    const { packages } = await trade.commission(await trade.lot('T9'), ['T9']);
    await trade.handOver(trade.maker, trade.otherPharmacy, packages);
    expect((await received(trade.otherPharmacy)).items[0]).toMatchObject({ arrivedSince: 0 });
    await trade.handOver(trade.pharmacy, trade.otherPharmacy, [later]);
    expect((await received(trade.otherPharmacy)).items[0]).toMatchObject({ arrivedSince: 1 });
  });

  it('goes on to follow-ups, disposition and termination, of which the same partners are told', async () => {
    await step(trade.pharmacy, `recordIncidentNumber(id: "${id}", incidentNumber: "INC-2026-0042")`);
    expect(await submit('FOLLOW_UP', '2026-11-26T23:30:00Z')).toMatchObject({ state: 'NOTIFIED', incidentNumber: 'INC-2026-0042' });
    const disposed = await decide(trade.pharmacy, 'disposeCase', 'DisposeCaseInput', { id, how: 'DESTROYED', note: 'Burnt, two witnesses' });
    expect(disposed).toMatchObject({ state: 'DISPOSITIONED' });
    expect((await trade.scan(trade.pharmacy, trade.barcode('T1', 'T1'))).package?.state?.toLowerCase()).toBe('decommissioned');
    expect(await step(trade.pharmacy, `terminateCase(id: "${id}")`)).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await submit('TERMINATION', '2026-11-26T23:40:00Z')).toMatchObject({ state: 'TERMINATION_REQUESTED' });
    const form = await trade.test.app.inject({ url: `/cases/${id}/form-3911/termination.json`, headers: { authorization: `Bearer ${trade.pharmacy.token}` } });
    const { items, missing } = form.json<{ items: { value: string }[]; missing: number[] }>();
    expect([items.slice(0, 3).map(({ value }) => value), missing]).toEqual([['Request for Termination', 'INC-2026-0042', '11/25/2026'], [9, 18]]);
    const over = await step(trade.pharmacy, `terminateCase(id: "${id}", note: "Agreed by telephone")`);
    expect(over).toMatchObject({ state: 'TERMINATED', acts: ['FOLLOW_UP'] });
    expect(over.notices.map(({ isNotification, partnerName }) => [partnerName, isNotification])).toEqual([
      ['Meridian Distribution', true],
      ['Southside Pharmacy', true],
      ['Meridian Distribution', false],
      ['Southside Pharmacy', false],
    ]);
    expect(over.notices.at(-1)?.message.text).toContain('INC-2026-0042');
    expect((await received(trade.otherPharmacy)).items.map(({ arrivedSince, isNotification }) => [isNotification, arrivedSince])).toEqual([[false, 0], [true, 0]]);
    expect(await ask(trade.pharmacy, '{ suspectCases(over: true) { items { id } open } }')).toEqual({ items: [{ id }], open: 1 });
  });
});
