import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { commandIdAt } from '@packtrail/ledger';
import { nodesOf } from '@packtrail/ledger/fabric';
import { readNetwork } from '@packtrail/ledger/fabric-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeTrade } from '../journeys/trade.ts';
import { launchBrowser } from '../support/browser.ts';
import { packagesAt } from '../support/demo-units.ts';
import { type NodeUnderTest, startNode } from '../support/node-under-test.ts';
import { offlineVerifier } from '../support/offline-verifier.ts';
import { signedIn } from '../support/portal.ts';
import { LOTS_LAST_LONGER, withRules } from './raw.ts';

const onFabric = (port: number) => (): Promise<NodeUnderTest> =>
  startNode({ data: mkdtempSync(join(tmpdir(), 'packtrail-fabric-portal-')), environment: { LEDGER: 'fabric', PACKTRAIL_FABRIC_PORT: String(port) } });

describeTrade('the trade, on a Fabric network', onFabric(18_350));

describe('a portal on a Fabric network', () => {
  let node: NodeUnderTest;
  let browser: Browser;
  beforeAll(async () => {
    [node, browser] = await Promise.all([onFabric(18_550)(), launchBrowser()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await node?.end();
  });

  it('gives dossiers that a majority of the organisations has cosigned, and that are proven without network', async () => {
    const [text = ''] = await packagesAt(node, { lot: 'CV2401', state: 'active', organisation: 'Northside Pharmacy', count: 1 });
    const token = await node.signIn('pharmacist@demo.example');
    const nodes = nodesOf(readNetwork(join(node.data, 'fabric'))).flatMap((each) => each.address() ?? []);
    expect(nodes).toHaveLength(4);
    const trust = { witnesses: nodes.map(({ vkey }) => vkey), witnessesNeeded: 3 };
    const offline = await offlineVerifier(browser);
    expect(await offline.online()).toEqual([false, false]);
    await expect
      .poll(
        async () => {
          const { dossier, ledger } = await node.ask<{ dossier: string; ledger: { logKey: string } }>('query ($text: String!) { dossier(text: $text) ledger { logKey } }', { text }, token);
          const { cosigned = [], good } = await offline.verify(dossier, ledger.logKey, trust);
          return { good, cosigned: cosigned.map(({ name }) => name).sort() };
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual({ good: true, cosigned: ['distributor/node', 'manufacturer/node', 'pharmacy/node', 'regulator/node'] });
    await offline.close();
  });

  it('shows engine, organisations, the heights of their peers, the nodes that cosign, and who endorsed a transaction', async () => {
    const operator = await signedIn(browser, node, { email: 'operator@demo.example' });
    const { page } = operator;
    await operator.go('Ledger');
    await page.getByText('Hyperledger Fabric: several organisations keep it').waitFor();
    const organisations = page.getByRole('region', { name: 'Organisations' }).getByRole('row');
    await organisations.filter({ hasText: 'answers' }).nth(3).waitFor();
    const heights = await Promise.all(['Manufacturer', 'Distributor', 'Pharmacy', 'Regulator'].map((name) => organisations.filter({ hasText: name }).getByRole('cell').nth(2).innerText()));
    expect(new Set(heights).size).toBe(1);
    expect(Number(heights[0]?.replaceAll(',', ''))).toBeGreaterThan(40);
    await page.getByRole('region', { name: 'Nodes that cosign the log' }).getByRole('row').filter({ hasText: 'cosigns' }).nth(3).waitFor();
    await page.getByRole('region', { name: 'Blocks' }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: /^Transaction: / }).waitFor();
    const endorsers = await page.getByText('Endorsed by').locator('xpath=following-sibling::*[1]').innerText();
    expect(endorsers.split(', ').length).toBeGreaterThanOrEqual(3);
    expect(operator.faults).toEqual([]);
    await operator.leave();
  });

  it('goes on when one organisation’s rules are altered, also its own, and the Ledger page names it', async () => {
    const token = await node.signIn('manufacturer@demo.example');
    const network = readNetwork(join(node.data, 'fabric'));
    await withRules(
      ['manufacturer'],
      LOTS_LAST_LONGER,
      async () => {
        const input = { commandId: commandIdAt(Date.now()), gtin: '00399998101302', lot: 'ALTERED1', expiry: '2029-06-30' };
        const { registerLot } = await node.ask<{ registerLot: { txId?: string } }>('mutation ($input: RegisterLotInput!) { registerLot(input: $input) { ... on Receipt { txId } ... on Refusal { message } } }', { input }, token);
        expect(registerLot.txId).toMatch(/^[0-9a-f]{64}$/);
      },
      network,
    );
    const operator = await signedIn(browser, node, { email: 'operator@demo.example' });
    await operator.go('Ledger');
    const alert = operator.page.getByRole('alert').filter({ hasText: 'comes to something else than the others' });
    await alert.getByText('Manufacturer comes to something else than the others').waitFor();
    expect(await alert.count()).toBe(1);
    expect(operator.faults).toEqual([]);
    await operator.leave();
  });

  it('leaves no process of the network behind when it ends', async () => {
    await node.stop();
    const network = readNetwork(join(node.data, 'fabric'));
    const answers = await Promise.all(nodesOf(network).map(({ url }) => fetch(`${url}/status`).then(() => true, () => false)));
    expect(answers).toEqual([false, false, false, false]);
  });
});
