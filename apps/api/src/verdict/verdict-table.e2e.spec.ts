import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Products } from '../master-data/products.ts';
import { Database } from '../platform/database.ts';
import { attest } from '../testing/attest.ts';
import { aGln, aParty } from '../testing/people.ts';
import { type Scanned, Trade, type Trader } from '../testing/trade.ts';
import { Notices } from './notices/notices.ts';
import { type Action, ACTIONS, actionsOf, PURPOSES, RULE_CODES, type RuleCode, severityOf } from './rules.ts';
import { wordsOf } from './wording/tell.ts';

/** Who scans what, so that the code is said. Each purpose has a package of its own, since what is offered is then done to it. */
interface Scene {
  readonly as: Trader;
  readonly text: (place: number) => string | Promise<string>;
  /** What fills the sentence. */
  readonly values?: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;
const OTHER_GTIN = '00350242040624';

/** Every row of the table through the API: what is answered is what the table says, in both languages, and what is offered can be done. */
describe('every row of the table of verdicts', () => {
  let trade: Trade;
  let scenes: Record<RuleCode, Scene>;
  const now = (): Date => new Date(trade.now);

  beforeAll(async () => {
    trade = await Trade.start({ at: '2026-11-20T12:00:00Z' });
    const { maker, otherPharmacy, pharmacy, regulator, test, wholesaler } = trade;
    const database = test.app.get(Database);
    const serials = (name: string): string[] => PURPOSES.map((_, i) => `${name}${i}`);
    const made = async (name: string, lotId: string): Promise<string[]> => (await trade.commission(lotId, serials(name))).packages;
    const stocked = async (who: Trader, name: string, lotId: string): Promise<string[]> => {
      const packages = await made(name, lotId);
      await trade.handOver(maker, who, packages);
      return packages;
    };
    const one = (list: readonly string[]) => (place: number): string => list[place] ?? '';

    const a1 = await trade.lot('A1');
    const r1 = await trade.lot('R1');
    const r2 = await trade.lot('R2');
    const x1 = await trade.lot('X1', '2026-11-21');
    await stocked(pharmacy, 'RC', r1);
    const recalledInside = await stocked(pharmacy, 'RI', r2);
    const goodInside = await stocked(pharmacy, 'GI', a1);
    const totes: string[] = [];
    for (const [i, text] of goodInside.entries()) totes.push(`(00)${await trade.done(pharmacy, 'pack', { units: [text, recalledInside[i]] })}`);
    const expired = (await stocked(pharmacy, 'EX', x1)).map((_, i) => trade.barcode(`EX${i}`, 'X1', '2026-11-21'));
    const long = await stocked(pharmacy, 'AD', a1);
    await trade.done(pharmacy, 'dispense', { units: long });
    const stock = await stocked(pharmacy, 'ST', a1);
    for (const mismatched of ['MB', 'ML', 'ME']) await stocked(pharmacy, mismatched, a1);
    const two = await stocked(pharmacy, 'TW', a1);
    const overlapping = await stocked(pharmacy, 'OV', a1);
    await attest(trade, otherPharmacy, { lot: 'A1', serials: [...serials('TW'), ...serials('OV')], seller: aGln(90), shipment: 'ab'.repeat(16) });
    await attest(trade, pharmacy, { lot: 'A2', serials: [...serials('GP'), ...serials('SB')], seller: aGln(92), shipment: 'cd'.repeat(16) });
    const cases = await trade.commission(a1, PURPOSES.flatMap((_, i) => [`HC${i}A`, `HC${i}B`]), 2);
    await trade.handOver(maker, pharmacy, cases.cases);
    const cased = await trade.contentsOfCases(cases.cases);
    const quarantinedInside = cases.cases.map((text) => [...cased].find(([, of]) => of === text)?.[0] ?? '');
    await trade.done(pharmacy, 'quarantine', { units: quarantinedInside.map((serial) => trade.barcode(serial)), place: 'INSIDE', reason: 'smudged' });
    const passing = await stocked(pharmacy, 'OW', a1);
    await trade.handOver(pharmacy, wholesaler, passing);
    await trade.done(wholesaler, 'ship', { toGln: otherPharmacy.organisation.gln, units: passing });
    const abroad = await stocked(wholesaler, 'MM', a1);
    await database.query("update record.site set country = 'MX' where organisation_id = $1", [wholesaler.organisation.id]);
    await database.query("insert into record.licence (id, organisation_id, state, number, valid_until) values ($1, $2, 'IL', '1', '2026-10-31'), ($3, $2, 'IL', '0', '2025-10-31')", [randomUUID(), wholesaler.organisation.id, randomUUID()]);

    const party = await aParty(test.app, { n: 70, name: 'Other Maker', kind: TradingPartnerKind.MANUFACTURER, role: UserRole.MANUFACTURER });
    const otherMaker: Trader = { ...party, token: await trade.signIn(party.email) };
    await test.app.get(Products).register(party.organisation.id, { name: 'Elsewheria', ndc: null, strength: '1', dosageForm: 'PILL', netContent: '1', manufacturerName: 'Other Maker', gtin: OTHER_GTIN, caseGtin: null });
    const notCovered = await trade.done(otherMaker, 'registerLot', { gtin: OTHER_GTIN, lot: 'P1', expiry: '2027-11-30' });
    await trade.done(otherMaker, 'commission', { lotId: notCovered, serials: serials('NC') });
    await trade.done(otherMaker, 'ship', { toGln: pharmacy.organisation.gln, units: serials('NC').map((serial) => `(01)${OTHER_GTIN}(21)${serial}`) });

    await trade.recall(maker, ['R1']);
    await trade.recall(regulator, ['R2']);
    trade.now += 2 * DAY_MS;
    for (const who of [maker, wholesaler, pharmacy, otherPharmacy, regulator, otherMaker]) who.token = await trade.signIn(who.email);

    const noticed = async (rule: 'SEEN_ELSEWHERE' | 'IMPOSSIBLE_TRAVEL', name: string): Promise<string[]> => {
      const texts = await stocked(pharmacy, name, a1);
      for (const serial of serials(name)) {
        const printed = { lot: 'A1', expiry: '2027-11-30' };
        await test.app.get(Notices).tell({ rule, recorded: pharmacy.organisation.id, seen: otherPharmacy.organisation.id }, { link: `https://id.gs1.org/01/${trade.gtin}/21/${serial}`, seenAt: now(), seenAtSite: null, printed, recorded: printed });
      }
      return texts;
    };
    const after = async (name: string, act: string, input: object, who = pharmacy): Promise<string[]> => {
      const texts = await stocked(who, name, a1);
      await trade.done(who, act, { units: texts, ...input });
      return texts;
    };
    const coming = async (from: Trader, name: string): Promise<string[]> => {
      const texts = from === maker ? await made(name, a1) : await stocked(from, name, a1);
      for (const text of texts) await trade.done(from, 'ship', { toGln: pharmacy.organisation.gln, units: [text] });
      return texts;
    };
    const unstated = await coming(maker, 'SM');
    await database.query('alter table record.document disable trigger keep');
    await database.query(
      `delete from record.document d using readmodel.shipment s where d.command_id = s.by_command and d.biz_step = 'transaction_statement'
         and s.id in (select su.shipment_id from readmodel.shipment_unit su join record.unit u on su.ref = u.issuer || '/' || u.key where u.serial like 'SM_')`,
    );
    await database.query('alter table record.document enable trigger keep');
    const left = await trade.commission(a1, PURPOSES.flatMap((_, i) => [`OC${i}A`, `OC${i}B`]), 2);
    for (const text of left.cases) await trade.done(maker, 'ship', { toGln: pharmacy.organisation.gln, units: [text] });

    scenes = {
      RECALLED: { as: pharmacy, text: (i) => trade.barcode(`RC${i}`, 'R1'), values: { lot: 'R1' } },
      STOLEN: { as: pharmacy, text: one(await after('SO', 'decommission', { why: 'STOLEN' })) },
      ILLEGITIMATE: { as: pharmacy, text: one(await after('IL', 'declareIllegitimate', { reason: 'investigated' })) },
      DISPENSED_ELSEWHERE: { as: otherPharmacy, text: one(await after('DE', 'dispense', {})) },
      ALREADY_DISPENSED: { as: pharmacy, text: one(long), values: { when: '2026-11-20' } },
      DECOMMISSIONED: { as: pharmacy, text: one(await after('DC', 'decommission', { why: 'SAMPLE' })) },
      EXPIRED: { as: pharmacy, text: one(expired), values: { expiry: '2026-11-21' } },
      BARCODE_NOT_READ: { as: pharmacy, text: () => 'hello', values: { why: 'This is not a GS1 barcode.' } },
      LINEAR_CODE: { as: pharmacy, text: () => trade.gtin.slice(1) },
      NO_SERIAL: { as: pharmacy, text: () => `]d201${trade.gtin}10A1` },
      BARCODE_AMBIGUOUS: { as: pharmacy, text: () => `]d201${trade.gtin}2111A17250327` },
      NO_DATA_YET: { as: pharmacy, text: (i) => trade.barcode(`NEVER${i}`) },
      LOT_AND_EXPIRY_MISMATCH: { as: pharmacy, text: (i) => trade.barcode(`MB${i}`, 'ZZ', '2028-01-31') },
      LOT_MISMATCH: { as: pharmacy, text: (i) => trade.barcode(`ML${i}`, 'ZZ') },
      EXPIRY_MISMATCH: { as: pharmacy, text: (i) => trade.barcode(`ME${i}`, 'A1', '2028-01-31') },
      OVERLAPPING_CUSTODY: { as: pharmacy, text: one(overlapping) },
      TWO_ISSUERS: { as: pharmacy, text: one(two) },
      IMPOSSIBLE_TRAVEL: { as: pharmacy, text: one(await noticed('IMPOSSIBLE_TRAVEL', 'IT')) },
      SEEN_ELSEWHERE: { as: pharmacy, text: one(await noticed('SEEN_ELSEWHERE', 'SE')) },
      PREFIX_NOT_COVERED: { as: pharmacy, text: (i) => `(01)${OTHER_GTIN}(21)NC${i}` },
      PEDIGREE_GAP: { as: pharmacy, text: (i) => trade.barcode(`GP${i}`, 'A2') },
      MARKET_MISMATCH: { as: wholesaler, text: one(abroad), values: { market: 'US', country: 'MX' } },
      HELD: { as: pharmacy, text: one(await after('HE', 'quarantine', { reason: 'crushed' })) },
      CONTAINS_HELD: { as: pharmacy, text: one(cases.cases) },
      CONTAINS_RECALLED: { as: pharmacy, text: one(totes) },
      OUTSIDE_ITS_CONTAINER: { as: maker, text: (i) => trade.barcode(`OC${i}A`) },
      STATEMENT_MISSING: { as: pharmacy, text: one(unstated) },
      LICENCE_LAPSED: { as: pharmacy, text: one(await coming(wholesaler, 'LL')), values: { when: '2026-10-31' } },
      OWN_LICENCE_LAPSED: { as: wholesaler, text: one(abroad), values: { when: '2026-10-31' } },
      NOT_RECEIVED_YET: { as: pharmacy, text: one(await coming(maker, 'NR')) },
      ON_ITS_WAY: { as: pharmacy, text: one(passing) },
      SHIPPED_BY_YOU: { as: maker, text: one(await coming(maker, 'SY')) },
      NOT_IN_YOUR_CUSTODY: { as: otherPharmacy, text: one(stock) },
      PARTLY_DISPENSED: { as: pharmacy, text: one(await after('PD', 'dispense', { remainder: 'SOME' })) },
      ALREADY_RECORDED: { as: pharmacy, text: one(await after('AR', 'dispense', {})) },
      ALREADY_RECEIVED: { as: pharmacy, text: one(stock) },
      STATED_BY_SUPPLIER: { as: pharmacy, text: (i) => trade.barcode(`SB${i}`, 'A2') },
      LOT_AND_EXPIRY_AGREE: { as: otherPharmacy, text: one(stock) },
    };
  }, 180_000);
  afterAll(() => trade.test.close());

  it('has a scene for every code', () => {
    expect(RULE_CODES.filter((code) => !(code in scenes))).toEqual([]);
  });

  describe.each(RULE_CODES)('%s', (code) => {
    it.each(PURPOSES)('as the table has it, to %s', async (purpose) => {
      const { as, text: textOf, values = {} } = scenes[code];
      const text = await textOf(PURPOSES.indexOf(purpose));
      const scanned = await trade.scan(as, text, purpose);
      const said = scanned.reasons.find((reason) => reason.code === code);
      const severity = severityOf(code, purpose);
      if (severity === null) return expect(said).toBeUndefined();
      const filled = (language: 'en' | 'es') => {
        const { message, next } = wordsOf(code, purpose, language);
        return { message: message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `(${name}?)`), next };
      };
      expect(said).toMatchObject({ severity, ...filled('en') });
      const spanish = await trade.test.ask('query ($text: String!, $purpose: ScanPurpose!) { scan(text: $text, purpose: $purpose) { reasons { code message next } } }', { text, purpose }, { token: as.token, headers: { 'accept-language': 'es-US,es;q=0.9' } });
      const inSpanish = (spanish.data as { scan: Scanned }).scan.reasons.find((reason) => reason.code === code);
      expect(inSpanish).toMatchObject(filled('es'));
      expect(inSpanish?.message).not.toBe(said?.message);

      const offered = (said?.actions ?? []) as Action[];
      expect(actionsOf(code, purpose).filter((action) => offered.includes(action))).toEqual(offered);
      const state = (scanned.package ?? scanned.container)?.state ?? '';
      const inStock = state === 'ACTIVE' || state === 'PARTIALLY_DISPENSED';
      expect(offered.includes('QUARANTINE')).toBe(inStock && actionsOf(code, purpose).includes('QUARANTINE'));
      // What is done may rule out the next: so they are done in the one order and in the other, as far as each is still offered then.
      for (const action of purpose === 'CHECK' ? offered.reverse() : offered) {
        const now = await trade.scan(as, text, purpose);
        if (now.reasons.some(({ actions }) => actions.includes(action))) await follow(action, { as, text, scanned: now });
      }
    });
  });

  it('leads to every action that there is', () => {
    expect(ACTIONS.filter((action) => !followed.has(action))).toEqual([]);
  });

  const followed = new Set<Action>();

  /** Does what is offered; a refusal fails the test. */
  async function follow(action: Action, { as, scanned, text }: { as: Trader; text: string; scanned: Scanned }): Promise<void> {
    followed.add(action);
    switch (action) {
      case 'RECEIVE':
        await trade.done(as, 'receive', { shipmentId: scanned.shipment?.id, units: [text] });
        return;
      case 'QUARANTINE':
        await trade.done(as, 'quarantine', { units: [text], place: 'OUT', reason: scanned.reasons[0]?.code });
        return;
      case 'RELEASE':
        await trade.done(await trade.confirmer(as), 'release', { units: [text], reason: 'looked at by a second person' });
        return;
      case 'UNDO_DISPENSE':
        await trade.done(as, 'undo', { units: [text], undoes: 'DISPENSE' });
        return;
      case 'UNPACK':
        await trade.done(as, 'unpack', { units: [text] });
        return;
      case 'OPEN_SHIPMENT':
        expect((await trade.get<{ shipment: object | null }>(as, 'query ($id: ID!) { shipment(id: $id) { id } }', { id: scanned.shipment?.id })).shipment).not.toBeNull();
        return;
      case 'OPEN_RECALL':
        expect((await trade.get<{ recall: object | null }>(as, 'query ($id: ID!) { recall(id: $id) { id } }', { id: scanned.recall?.id })).recall).not.toBeNull();
        return;
      case 'OPEN_NOTICES': {
        const { notices } = await trade.get<{ notices: { items: { epc: string }[] } }>(as, '{ notices { items { epc } } }');
        expect(notices.items.map(({ epc }) => epc)).toContain(scanned.unit?.epc);
        return;
      }
      case 'REPORT_EXCEPTION':
      case 'ASK_SENDER': {
        const kind = scanned.reasons.some((reason) => reason.code.endsWith('_MISMATCH')) ? 'MISALIGNMENT' : 'PRODUCT_NO_DATA';
        const item = { kind, gtin: scanned.package?.gtin ?? trade.gtin, serial: scanned.package?.serial ?? null };
        await trade.get(as, 'mutation ($input: OpenExceptionInput!) { openException(input: $input) { id } }', { input: { partnerGln: (as === trade.maker ? trade.wholesaler : trade.maker).organisation.gln, items: [item] } });
        return;
      }
      case 'SHOW_CANDIDATES': {
        const { scan } = await trade.get<{ scan: { read: { candidates: string[] } } }>(as, 'query ($text: String!) { scan(text: $text) { read { candidates } } }', { text });
        expect(scan.read.candidates.length).toBeGreaterThan(0);
        return;
      }
      // A page of the portal, and the scanner: there is nothing at the API to follow.
      case 'OPEN_CASE':
      case 'SCAN_AGAIN':
    }
  }
});
