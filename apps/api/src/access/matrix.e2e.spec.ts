import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { aParty } from '../testing/people.ts';
import { Trade, type Trader } from '../testing/trade.ts';
import { Notices } from '../verdict/notices/notices.ts';

type Role = 'maker' | 'wholesaler' | 'pharmacy' | 'otherPharmacy' | 'regulator' | 'operator';
const ROLES: readonly Role[] = ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy', 'regulator', 'operator'];

/** sees: there is an answer with something in it; nothing: an answer without; a code: refused with it. */
const MATRIX: Record<string, readonly [string, string, string, string, string, string]> = {
  products: ['sees', 'nothing', 'nothing', 'nothing', 'sees', 'nothing'],
  lots: ['sees', 'sees', 'sees', 'nothing', 'sees', 'nothing'],
  lot: ['sees', 'sees', 'sees', 'nothing', 'sees', 'nothing'],
  labels: ['sees', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'],
  stock: ['sees', 'sees', 'sees', 'nothing', 'nothing', 'nothing'],
  heldPackages: ['sees', 'sees', 'sees', 'nothing', 'nothing', 'nothing'],
  packagesBySerial: ['nothing', 'nothing', 'sees', 'nothing', 'nothing', 'nothing'],
  shipments: ['sees', 'sees', 'nothing', 'nothing', 'nothing', 'nothing'],
  shipment: ['sees', 'sees', 'nothing', 'nothing', 'sees', 'nothing'],
  recalls: ['sees', 'sees', 'sees', 'nothing', 'sees', 'nothing'],
  recall: ['sees', 'sees', 'sees', 'nothing', 'sees', 'nothing'],
  recallPreview: ['sees', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'sees', 'FORBIDDEN'],
  transaction: ['sees', 'sees', 'nothing', 'nothing', 'sees', 'sees'],
  pedigree: ['sees', 'sees', 'sees', 'nothing', 'sees', 'nothing'],
  dossier: ['sees', 'sees', 'sees', 'nothing', 'sees', 'nothing'],
  ledger: ['sees', 'sees', 'sees', 'sees', 'sees', 'sees'],
  arrival: ['nothing', 'nothing', 'nothing', 'sees', 'FORBIDDEN', 'FORBIDDEN'],
  expectedUnits: ['nothing', 'nothing', 'nothing', 'sees', 'FORBIDDEN', 'FORBIDDEN'],
  quarantineShelf: ['nothing', 'sees', 'nothing', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  exceptions: ['nothing', 'sees', 'nothing', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  exception: ['nothing', 'sees', 'nothing', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  suspectCases: ['nothing', 'sees', 'nothing', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  suspectCase: ['nothing', 'sees', 'nothing', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  caseNotices: ['sees', 'nothing', 'sees', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  caseNotice: ['nothing', 'nothing', 'sees', 'nothing', 'FORBIDDEN', 'FORBIDDEN'],
  colleagues: ['sees', 'sees', 'sees', 'sees', 'sees', 'sees'],
  obligations: ['sees', 'sees', 'sees', 'sees', 'nothing', 'nothing'],
  legalHolds: ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'sees', 'sees'],
  connections: ['nothing', 'sees', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'nothing'],
  partyCard: ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'sees'],
  notices: ['nothing', 'nothing', 'sees', 'sees', 'FORBIDDEN', 'FORBIDDEN'],
  waitingScans: ['nothing', 'nothing', 'nothing', 'sees', 'nothing', 'nothing'],
  verdictRules: ['sees', 'sees', 'sees', 'sees', 'sees', 'sees'],
  organisations: ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'sees'],
  users: ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'sees'],
};

/** Root fields that only some roles may call at all: with an input that would be refused for other reasons, the rest get past the door. */
const DOOR: Record<string, { query: string; open: readonly Role[] }> = {
  registerProduct: { query: 'mutation { registerProduct(input: { name: "n", strength: "s", dosageForm: "d", netContent: "c", gtin: "00000000000000" }) { id } }', open: ['maker'] },
  confirmProduct: { query: 'mutation { confirmProduct(id: "none") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  proposeRecall: { query: 'mutation { proposeRecall(input: { lots: [{ gtin: "00000000000000", lot: "L" }], class: I, depth: RETAIL, reason: "r", instructions: "i", contact: "c" }) { id } }', open: ['maker', 'regulator'] },
  withdrawRecall: { query: 'mutation { withdrawRecall(id: "none") { id } }', open: ['maker', 'regulator'] },
  takeExceptionMessage: { query: 'mutation { takeExceptionMessage(text: "{") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  correctException: { query: 'mutation { correctException(input: { commandId: "01a1f978-b580-737e-a231-b6587288cbe5", id: "01a1f978-b580-737e-a231-b6587288cbe5", how: SEND, items: [{ itemId: "7b1b5f9e-54c2-4b65-9a2f-0e1b5d6c7a80" }] }) { ... on Refusal { code } } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  reportException: { query: 'mutation { reportException(id: "none") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  settleNotice: { query: 'mutation { settleNotice(id: "none", outcome: IN_ORDER) { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  seeWaitingScan: { query: 'mutation { seeWaitingScan(id: "none") }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy', 'regulator', 'operator'] },
  openCase: { query: 'mutation { openCase(input: { commandId: "01a1f978-b580-737e-a231-b6587288cbe5", units: ["x"], kind: UNFIT, reason: "r" }) { ... on Refusal { code } } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  clearCase: { query: 'mutation { clearCase(input: { commandId: "01a1f978-b580-737e-a231-b6587288cbe5", id: "01a1f978-b580-737e-a231-b6587288cbe5", reason: "r" }) { ... on Refusal { code } } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  findIllegitimate: { query: 'mutation { findIllegitimate(input: { commandId: "01a1f978-b580-737e-a231-b6587288cbe5", id: "01a1f978-b580-737e-a231-b6587288cbe5", reason: "r", classification: UNFIT }) { ... on Refusal { code } } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  disposeCase: { query: 'mutation { disposeCase(input: { commandId: "01a1f978-b580-737e-a231-b6587288cbe5", id: "01a1f978-b580-737e-a231-b6587288cbe5", how: RETURNED, note: "" }) { ... on Refusal { code } } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  noteInCase: { query: 'mutation { noteInCase(id: "none", text: "t") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  answerQuestion: { query: 'mutation { answerQuestion(id: "none", question: TI_VALID, answer: YES) { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  drawSample: { query: 'mutation { drawSample(id: "none", gtin: "0", lot: "L") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  tickSample: { query: 'mutation { tickSample(id: "none", text: "t") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  tellPartners: { query: 'mutation { tellPartners(id: "none") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  writeForm3911: { query: 'mutation { writeForm3911(id: "none", input: {}) { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  recordSubmission: { query: 'mutation { recordSubmission(id: "none", type: INITIAL, submittedAt: "2026-01-01T00:00:00Z", how: "h") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  recordIncidentNumber: { query: 'mutation { recordIncidentNumber(id: "none", incidentNumber: "n") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  terminateCase: { query: 'mutation { terminateCase(id: "none") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  answerNoneFound: { query: 'mutation { answerNoneFound(noticeId: "none") { id } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  sendAgain: { query: 'mutation { sendAgain(shipmentId: "none") { state } }', open: ['maker', 'wholesaler', 'pharmacy', 'otherPharmacy'] },
  saveConnection: { query: 'mutation { saveConnection(input: { partnerGln: "0000000000000" }) { id } }', open: ['maker', 'wholesaler', 'operator'] },
  issueConnectionToken: { query: 'mutation { issueConnectionToken(id: "none") { token } }', open: ['maker', 'wholesaler', 'operator'] },
  revokeConnectionToken: { query: 'mutation { revokeConnectionToken(id: "none") { id } }', open: ['maker', 'wholesaler', 'operator'] },
  closeConnection: { query: 'mutation { closeConnection(id: "none") { id } }', open: ['maker', 'wholesaler', 'operator'] },
  importPartyCard: { query: 'mutation { importPartyCard(card: "{}") { id } }', open: ['operator'] },
  recordLicence: { query: 'mutation { recordLicence(input: { organisationId: "00000000000000000000000000000000", state: "NY", number: "1", validUntil: "2030-01-31" }) { id } }', open: ['operator'] },
  updateSite: { query: 'mutation { updateSite(input: { gln: "0000000000000", name: "n", timeZone: "UTC", address: { street: "s", city: "c", state: "s", postalCode: "p", country: "US" } }) { gln } }', open: ['operator'] },
  createOrganisation: { query: 'mutation { createOrganisation(input: { name: "n", gln: "0000000000000", kinds: [DISPENSER], address: { street: "s", city: "c", state: "s", postalCode: "p", country: "XX1" } }) { id } }', open: ['operator'] },
};

describe('who may ask what', () => {
  let trade: Trade;
  let people: Record<Role, Trader>;
  let queries: Record<string, string>;

  beforeAll(async () => {
    trade = await Trade.start();
    const party = await aParty(trade.test.app, { n: 60, name: 'The Operator', kind: TradingPartnerKind.REGULATOR, role: UserRole.OPERATOR });
    people = { maker: trade.maker, wholesaler: trade.wholesaler, pharmacy: trade.pharmacy, otherPharmacy: trade.otherPharmacy, regulator: trade.regulator, operator: { ...party, token: await trade.signIn(party.email) } };
    const lotId = await trade.lot('M1');
    const { packages } = await trade.commission(lotId, ['M1', 'M2', 'M3', 'M4']);
    const { packages: others } = await trade.commission(await trade.lot('M9'), ['M9']);
    const [one = '', two = '', , odd = ''] = packages;
    const shipment = await trade.done(trade.maker, 'ship', { toGln: trade.wholesaler.organisation.gln, units: [one, two, odd] });
    const receipt = await trade.send(trade.wholesaler, 'receive', { shipmentId: shipment });
    await trade.handOver(trade.wholesaler, trade.pharmacy, [one]);
    const coming = await trade.done(trade.maker, 'ship', { toGln: trade.otherPharmacy.organisation.gln, units: others });
    const { openCase } = await trade.get<{ openCase: { id: string } }>(trade.wholesaler, 'mutation ($input: OpenCaseInput!) { openCase(input: $input) { ... on SuspectCase { id } } }', { input: { commandId: trade.commandId(), units: [odd], kind: 'UNFIT', reason: 'Wet' } });
    await trade.get(trade.wholesaler, 'mutation ($input: FindIllegitimateInput!) { findIllegitimate(input: $input) { ... on SuspectCase { id } } }', { input: { commandId: trade.commandId(), id: openCase.id, classification: 'UNFIT', reason: 'Wet through' } });
    await trade.settle();
    await trade.get(trade.wholesaler, `mutation { tellPartners(id: "${openCase.id}") { id } }`);
    const toPharmacy = await trade.get<{ caseNotices: { items: { id: string }[] } }>(trade.pharmacy, '{ caseNotices { items { id } } }');
    await trade.done(trade.wholesaler, 'quarantine', { units: [two], reason: 'torn' });
    const recall = await trade.recall(trade.maker, ['M1']);
    const opened = await trade.get<{ openException: { id: string } }>(trade.wholesaler, 'mutation ($input: OpenExceptionInput!) { openException(input: $input) { id } }', {
      input: { partnerGln: trade.maker.organisation.gln, items: [{ kind: 'DAMAGED', gtin: trade.gtin }] },
    });
    await trade.get(people.operator, 'mutation ($id: ID!) { placeLegalHold(organisationId: $id, reason: "A case") { id } }', { id: trade.maker.organisation.id });
    await trade.get(trade.wholesaler, 'mutation ($input: ConnectionInput!) { saveConnection(input: $input) { id } }', { input: { partnerGln: trade.maker.organisation.gln, captureUrl: 'https://partner.example/capture' } });
    // Of a recalled lot the answer is final: what waits is what nobody has recorded yet.
    await trade.scan(trade.otherPharmacy, trade.barcode('NEVER', 'M9'));
    await trade.test.app.get(Notices).tell(
      { rule: 'SEEN_ELSEWHERE', recorded: trade.pharmacy.organisation.id, seen: trade.otherPharmacy.organisation.id },
      { link: `https://id.gs1.org/01/${trade.gtin}/21/M1`, seenAt: new Date(trade.now), seenAtSite: null, printed: { lot: 'M1', expiry: null }, recorded: { lot: 'M1', expiry: null } },
    );
    queries = {
      notices: '{ notices { items { id } } }',
      waitingScans: '{ waitingScans { id } }',
      verdictRules: '{ verdictRules { code } }',
      connections: '{ connections { id } }',
      partyCard: `{ partyCard(organisationId: "${trade.maker.organisation.id}") }`,
      arrival: `{ arrival(text: ${JSON.stringify(others[0])}) { shipmentIds } }`,
      expectedUnits: `{ expectedUnits(shipmentId: "${coming}") { units { epc } } }`,
      quarantineShelf: '{ quarantineShelf { items { epc } } }',
      exceptions: '{ exceptions { items { id } } }',
      exception: `{ exception(id: "${opened.openException.id}") { id } }`,
      suspectCases: '{ suspectCases { items { id } } }',
      suspectCase: `{ suspectCase(id: "${openCase.id}") { id } }`,
      caseNotices: '{ caseNotices { items { id } } }',
      caseNotice: `{ caseNotice(id: "${toPharmacy.caseNotices.items[0]?.id ?? ''}") { id } }`,
      colleagues: '{ colleagues { id } }',
      legalHolds: '{ legalHolds { id } }',
      obligations: '{ obligations { since } }',
      products: '{ products { items { id } } }',
      lots: '{ lots { items { id } } }',
      lot: `{ lot(id: "${lotId}") { id } }`,
      labels: `{ labels(lotId: "${lotId}") { items { text } } }`,
      stock: '{ stock { lot } }',
      heldPackages: `{ heldPackages(lotId: "${lotId}") { items { text } } }`,
      packagesBySerial: '{ packagesBySerial(serial: "M1") { text } }',
      shipments: '{ shipments(direction: OUTBOUND) { items { id } } }',
      shipment: `{ shipment(id: "${shipment}") { id } }`,
      recalls: '{ recalls { id } }',
      recall: `{ recall(id: "${recall}") { id } }`,
      recallPreview: `{ recallPreview(lots: [{ gtin: "${trade.gtin}", lot: "M1" }]) { lots { lot } } }`,
      transaction: `{ transaction(txId: "${receipt.txId}") { canonical } }`,
      pedigree: `{ pedigree(text: ${JSON.stringify(one)}) { text } }`,
      dossier: `{ dossier(text: ${JSON.stringify(one)}) }`,
      ledger: '{ ledger { root } }',
      organisations: '{ organisations { id } }',
      users: '{ users { id } }',
    };
  });
  afterAll(() => trade.test.close());

  it.each(Object.keys(MATRIX))('%s', async (name) => {
    const found = await Promise.all(
      ROLES.map(async (role) => {
        const { data, errors } = await trade.ask(people[role], queries[name] ?? '');
        if (errors) return errors[0]?.extensions.code;
        return holdsSomething(data?.[name]) ? 'sees' : 'nothing';
      }),
    );
    expect(found).toEqual(MATRIX[name]);
  });

  it.each(Object.keys(DOOR))('%s is open to its roles alone', async (name) => {
    const { open, query } = DOOR[name] as (typeof DOOR)[string];
    for (const role of ROLES) {
      const code = (await trade.ask(people[role], query)).errors?.[0]?.extensions.code;
      expect([role, code === 'FORBIDDEN']).toEqual([role, !open.includes(role)]);
    }
  });

  it('nothing of it without a session', async () => {
    for (const query of [...Object.values(queries), ...Object.values(DOOR).map((door) => door.query)]) {
      expect((await trade.test.ask(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });
});

function holdsSomething(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSomething);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(holdsSomething);
  return value !== null && value !== undefined && value !== '';
}
