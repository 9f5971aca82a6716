import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { cardOf, connect, takeCard, TestNode, TwoNodes } from './testing/two-nodes.ts';

describe('goods of one node arrive at another', () => {
  const log = () => readFileSync(join(nodes.ledgerDir, 'log.vkey'), 'utf8').trim();
  const checked = async (barcode: string) => verifyDossier(await nodes.dossier(barcode), log());
  let nodes: TwoNodes;
  beforeAll(async () => {
    nodes = await TwoNodes.start();
  });
  afterAll(() => nodes.end());

  it('whose file announces them, whose data are fetched and checked, and which are then like any others', async () => {
    const cases = await nodes.commission('A1', ['S1', 'S2', 'S3', 'S4'], 2);
    const shipment = await nodes.ship(cases.slice(0, 1), { purchaseOrder: 'PO 77', despatchAdvice: 'DA-1' });
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'WAITING' });
    await nodes.exchange();
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'ACCEPTED', findings: [] });
    expect(await nodes.arriving(shipment)).toEqual({ dataState: 'ARRIVED', dataProblem: null, packageCount: 2, from: 'Halden Pharma' });

    const { shipment: shown } = await nodes.b.get<{ shipment: { statement: object } }>(nodes.buyer, 'query ($id: ID!) { shipment(id: $id) { statement { affirmed seller { name gln } buyer { name } information { productName lot containerCount } } } }', { id: shipment });
    expect(shown.statement).toEqual({
      affirmed: true,
      seller: { name: 'Halden Pharma', gln: nodes.seller.organisation.gln },
      buyer: { name: 'Northside Pharmacy' },
      information: [{ productName: 'Epcistra', lot: 'A1', containerCount: 2 }],
    });

    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: shipment });
    const [serial = ''] = (await nodes.b.query<{ serial: string }>("select serial from record.unit where kind = 'package' order by serial")).map((row) => row.serial);
    const scanned = await nodes.scan(nodes.barcode(serial, 'A1'));
    expect(scanned).toMatchObject({ verdict: 'MATCHES' });
    expect(scanned.pedigree?.steps.map(({ bizStep, organisation }) => `${bizStep} ${organisation?.name}`)).toEqual(['commissioning Halden Pharma', 'packing Halden Pharma', 'shipping Halden Pharma', 'receiving Northside Pharmacy']);

    expect(await checked(nodes.barcode(serial, 'A1'))).toMatchObject({ good: true });
    const query = await fetch(`${nodes.b.address}/epcis/v2/events?MATCH_anyEPC=${encodeURIComponent(`https://id.gs1.org/01/00300010123455/21/${serial}`)}`, { headers: { authorization: `Bearer ${nodes.buyer.token}` } });
    const { epcisBody } = (await query.json()) as { epcisBody: { queryResults: { resultsBody: { eventList: { bizStep: string }[] } } } };
    expect(epcisBody.queryResults.resultsBody.eventList.map(({ bizStep }) => bizStep).sort()).toEqual(['commissioning', 'packing']);

    await nodes.b.done(nodes.buyer, 'dispense', { units: [nodes.barcode(serial, 'A1')] });
    expect(await checked(nodes.barcode(serial, 'A1'))).toMatchObject({ good: true });
  });

  it('and are found by the numbers of their documents and by the identifier of their file', async () => {
    const [case1 = ''] = await nodes.commission('A2', ['N1', 'N2'], 2);
    const shipment = await nodes.ship([case1], { purchaseOrder: 'PO 100%', despatchAdvice: 'DA 2' });
    await nodes.exchange();
    const found = async (reference: string): Promise<string[]> =>
      (await nodes.b.get<{ shipments: { items: { id: string }[]; total: number } }>(nodes.buyer, 'query ($reference: String) { shipments(direction: INBOUND, reference: $reference) { items { id } total } }', { reference })).shipments.items.map(({ id }) => id);
    expect(await found('PO 100%')).toEqual([shipment]);
    expect(await found(' DA 2 ')).toEqual([shipment]);
    expect(await found(shipment)).toEqual([shipment]);
    expect(await found('DA')).toEqual([]);
  });

  it('in EPCIS 2.0 JSON-LD, where the connection says so', async () => {
    const [case1 = ''] = await nodes.commission('J1', ['J1', 'J2'], 2);
    const save = (format: string) =>
      nodes.a.get(nodes.seller, 'mutation ($input: ConnectionInput!) { saveConnection(input: $input) { format } }', { input: { partnerGln: nodes.buyer.organisation.gln, nodeAddress: nodes.b.address, format } });
    await save('JSONLD');
    const shipment = await nodes.ship([case1]);
    await nodes.exchange();
    await save('XML');
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'ACCEPTED', findings: [] });
    expect(await nodes.arriving(shipment)).toMatchObject({ dataState: 'ARRIVED' });
  });

  it('in parts of what was commissioned at once: the buyer learns its own serials alone, and each part fits what came before', async () => {
    const serials = Array.from({ length: 12 }, (_, i) => `P${i}`);
    const cases = await nodes.commission('A3', serials, 4);
    const inCase = async (text: string): Promise<string[]> =>
      (await nodes.a.query<{ serial: string }>("select u.serial from record.unit u join record.unit c on c.issuer = u.issuer and c.key = u.parent_key where c.serial = $1 order by u.serial", [text.split('(21)')[1]])).map(({ serial }) => serial);
    const known = async (): Promise<string[]> => (await nodes.b.query<{ serial: string }>("select serial from record.unit where serial like 'P%' and kind = 'package' order by serial")).map(({ serial }) => serial);
    for (const [i, text] of cases.entries()) {
      const shipment = await nodes.ship([text]);
      await nodes.exchange();
      await nodes.b.done(nodes.buyer, 'receive', { shipmentId: shipment });
      expect((await known()).length).toBe(4 * (i + 1));
      const [serial = ''] = await inCase(text);
      expect(await nodes.scan(nodes.barcode(serial, 'A3'))).toMatchObject({ verdict: 'MATCHES' });
      expect(await checked(nodes.barcode(serial, 'A3'))).toMatchObject({ good: true });
      const events = await nodes.b.query<{ text: string }>('select event::text as text from record.document');
      const told = new Set(events.flatMap(({ text: event }) => [...event.matchAll(/\/21\/(P\d+)"/g)].map(([, named]) => named)));
      expect([...told].sort()).toEqual(await known());
    }
    // With the last part every document is whole.
    expect(await nodes.b.query("select 1 from record.document d, jsonb_each(d.lists) l where d.event::text ~ '/21/P[0-9]+\"' and jsonb_array_length(l.value) > 0")).toEqual([]);
  });

  it('single packages out of a case: what else lay in it stays untold, and the history is proved all the same', async () => {
    const [case1 = ''] = await nodes.commission('A4', ['L1', 'L2', 'L3', 'L4', 'L5'], 5);
    await nodes.a.done(nodes.seller, 'unpack', { units: [nodes.barcode('L1', 'A4'), nodes.barcode('L2', 'A4')] });
    const loose = await nodes.ship([nodes.barcode('L1', 'A4')]);
    await nodes.exchange();
    expect(await nodes.delivery(loose)).toMatchObject({ state: 'ACCEPTED' });
    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: loose });
    expect(await nodes.scan(nodes.barcode('L1', 'A4'))).toMatchObject({ verdict: 'MATCHES' });
    expect(await checked(nodes.barcode('L1', 'A4'))).toMatchObject({ good: true });
    expect(await nodes.scan(nodes.barcode('L3', 'A4'))).toMatchObject({ verdict: 'CHECK_NEEDED' });
    // And then the case, of which two have left: the rest is there, and nothing is said to be missing.
    const rest = await nodes.ship([case1]);
    await nodes.exchange();
    expect(await nodes.delivery(rest)).toMatchObject({ state: 'ACCEPTED', findings: [] });
    expect(await nodes.arriving(rest)).toMatchObject({ packageCount: 3 });
    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: rest });
    await nodes.b.done(nodes.buyer, 'dispense', { units: [nodes.barcode('L3', 'A4')] });
    expect(await checked(nodes.barcode('L3', 'A4'))).toMatchObject({ good: true });
  });

  it('packages that were packed anew, in a container that the seller made', async () => {
    await nodes.commission('A5', ['R1', 'R2', 'R3']);
    const sscc = '(00)003000100000000015';
    await nodes.a.done(nodes.seller, 'pack', { container: sscc, units: [nodes.barcode('R1', 'A5'), nodes.barcode('R2', 'A5')] });
    const shipment = await nodes.ship([sscc]);
    await nodes.exchange();
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'ACCEPTED', findings: [] });
    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: shipment });
    expect(await nodes.scan(nodes.barcode('R2', 'A5'))).toMatchObject({ verdict: 'MATCHES' });
    expect(await checked(nodes.barcode('R2', 'A5'))).toMatchObject({ good: true });
  });

  it('and go back as a return: the first node takes its own goods in again', async () => {
    const [case1 = ''] = await nodes.commission('A7', ['B1', 'B2', 'B3'], 3);
    const out = await nodes.ship([case1]);
    await nodes.exchange();
    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: out });
    await nodes.b.done(nodes.buyer, 'dispense', { units: [nodes.barcode('B1', 'A7')] });
    const before = await nodes.a.query('select * from record.unit order by issuer, key');
    const back = await nodes.b.done(nodes.buyer, 'ship', { toGln: nodes.seller.organisation.gln, units: [case1], purpose: 'RETURN' });
    await nodes.a.settle();
    await nodes.b.round();
    await nodes.a.captured();
    nodes.clock.ms += 3_000;
    await nodes.b.round();
    const { shipment } = await nodes.b.get<{ shipment: { deliveries: { state: string; problem: string | null; findings: object[] }[] } }>(nodes.buyer, 'query ($id: ID!) { shipment(id: $id) { deliveries { state problem findings { rule message } } } }', { id: back });
    expect(shipment.deliveries).toEqual([{ state: 'ACCEPTED', problem: null, findings: [] }]);
    await nodes.a.done(nodes.seller, 'receive', { shipmentId: back });
    expect(await nodes.a.query('select * from record.unit order by issuer, key')).toEqual(before);
    const { scan } = await nodes.a.get<{ scan: { verdict: string; pedigree: { steps: { bizStep: string }[] } } }>(nodes.seller, 'query ($text: String!) { scan(text: $text) { verdict pedigree { steps { bizStep } } } }', { text: nodes.barcode('B2', 'A7') });
    expect(scan.verdict).toBe('MATCHES');
    expect(scan.pedigree.steps.map(({ bizStep }) => bizStep)).toEqual(['commissioning', 'packing', 'shipping', 'shipping', 'receiving']);
  });

  it('and go on to a third node, which has the cards of neither maker nor lot: the second hands on what it was handed', async () => {
    const c = await TestNode.start(nodes.ledgerDir, nodes.clock);
    try {
      const third = await c.member(70, 'Eastside Pharmacy', TradingPartnerKind.DISPENSER, UserRole.PHARMACIST);
      const operator = await c.operator(third);
      const card = await cardOf(c, operator, third);
      // The second node is no registrar: it takes in only whom the ledger has.
      expect(await nodes.b.code(nodes.operatorB, 'mutation ($card: String!) { importPartyCard(card: $card) { id } }', { card })).toBe('CONFLICT');
      await takeCard(nodes.a, nodes.operatorA, card);
      await takeCard(nodes.b, nodes.operatorB, card);
      await c.round();
      await takeCard(c, operator, await cardOf(nodes.b, nodes.operatorB, nodes.buyer));
      await connect({ node: nodes.b, operator: nodes.operatorB, of: nodes.buyer, format: 'XML' }, { node: c, operator, of: third, format: 'XML' });

      const [case1 = ''] = await nodes.commission('A8', ['T1', 'T2', 'T3', 'T4'], 4);
      const first = await nodes.ship([case1]);
      await nodes.exchange();
      await nodes.b.done(nodes.buyer, 'receive', { shipmentId: first });
      await nodes.b.done(nodes.buyer, 'unpack', { units: [nodes.barcode('T2', 'A8')] });
      const second = await nodes.b.done(nodes.buyer, 'ship', { toGln: third.organisation.gln, units: [nodes.barcode('T2', 'A8')] });
      await c.settle();
      await nodes.b.round();
      await c.captured();
      nodes.clock.ms += 3_000;
      await nodes.b.round();
      const { shipment } = await nodes.b.get<{ shipment: { deliveries: { state: string; findings: object[] }[] } }>(nodes.buyer, 'query ($id: ID!) { shipment(id: $id) { deliveries { state findings { rule message } } } }', { id: second });
      expect(shipment.deliveries).toEqual([{ state: 'ACCEPTED', findings: [] }]);
      await c.done(third, 'receive', { shipmentId: second });
      const { dossier, scan } = await c.get<{ dossier: string; scan: { verdict: string; reasons: object[] } }>(third, 'query ($text: String!) { scan(text: $text) { verdict reasons { code } } dossier(text: $text) }', { text: nodes.barcode('T2', 'A8') });
      expect(scan).toEqual({ verdict: 'MATCHES', reasons: [] });
      expect(await verifyDossier(dossier, log())).toMatchObject({ good: true });
      expect((await c.query<{ serial: string }>("select serial from record.unit where kind = 'package'")).map(({ serial }) => serial)).toEqual(['T2']);
    } finally {
      await c.end();
    }
  });

  it('and what was missing in them is told to the seller’s node by itself, once, also when that was down; its answer comes back', async () => {
    const CASE = 'id caseUuid state raisedHere partnerName partnerIsHere partnerIsConnected postState postProblem items { id kind name accepted }';
    interface Exception {
      id: string;
      caseUuid: string;
      state: string;
      postState: string | null;
      postProblem: string | null;
      items: { id: string; name: string; accepted: boolean | null }[];
    }
    const seen = async (node: TestNode, who: typeof nodes.buyer): Promise<Exception[]> => (await node.get<{ exceptions: { items: Exception[] } }>(who, `{ exceptions { items { ${CASE} } } }`)).exceptions.items;
    const [case1 = ''] = await nodes.commission('A9', ['E1', 'E2'], 2);
    const shipment = await nodes.ship([case1]);
    await nodes.exchange();
    await nodes.a.down();
    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: shipment, units: [case1], missing: [nodes.barcode('E2', 'A9')] });
    await nodes.b.round();
    const [reported] = await seen(nodes.b, nodes.buyer);
    expect(reported).toMatchObject({ state: 'REPORTED', raisedHere: true, partnerName: 'Halden Pharma', partnerIsHere: false, partnerIsConnected: true, postState: 'WAITING', postProblem: 'it cannot be reached (connection refused)' });

    await nodes.a.up();
    nodes.clock.ms += 120_000;
    for (let round = 0; round < 3; round += 1) await nodes.b.round();
    expect((await seen(nodes.b, nodes.buyer))[0]).toMatchObject({ postState: 'ACCEPTED', postProblem: null });
    const told = await seen(nodes.a, nodes.seller);
    expect(told).toMatchObject([{ caseUuid: reported?.caseUuid, state: 'OPEN', raisedHere: false, partnerName: 'Northside Pharmacy', items: [{ name: `(01)${nodes.gtin}(21)E2`, accepted: null }] }]);
    // The buyer's node keeps its own side alone.
    expect(await nodes.b.query('select 1 from record.exception_case where case_uuid = $1', [reported?.caseUuid])).toHaveLength(1);

    await nodes.a.get(nodes.seller, `mutation ($input: AnswerExceptionInput!) { answerException(input: $input) { id } }`, { input: { id: told[0]?.id, answers: [{ itemId: told[0]?.items[0]?.id, accept: true }] } });
    await nodes.a.round();
    expect((await seen(nodes.b, nodes.buyer))[0]).toMatchObject({ state: 'ANSWERED', items: [{ accepted: true }] });
    await nodes.b.get(nodes.buyer, 'mutation ($id: ID!) { resolveException(id: $id, resolution: "Credited") { id } }', { id: reported?.id });
    await nodes.b.round();
    expect(await seen(nodes.a, nodes.seller)).toEqual([]);
  });

  it('also when the buyer’s node was down for a minute: nothing is lost, and nothing comes twice', async () => {
    const [case1 = ''] = await nodes.commission('A6', ['D1', 'D2'], 2);
    await nodes.b.down();
    const shipment = await nodes.ship([case1]);
    for (let second = 0; second < 60; second += 5) {
      nodes.clock.ms += 5_000;
      await nodes.a.round();
    }
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'WAITING', problem: 'it cannot be reached (connection refused)' });
    expect((await nodes.delivery(shipment)).attempts).toBeGreaterThan(3);
    await nodes.a.down();
    await nodes.a.up();
    await nodes.b.up();
    nodes.clock.ms += 120_000;
    await nodes.exchange();
    expect(await nodes.delivery(shipment)).toMatchObject({ state: 'ACCEPTED' });
    expect(await nodes.b.query("select 1 from record.capture_job where instance_identifier = $1", [shipment])).toHaveLength(1);
    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: shipment });
    expect(await nodes.scan(nodes.barcode('D1', 'A6'))).toMatchObject({ verdict: 'MATCHES' });
    expect(await checked(nodes.barcode('D1', 'A6'))).toMatchObject({ good: true });
  });
});
