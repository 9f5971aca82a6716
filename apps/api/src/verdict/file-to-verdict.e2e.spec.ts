import { commandIdAt } from '@packtrail/ledger';
import { afterEach, describe, expect, it } from 'vitest';
import { Database } from '../platform/database.ts';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, SAMPLE, type Trader, TradeWorld } from '../interop/testing/trade.ts';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import { UserRole } from '../identity/user-role.ts';
import { Users } from '../identity/users.ts';
import { Projector } from '../projection/projector.ts';
import { PASSWORD } from '../testing/people.ts';
import { codesOf, type Scanned } from '../testing/trade.ts';

const GTIN = '00361414567894';
const SAMPLE_SELLER = { gln: '0300011111116', prefix: '030001' };
const SAMPLE_BUYER = { gln: '0399999999991', prefix: '039999' };
const source = SAMPLE === undefined ? 'our own file, the guideline’s not being here' : 'the sample of the guideline';
/** Where the guideline's sample is not at hand: our own file, made as old. */
const OLD_FILE =
  SAMPLE ??
  GOLDEN.replaceAll('0361414.00001.0', '030001.111111.0')
    .replaceAll('0614141.00017.0', '039999.999999.0')
    .replaceAll('2026-05-0', '2023-04-0')
    .replaceAll('2028-03-31', '2025-03-27');
const OLD_PACKAGE = SAMPLE === undefined ? `]d201${GTIN}21PK0002` : ']d20100300010123455211' + '4\u001d1725032710A123';

describe('from a file to a verdict', () => {
  let world: TradeWorld;
  const now = { ms: GOLDEN_NOW };
  afterEach(() => world.test.close());

  const ask = async <T>(who: Trader, query: string, variables: object): Promise<T> => {
    const { data, errors } = await world.test.ask(query, variables, { token: who.token });
    if (!data) throw new Error(JSON.stringify(errors));
    await world.test.app.get(Projector).catchUp();
    return data as T;
  };
  const receive = async (who: Trader, shipmentId: string | undefined) => {
    const { receive: answer } = await ask<{ receive: { txId?: string } }>(who, 'mutation ($input: ReceiveInput!) { receive(input: $input) { ... on Receipt { txId } ... on Refusal { code message } } }', {
      input: { commandId: commandIdAt(now.ms), shipmentId },
    });
    expect(answer).toHaveProperty('txId');
  };
  const scan = async (who: Trader, text: string): Promise<Scanned> =>
    (
      await ask<{ scan: Scanned }>(
        who,
        `query ($text: String!) { scan(text: $text) { verdict reasons { code message next } unit { kind } product { name ndc gtin strength } package { gtin serial lot expiry state }
           recall { reason instructions } pedigree { steps { bizStep organisation { name } counterpart { name } place { name } stated historical blockNumber } } } }`,
        { text },
      )
    ).scan;

  describe(`of old: ${source}`, () => {
    it('imported by its seller and received by its buyer says expired, with the handoffs of both, marked historical', async () => {
      world = await TradeWorld.start({ now });
      const seller = await world.manufacturer(SAMPLE_SELLER.gln, SAMPLE_SELLER.prefix);
      const buyer = await world.wholesaler(SAMPLE_BUYER.gln, SAMPLE_BUYER.prefix);
      const job = await world.capture(seller, OLD_FILE);
      await receive(buyer, job.shipmentIds[0]);
      const scanned = await scan(buyer, OLD_PACKAGE);
      expect(scanned.verdict).toBe('DO_NOT_USE');
      expect(codesOf(scanned)).toContain('EXPIRED');
      if (SAMPLE !== undefined) expect(scanned).toMatchObject({ product: { name: 'Epcistra', ndc: '0001-0123-45', strength: '100mg' }, package: { lot: 'A123', expiry: '2025-03-27', serial: '14' } });
      const steps = scanned.pedigree?.steps ?? [];
      expect(steps.map(({ bizStep }) => bizStep)).toEqual(['commissioning', 'packing', 'packing', 'shipping', 'receiving']);
      expect(steps.at(-2)).toMatchObject({ organisation: { name: `Party ${seller.gln}` }, counterpart: { name: `Party ${buyer.gln}` }, historical: true, stated: false });
      expect(steps.slice(0, 4).every(({ historical }) => historical)).toBe(true);
      // The buyer has received it now.
      expect(steps.at(-1)).toMatchObject({ organisation: { name: `Party ${buyer.gln}` }, historical: false });
    });

    it('imported by its buyer alone says expired and stated by the supplier', async () => {
      world = await TradeWorld.start({ now });
      const buyer = await world.wholesaler(SAMPLE_BUYER.gln, SAMPLE_BUYER.prefix);
      const job = await world.capture(buyer, OLD_FILE);
      await receive(buyer, job.shipmentIds[0]);
      const scanned = await scan(buyer, OLD_PACKAGE);
      expect(scanned.verdict).toBe('DO_NOT_USE');
      expect(codesOf(scanned)).toEqual(expect.arrayContaining(['EXPIRED', 'STATED_BY_SUPPLIER']));
      const steps = scanned.pedigree?.steps ?? [];
      expect(steps.map(({ bizStep, stated }) => [bizStep, stated])).toEqual([
        ['commissioning', true],
        ['packing', true],
        ['packing', true],
        ['shipping', true],
        ['receiving', false],
      ]);
      if (SAMPLE !== undefined) expect(steps[0]?.organisation?.name).toBe('GS1 Pharma');
    });
  });

  describe('of now: our own golden file', () => {
    const PACKAGE = `]d201${GTIN}21PK0002`;

    it('imported by its seller matches at its buyer', async () => {
      world = await TradeWorld.start({ now });
      const seller = await world.manufacturer(GOLDEN_SELLER.gln, GOLDEN_SELLER.prefix, GOLDEN_SELLER.dc);
      const buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
      const job = await world.capture(seller, GOLDEN);
      expect(codesOf(await scan(buyer, PACKAGE))).toEqual(['NOT_RECEIVED_YET']);
      await receive(buyer, job.shipmentIds[0]);
      const scanned = await scan(buyer, PACKAGE);
      expect(scanned).toMatchObject({ verdict: 'MATCHES', reasons: [] });
      expect(scanned.pedigree?.steps.map(({ historical, stated }) => historical || stated)).toEqual([false, false, false, false, false]);
    });

    it('imported by its buyer alone matches as stated by the supplier, until that lot is recalled', async () => {
      world = await TradeWorld.start({ now });
      const buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
      const regulator = await world.trader({ gln: '0399992000014', prefixes: [], kind: TradingPartnerKind.REGULATOR, role: UserRole.REGULATOR });
      const job = await world.capture(buyer, GOLDEN);
      await receive(buyer, job.shipmentIds[0]);
      expect(await scan(buyer, PACKAGE)).toMatchObject({ verdict: 'MATCHES', reasons: [{ code: 'STATED_BY_SUPPLIER' }] });

      const [lot] = await world.test.app.get(Database).query<{ gtin: string; number: string }>('select gtin, number from record.lot');
      const second = await world.test.app.get(Users).create({ organisationId: regulator.id, email: 'second@example.com', name: 'The second officer', role: UserRole.REGULATOR, password: PASSWORD });
      const token = ((await world.test.ask('mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { token } }', { email: second.email, password: PASSWORD })).data as { signIn: { token: string } }).signIn.token;
      const { proposeRecall } = await ask<{ proposeRecall: { id: string } }>(regulator, 'mutation ($input: ProposeRecallInput!) { proposeRecall(input: $input) { id } }', {
        input: { lots: [{ gtin: lot?.gtin, lot: lot?.number }], class: 'II', depth: 'RETAIL', reason: 'Wrong strength on the label.', instructions: 'Return every package.', contact: 'recalls@example.com' },
      });
      const { confirmRecall } = await ask<{ confirmRecall: object }>({ ...regulator, token }, 'mutation ($input: ConfirmRecallInput!) { confirmRecall(input: $input) { ... on Receipt { txId } ... on Refusal { code message } } }', {
        input: { commandId: commandIdAt(now.ms), id: proposeRecall.id },
      });
      expect(confirmRecall).toHaveProperty('txId');
      expect(await scan(buyer, PACKAGE)).toMatchObject({ verdict: 'DO_NOT_USE', reasons: [{ code: 'RECALLED' }, { code: 'STATED_BY_SUPPLIER' }], recall: { reason: 'Wrong strength on the label.', instructions: 'Return every package.' } });
    });
  });
});
