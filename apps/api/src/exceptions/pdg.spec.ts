import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workspaceRoot } from '../platform/workspace.ts';
import type { ExceptionItem, WholeCase } from './exception-case.ts';
import { EXCEPTION_KINDS, type ExceptionKind, RESOLUTIONS, SOURCES } from './exception-kinds.ts';
import { neutralMessage } from './neutral-message.ts';
import { isoDay, itemsOfReport, pdgReport, ReportSchema } from './pdg-report.ts';
import { pdgResponse, ResponseSchema } from './pdg-response.ts';

const schemas = join(workspaceRoot(), '..', 'shared', 'fixtures', 'dscsa-exceptions');
const official = (name: string) => {
  const path = join(schemas, name);
  return existsSync(path) ? new Ajv({ strict: false }).compile(JSON.parse(readFileSync(path, 'utf8')) as object) : null;
};
const [isReport, isResponse] = [official('report_schema.json'), official('response_schema.json')];
const unchecked = isReport ? '' : ' (not checked: the schemas are absent)';

const SENDER = { email: 'user@example.com', gln: '0614141000012', vp: null, phone: null };
const MESSAGE = 'c8a5f9c6-6a5e-4b6e-9d1e-3f0c5b2a7d10';
const text = fc.stringMatching(/^[A-Z0-9-]{1,20}$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const day = fc.date({ min: new Date('2025-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));

const item: fc.Arbitrary<ExceptionItem> = fc.record({
  itemUuid: fc.uuid(),
  kind: fc.constantFrom(...(Object.keys(EXCEPTION_KINDS) as ExceptionKind[])),
  gtin: fc.constant('00361414000011'),
  serial: maybe(text),
  sscc: fc.constant(null),
  lot: maybe(text),
  expiry: maybe(day),
  dataGtin: maybe(fc.constant('00361414000028')),
  dataSerial: maybe(text),
  dataLot: maybe(text),
  dataExpiry: maybe(day),
  quantityOrdered: maybe(fc.nat(1_000)),
  quantityReceived: maybe(fc.nat(1_000)),
  invalid: maybe(text),
  proposed: maybe(text),
  source: maybe(fc.constantFrom(...SOURCES)),
  note: maybe(text),
  asks: fc.constantFrom(...RESOLUTIONS),
  answer: maybe(fc.constantFrom('Accept' as const, 'Reject' as const)),
  answerComment: maybe(text),
  alternative: maybe(fc.constantFrom(...RESOLUTIONS)),
});
const aCase = (items: readonly ExceptionItem[]): WholeCase => ({
  id: '1', caseUuid: '0f3d0d5e-8f5e-4b53-8a0e-6a3b4b1c2d3e', organisationId: 'a', raisedHere: true, partnerId: null, partnerGln: null, partnerName: 'Partner', partnerEmail: null,
  shipmentId: null, captureJobId: null, fileId: 'FILE-1', purchaseOrder: 'PO-1', note: '', state: 'open', openedBy: null, ownerId: null, openedAt: new Date(0), dueAt: new Date(0),
  reportedAt: null, answeredAt: null, resolvedAt: null, resolvedBy: null, resolution: null, items, messages: [],
});
const cases = fc.array(item, { minLength: 1, maxLength: 12 }).map(aCase);
const made = { at: 1_780_000_000_123, messageUuid: MESSAGE, sender: SENDER };

describe('reports and answers of the Partnership for DSCSA Governance', () => {
  it(`writes reports that its schema takes, whatever the case holds${unchecked}`, () => {
    fc.assert(
      fc.property(cases, fc.boolean(), (whole, resolved) => {
        const report = JSON.parse(JSON.stringify(pdgReport(whole, { ...made, resolved }))) as object;
        if (isReport) expect(isReport(report) || isReport.errors).toBe(true);
        expect(ReportSchema.safeParse(report).success).toBe(true);
      }),
    );
    if (isReport) expect(isReport({ ...pdgReport(aCase([]), { ...made, resolved: false }), case_resolved: 'no' })).toBe(false);
  });

  it('reads each item of its own report again, but for what a report has no place for', () => {
    fc.assert(
      fc.property(cases, (whole) => {
        const report = ReportSchema.parse(JSON.parse(JSON.stringify(pdgReport(whole, { ...made, resolved: false }))));
        const read = itemsOfReport(report, () => '00000000-0000-4000-8000-000000000000');
        expect(read).toHaveLength(whole.items.length);
        const placed = whole.items.filter(({ kind }) => kind !== 'DAMAGED' && kind !== 'PACKAGING');
        const byId = new Map(read.map((each) => [each.itemUuid, each]));
        for (const { asks, itemUuid, kind } of placed) expect(byId.get(itemUuid)).toMatchObject({ kind, asks });
      }),
    );
  });

  it(`writes answers that its schema takes, with every item that has one${unchecked}`, () => {
    fc.assert(
      fc.property(cases, (whole) => {
        const response = pdgResponse(whole, { ...made, note: null });
        if (isResponse) expect(isResponse(JSON.parse(JSON.stringify(response))) || isResponse.errors).toBe(true);
        expect(ResponseSchema.parse(JSON.parse(JSON.stringify(response))).response_items.map(({ exception_item_uuid }) => exception_item_uuid)).toEqual(
          whole.items.filter(({ answer }) => answer !== null).map(({ itemUuid }) => itemUuid),
        );
      }),
    );
  });

  it('reads days as partners write them', () => {
    expect(['01012027', '271231', '2027-03-31', 'soon'].map(isoDay)).toEqual(['2027-01-01', '2027-12-31', '2027-03-31', 'soon']);
  });

  it('says in words what was seen and asked, and accuses nobody', () => {
    fc.assert(
      fc.property(cases, (whole) => {
        const { subject, text: told } = neutralMessage(whole, { name: 'Northside Pharmacy', gln: '0614141000012', user: 'The pharmacist' });
        expect(subject).toContain('PO-1');
        expect(told).toContain(whole.caseUuid);
        for (const line of told.split(' We ask: ').slice(0, -1)) expect(line).toMatch(/[.!?]$/);
        expect(`${subject} ${told}`).not.toMatch(/fake|counterfeit|fraud|suspect|illegal|your fault|error|undefined|null|\{unit\}/i);
      }),
    );
  });
});
