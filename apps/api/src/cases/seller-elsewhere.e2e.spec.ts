import { commandIdAt } from '@packtrail/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOLDEN, GOLDEN_BUYER, GOLDEN_NOW, GOLDEN_SELLER, type Trader, TradeWorld } from '../interop/testing/trade.ts';
import { Projector } from '../projection/projector.ts';

const NOTICES = 'id state notices { partnerName partnerGln partnerIsHere soldToUs mayHave isNotification message { subject text } }';
const ONE = 'urn:epc:id:sgtin:0361414.056789.PK0001';

describe('illegitimate product of a seller who is not here', () => {
  let world: TradeWorld;
  let buyer: Trader;

  beforeAll(async () => {
    world = await TradeWorld.start({ now: { ms: GOLDEN_NOW } });
    buyer = await world.wholesaler(GOLDEN_BUYER.gln, GOLDEN_BUYER.prefix);
    const { shipmentIds } = await world.capture(buyer, GOLDEN);
    await ask('mutation ($input: ReceiveInput!) { receive(input: $input) { ... on Receipt { txId } } }', { shipmentId: shipmentIds[0] });
  });
  afterAll(() => world.test.close());

  const ask = async (query: string, input: object = {}): Promise<Record<string, unknown>> => {
    const { data, errors } = await world.test.ask(query, { input: { commandId: commandIdAt(GOLDEN_NOW), ...input } }, { token: buyer.token });
    if (!data) throw new Error(JSON.stringify(errors));
    await world.test.app.get(Projector).catchUp();
    return Object.values(data)[0] as Record<string, unknown>;
  };

  it('is told to the seller by the name and the number that its file stated, in a message that a person sends', async () => {
    const { id } = await ask('mutation ($input: OpenCaseInput!) { openCase(input: $input) { ... on SuspectCase { id } ... on Refusal { code message } } }', { units: [ONE], kind: 'FRAUDULENT', reason: 'The order is not ours' });
    await ask('mutation ($input: FindIllegitimateInput!) { findIllegitimate(input: $input) { ... on SuspectCase { id } ... on Refusal { code message } } }', { id, classification: 'FRAUDULENT', reason: 'The order is not ours' });
    const told = await ask(`mutation { tellPartners(id: "${String(id)}") { ${NOTICES} } }`);
    expect(told['notices']).toMatchObject([{ partnerName: 'Golden Pharma', partnerGln: GOLDEN_SELLER.gln, partnerIsHere: false, soldToUs: true, mayHave: false, isNotification: true }]);
    const [{ message }] = told['notices'] as [{ message: { subject: string; text: string } }];
    expect(message.text).toContain('(21)PK0001');
    expect(message.text).toContain('it came to us from you');
  });
});
