import { type TradeEvent, extensionText } from 'gs1-barcodes/epcis';

const DAY_MS = 86_400_000;

/** The date of the transaction, and that of the shipment where it is more than 24 hours later (21 U.S.C. 360eee(26)(G) and (H)). */
export function dscsaDate(shipping: TradeEvent): { readonly transactionDate: string; readonly shipmentDate: string | null } {
  const shipped = localDate(shipping);
  const said = extensionText(shipping, 'transactionDate')?.trim().slice(0, 10);
  if (said === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(said)) return { transactionDate: shipped, shipmentDate: null };
  const late = Date.parse(`${shipped}T00:00:00Z`) - Date.parse(`${said}T00:00:00Z`) > DAY_MS;
  return { transactionDate: said, shipmentDate: late ? shipped : null };
}

/** The day at the place of the event. */
function localDate({ eventTime, eventTimeZoneOffset }: TradeEvent): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2}):(\d{2})$/.exec(eventTimeZoneOffset) ?? [];
  const offsetMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return new Date(Date.parse(eventTime) + offsetMs).toISOString().slice(0, 10);
}
