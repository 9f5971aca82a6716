import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TradingPartnerKind } from '../identity/trading-partner-kind.ts';
import type { CaseEntry, CaseFile } from './case-file.ts';
import { caseMessage } from './case-message.ts';
import { form3911, type FormDrug } from './form-3911.ts';
import { form3911Pdf } from './form-3911-pdf.ts';
import { type FormFields, REPORT_TYPES, type ReportType } from './form-fields.ts';

const AT = new Date('2026-12-31T03:00:00Z');
const entry = (kind: CaseEntry['kind'], body: object): CaseEntry => ({ id: kind, kind, state: 'notified', dueAt: null, at: AT, byUser: 'u', body }) as unknown as CaseEntry;
const aDrug = (more: Partial<FormDrug> = {}): FormDrug => ({ productName: 'Corvanta', strength: '5 mg', dosageForm: 'TABLET', ndc: '0001-0123-45', lot: 'L1', expiry: '2027-11-30', count: 2, ...more });
const aCase = (entries: CaseEntry[] = [], units = [{ link: 'https://id.gs1.org/01/00300010123455/21/S1', gtin: '00300010123455', serial: 'S1', sscc: null, lot: 'L1', expiry: '2027-11-30', ref: 'i/k' }]): CaseFile => ({
  id: 'c', organisationId: 'o', siteGln: null, timeZone: 'America/Chicago', reasonKind: 'COUNTERFEIT', reason: 'The seal is broken', noticeId: null, openedBy: 'u', openedAt: AT, units, lots: [{ gtin: '00300010123455', number: 'L1' }],
  entries: [entry('opened', {}), entry('found_illegitimate', { classification: 'DIVERTED', reason: 'Not ours' }), ...entries],
});
const company = { name: 'Northside Pharmacy', kinds: [TradingPartnerKind.DISPENSER], address: { street: '1 Main Street', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' } };
const make = (type: ReportType, { drugs = [aDrug()], file = aCase(), written }: { drugs?: FormDrug[]; file?: CaseFile; written?: FormFields } = {}) => {
  const form = form3911({ type, drugs, company, user: { name: 'A. Pharmacist', email: 'a@example.com' }, file: written ? { ...file, entries: [...file.entries, entry('form', written)] } : file });
  return { ...form, value: (number: number) => form.items.find((item) => item.number === number)?.value };
};

describe('the data set of Form FDA 3911', () => {
  it('has the 23 items in their order, whatever the report', () => {
    for (const type of Object.keys(REPORT_TYPES) as ReportType[]) {
      const { items, value } = make(type);
      expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 23 }, (_, i) => i + 1));
      expect(value(1)).toBe({ INITIAL: 'Initial Notification', FOLLOW_UP: 'Follow-up Notification', TERMINATION: 'Request for Termination' }[type]);
    }
  });

  it('leaves the incident number blank on the initial notification, and needs it on every other', () => {
    const file = aCase([entry('submitted', { type: 'INITIAL', submittedAt: '2026-12-31T04:00:00Z', how: 'Portal' }), entry('numbered', { incidentNumber: 'INC-1' })]);
    expect([make('INITIAL', { file }).value(2), make('FOLLOW_UP', { file }).value(2), make('TERMINATION', { file }).value(2)]).toEqual(['', 'INC-1', 'INC-1']);
    expect(make('FOLLOW_UP').missing).toContain(2);
    expect(make('INITIAL').missing).not.toContain(2);
  });

  it('writes days as the form does, by the calendar of the place', () => {
    const file = aCase([entry('submitted', { type: 'INITIAL', submittedAt: '2027-01-01T05:59:00Z', how: 'Portal' })]);
    expect([make('FOLLOW_UP', { file }).value(3), make('FOLLOW_UP', { file }).value(4), make('FOLLOW_UP', { file }).value(16)]).toEqual(['12/31/2026', '12/30/2026', '11/30/2027']);
  });

  it('says Multiple where several drugs are involved: in 6, 7 and 10 always, in 9 unless one description fits all, in 11 where the forms differ', () => {
    const other = aDrug({ productName: 'Lumirex', strength: '10 mg', lot: 'L2' });
    const several = make('INITIAL', { drugs: [aDrug(), other], written: { productName: 'Corvanta', primaryIngredients: 'x', strength: 'y' } });
    expect([6, 7, 9, 10, 11].map(several.value)).toEqual(['Multiple', 'Multiple', 'Multiple', 'Multiple', 'TABLET']);
    expect(make('INITIAL', { drugs: [aDrug(), { ...other, dosageForm: 'CAPSULE' }] }).value(11)).toBe('Multiple');
    expect(make('INITIAL', { drugs: [aDrug(), other], written: { drugDescription: 'Finished Prescription Drug' } }).value(9)).toBe('Finished Prescription Drug');
    // Two lots of one drug are one drug.
    expect([6, 10, 12, 15].map(make('INITIAL', { drugs: [aDrug(), aDrug({ lot: 'L2' })] }).value)).toEqual(['Corvanta', '5 mg', '4 packages', 'L1']);
  });

  it('takes what a person wrote before what the case says, the newest first', () => {
    const form = make('TERMINATION', { written: { classification: 'Stolen', description: 'Taken from a van', whyNoLonger: 'All of it was destroyed', alsoReported: ['FAR', 'Other'], alsoReportedOther: 'Police', contactName: 'B', contactPhone: '555', contactEmail: 'b@example.com' } });
    expect([5, 17, 18, 19, 23].map(form.value)).toEqual(['Stolen', 'Taken from a van', 'All of it was destroyed', 'FAR, Other: Police', 'B, 555, b@example.com']);
    expect([5, 17, 18].map(make('INITIAL').value)).toEqual(['Diverted', 'Not ours', '']);
  });

  it('keeps what was written of the other items when one is written again', () => {
    const file = aCase([entry('form', { drugUse: 'Human use', quantity: '3 bottles' }), entry('form', { drugUse: null, quantity: '4 bottles' })]);
    expect([8, 12].map(make('INITIAL', { file }).value)).toEqual(['Human use', '4 bottles']);
  });

  it('offers the lists that the form has where they are known, and says where one is not', () => {
    const { items } = make('INITIAL');
    expect(items.flatMap(({ number, options }) => (options ? [number] : []))).toEqual([1, 5, 8, 19, 21]);
    expect(items.flatMap(({ note, number }) => (note ? [number] : []))).toEqual([9, 11]);
    for (const { options, value } of items) if (options && value) expect(options).toContain(value);
  });

  it('names the one category of the company, and asks where it has several or none of the four', () => {
    const of = (kinds: TradingPartnerKind[], written?: FormFields) => {
      const file = aCase(written ? [entry('form', written)] : []);
      const { items, missing } = form3911({ type: 'INITIAL', drugs: [aDrug()], company: { ...company, kinds }, user: { name: 'A', email: 'a@example.com' }, file });
      return [items.find(({ number }) => number === 21)?.value, missing.includes(21)];
    };
    expect(of([TradingPartnerKind.DISPENSER])).toEqual(['Dispenser (Pharmacy)', false]);
    expect(of([TradingPartnerKind.WHOLESALE_DISTRIBUTOR, TradingPartnerKind.RETURNS_PROCESSOR])).toEqual(['Wholesale distributor', false]);
    expect(of([TradingPartnerKind.MANUFACTURER, TradingPartnerKind.REPACKAGER])).toEqual(['', true]);
    expect(of([TradingPartnerKind.THIRD_PARTY_LOGISTICS])).toEqual(['', true]);
    expect(of([TradingPartnerKind.THIRD_PARTY_LOGISTICS], { companyCategory: 'Manufacturer' })).toEqual(['Manufacturer', false]);
  });

  it('says that it is prepared and not submitted, as JSON and on paper, in the same bytes each time', async () => {
    const form = make('INITIAL');
    expect(form.status).toMatch(/^Prepared .*not submitted/);
    const print = () => form3911Pdf(form, { caseId: 'c', madeAt: AT });
    const [one, two] = [await print(), await print()];
    expect(one.subarray(0, 5).toString()).toBe('%PDF-');
    expect(one.equals(two)).toBe(true);
  });
});

describe('the message to a partner', () => {
  it('names product, lot and reason, asks what the law asks, and accuses nobody', () => {
    const lot = { product: 'Corvanta', ndc: '0001-0123-45', gtin: '00300010123455', number: 'L1', expires: '2027-11-30' };
    const sender = { name: 'Northside Pharmacy', gln: '0614141000012', user: 'A. Pharmacist', email: 'a@example.com' };
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.constantFrom('notification' as const, 'termination' as const), fc.option(fc.constant('INC-1')), fc.nat(300), (soldToUs, mayHave, kind, incidentNumber, count) => {
        const units = Array.from({ length: count }, (_, i) => ({ link: `https://id.gs1.org/01/00300010123455/21/S${i}` }));
        const { subject, text } = caseMessage({ kind, caseId: 'c-1', partner: { name: 'P', soldToUs, mayHave }, sender, lots: [lot], units, incidentNumber });
        expect(subject).toContain('Corvanta');
        expect(text).toContain('lot L1, expiry 2027-11-30');
        expect(text).toContain('c-1');
        expect(text.includes('it came to us from you')).toBe(soldToUs && kind === 'notification');
        expect(text.includes('you may have received')).toBe(mayHave && kind === 'notification');
        expect(text.includes('INC-1')).toBe(incidentNumber !== null);
        expect(text.length).toBeLessThan(10_000);
        expect(`${subject} ${text}`).not.toMatch(/fake|genuine|\bsafe\b|fraud|guilty|your fault|undefined|null/i);
      }),
    );
  });
});
