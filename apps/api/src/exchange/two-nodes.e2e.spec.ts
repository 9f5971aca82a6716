import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyDossier } from '@packtrail/ledger/verify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TwoNodes } from './testing/two-nodes.ts';

describe('goods of one node arrive at another', () => {
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

    await nodes.b.done(nodes.buyer, 'receive', { shipmentId: shipment });
    const [serial = ''] = (await nodes.b.query<{ serial: string }>("select serial from record.unit where kind = 'package' order by serial")).map((row) => row.serial);
    const scanned = await nodes.scan(nodes.barcode(serial, 'A1'));
    expect(scanned).toMatchObject({ verdict: 'MATCHES' });
    expect(scanned.pedigree?.steps.map(({ bizStep, organisation }) => `${bizStep} ${organisation?.name}`)).toEqual(['commissioning Halden Pharma', 'packing Halden Pharma', 'shipping Halden Pharma', 'receiving Northside Pharmacy']);

    const log = readFileSync(join(nodes.ledgerDir, 'log.vkey'), 'utf8').trim();
    expect(await verifyDossier(await nodes.dossier(nodes.barcode(serial, 'A1')), log)).toMatchObject({ good: true });
    await nodes.b.done(nodes.buyer, 'dispense', { units: [nodes.barcode(serial, 'A1')] });
    expect(await verifyDossier(await nodes.dossier(nodes.barcode(serial, 'A1')), log)).toMatchObject({ good: true });
  });
});
