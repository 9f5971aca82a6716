import { z } from 'zod';
import type { ExceptionItem, WholeCase } from './exception-case.ts';
import { itemName } from './exception-case.ts';
import { exceptionKind, RESOLUTIONS, SOURCES } from './exception-kinds.ts';

/** Texts of a partner's message are kept and shown: none is endless, and neither is a list. */
const ITEMS_MAX = 10_000;
const text = z.string().max(500);
const uuid = z.guid().toLowerCase();
const optional = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);
const list = <T extends z.ZodType>(type: T) => z.array(type).max(ITEMS_MAX).nullish().transform((value) => value ?? []);
const resolution = z.enum(RESOLUTIONS);

export const contact = z.object({ email: text, vp: optional(text), gln: optional(text), phone: optional(text) });

/** The exception report of the Partnership for DSCSA Governance (PDG), as its JSON schema has it. What it does not name is passed over. */
export const ReportSchema = z.object({
  message_uuid: uuid,
  exception_case_uuid: uuid,
  timestamp: z.int(),
  po_number: text,
  sender_information: contact,
  exceptions: z
    .object({
      missing_product_data: list(z.object({ exception_item_uuid: uuid, product_gtin: text, observation_source: z.enum(SOURCES), resolution_request: resolution, product_serial: optional(text) })),
      missing_product: list(z.object({ exception_item_uuid: uuid, file_id: text, product_gtin: text, product_serial: text, resolution_request: resolution })),
      data_misalignment: list(
        z.object({
          exception_item_uuid: uuid,
          received_product_gtin: text,
          received_product_lot: text,
          received_product_expiry: text,
          received_product_serial: text.nullable(),
          product_data_gtin: text,
          product_data_lot: text,
          product_data_expiry: text,
          product_data_serial: text.nullable(),
          resolution_request: resolution,
        }),
      ),
      overages: list(z.object({ exception_item_uuid: uuid, gtin: text, quantity_ordered: z.int(), quantity_received: z.int(), resolution_request: resolution })),
      underages: list(z.object({ exception_item_uuid: uuid, gtin: text, quantity_ordered: z.int(), quantity_received: z.int(), resolution_request: resolution })),
      master_data_errors: z
        .object({
          gln_errors: list(z.object({ exception_item_uuid: uuid, invalid_gln: text, proposed_gln: optional(text), resolution_request: optional(resolution) })),
          gtin_errors: list(z.object({ exception_item_uuid: uuid, invalid_gtin: text, proposed_gtin: optional(text), resolution_request: optional(resolution) })),
        })
        .nullish(),
    })
    .nullish(),
  other_errors: list(text),
  case_resolved: z.boolean(),
});

export type PdgReport = z.output<typeof ReportSchema>;
export type ContactInformation = z.output<typeof contact>;

/** What does not fit anywhere else in a report, each in one sentence: it has no place for damage and labels. */
const isOther = ({ kind }: ExceptionItem): boolean => kind === 'DAMAGED' || kind === 'PACKAGING';

/** The report of a case. Pure: the time, in milliseconds, and the id of the message are given. */
export function pdgReport({ caseUuid, fileId, items, purchaseOrder, shipmentId }: WholeCase, { at, messageUuid, resolved, sender }: { at: number; messageUuid: string; resolved: boolean; sender: ContactInformation }): PdgReport {
  const of = (...kinds: ExceptionItem['kind'][]) => items.filter(({ kind }) => kinds.includes(kind));
  const common = ({ asks, itemUuid }: ExceptionItem) => ({ exception_item_uuid: itemUuid, resolution_request: asks });
  const counted = (item: ExceptionItem) => ({ ...common(item), gtin: item.gtin ?? '', quantity_ordered: item.quantityOrdered ?? 0, quantity_received: item.quantityReceived ?? 0 });
  return {
    message_uuid: messageUuid,
    exception_case_uuid: caseUuid,
    timestamp: Math.floor(at / 1_000),
    po_number: purchaseOrder,
    sender_information: sender,
    exceptions: {
      missing_product_data: of('PRODUCT_NO_DATA').map((item) => ({ ...common(item), product_gtin: item.gtin ?? item.sscc ?? '', product_serial: item.serial, observation_source: item.source ?? 'Other' })),
      missing_product: of('DATA_NO_PRODUCT').map((item) => ({ ...common(item), file_id: fileId ?? shipmentId ?? '', product_gtin: item.dataGtin ?? item.gtin ?? item.sscc ?? '', product_serial: item.dataSerial ?? item.serial ?? '' })),
      data_misalignment: of('MISALIGNMENT').map((item) => ({
        ...common(item),
        received_product_gtin: item.gtin ?? '',
        received_product_lot: item.lot ?? '',
        received_product_expiry: item.expiry ?? '',
        received_product_serial: item.serial,
        product_data_gtin: item.dataGtin ?? '',
        product_data_lot: item.dataLot ?? '',
        product_data_expiry: item.dataExpiry ?? '',
        product_data_serial: item.dataSerial,
      })),
      overages: of('OVER').map(counted),
      underages: of('SHORT').map(counted),
      master_data_errors: {
        gln_errors: of('GLN_ERROR').map((item) => ({ ...common(item), invalid_gln: item.invalid ?? '', proposed_gln: item.proposed })),
        gtin_errors: of('GTIN_ERROR').map((item) => ({ ...common(item), invalid_gtin: item.invalid ?? '', proposed_gtin: item.proposed })),
      },
    },
    other_errors: items.filter(isOther).map((item) => `${exceptionKind(item.kind).sentence.replace('{unit}', itemName(item))}${item.note === null ? '' : ` ${item.note}`}`),
    case_resolved: resolved,
  };
}

const EMPTY = {
  gtin: null, serial: null, sscc: null, lot: null, expiry: null, dataGtin: null, dataSerial: null, dataLot: null, dataExpiry: null,
  quantityOrdered: null, quantityReceived: null, invalid: null, proposed: null, source: null, note: null, answer: null, answerComment: null, alternative: null,
} as const;

/** The items of a partner's report. `uuidOf` gives an id to each of its `other_errors`, which have none. */
export function itemsOfReport(report: PdgReport, uuidOf: (position: number) => string): ExceptionItem[] {
  const { data_misalignment = [], master_data_errors, missing_product = [], missing_product_data = [], overages = [], underages = [] } = report.exceptions ?? {};
  const item = (kind: ExceptionItem['kind'], from: { exception_item_uuid: string; resolution_request: ExceptionItem['asks'] | null }, more: Partial<ExceptionItem>): ExceptionItem => ({
    ...EMPTY,
    itemUuid: from.exception_item_uuid,
    kind,
    asks: from.resolution_request ?? exceptionKind(kind).asks,
    ...more,
  });
  const product = (number: string) => (/^\d{18}$/.test(number) ? { sscc: number } : { gtin: number });
  return [
    ...missing_product_data.map((each) => item('PRODUCT_NO_DATA', each, { ...product(each.product_gtin), serial: each.product_serial, source: each.observation_source })),
    ...missing_product.map((each) => item('DATA_NO_PRODUCT', each, /^\d{18}$/.test(each.product_gtin) ? { sscc: each.product_gtin } : { dataGtin: each.product_gtin, dataSerial: each.product_serial })),
    ...data_misalignment.map((each) =>
      item('MISALIGNMENT', each, {
        gtin: each.received_product_gtin,
        serial: each.received_product_serial,
        lot: each.received_product_lot,
        expiry: isoDay(each.received_product_expiry),
        dataGtin: each.product_data_gtin,
        dataSerial: each.product_data_serial,
        dataLot: each.product_data_lot,
        dataExpiry: isoDay(each.product_data_expiry),
      }),
    ),
    ...overages.map((each) => item('OVER', each, { gtin: each.gtin, quantityOrdered: each.quantity_ordered, quantityReceived: each.quantity_received })),
    ...underages.map((each) => item('SHORT', each, { gtin: each.gtin, quantityOrdered: each.quantity_ordered, quantityReceived: each.quantity_received })),
    ...(master_data_errors?.gln_errors ?? []).map((each) => item('GLN_ERROR', each, { invalid: each.invalid_gln, proposed: each.proposed_gln })),
    ...(master_data_errors?.gtin_errors ?? []).map((each) => item('GTIN_ERROR', each, { invalid: each.invalid_gtin, proposed: each.proposed_gtin })),
    ...report.other_errors.map((note, position) => item('PACKAGING', { exception_item_uuid: uuidOf(position), resolution_request: null }, { note })),
  ];
}

/** Partners write a day as 2027-01-01, 01012027 (month first) or YYMMDD; what is none of these stays as it is. */
export function isoDay(day: string): string {
  const [, month, date, year] = /^(0[1-9]|1[0-2])([0-3]\d)(20\d{2})$/.exec(day) ?? [];
  if (year) return `${year}-${month}-${date}`;
  const [, short, shortMonth, shortDate] = /^(\d{2})(0[1-9]|1[0-2])([0-3]\d)$/.exec(day) ?? [];
  return short ? `20${short}-${shortMonth}-${shortDate}` : day;
}
