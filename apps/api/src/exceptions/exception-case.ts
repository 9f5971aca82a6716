import type { ExceptionKind, ExceptionState, ObservationSource, ResolutionAsked } from './exception-kinds.ts';

/** One thing that does not fit. Which of its fields say something depends on its kind. */
export interface ExceptionItem {
  readonly itemUuid: string;
  readonly kind: ExceptionKind;
  /** As printed on the product; of counted items the product alone. */
  readonly gtin: string | null;
  readonly serial: string | null;
  readonly sscc: string | null;
  readonly lot: string | null;
  /** YYYY-MM-DD */
  readonly expiry: string | null;
  /** As the data has it. */
  readonly dataGtin: string | null;
  readonly dataSerial: string | null;
  readonly dataLot: string | null;
  readonly dataExpiry: string | null;
  readonly quantityOrdered: number | null;
  readonly quantityReceived: number | null;
  /** The number in the data that is not valid, and the one that may be meant. */
  readonly invalid: string | null;
  readonly proposed: string | null;
  readonly source: ObservationSource | null;
  readonly note: string | null;
  readonly asks: ResolutionAsked;
  readonly answer: 'Accept' | 'Reject' | null;
  readonly answerComment: string | null;
  readonly alternative: ResolutionAsked | null;
}

/** A case between two partners, as one of them keeps it. */
export interface ExceptionCase {
  readonly id: string;
  /** The same on both sides. */
  readonly caseUuid: string;
  readonly organisationId: string;
  /** False: it came with a partner's report. */
  readonly raisedHere: boolean;
  readonly partnerId: string | null;
  readonly partnerGln: string | null;
  readonly partnerName: string;
  readonly partnerEmail: string | null;
  readonly shipmentId: string | null;
  readonly captureJobId: string | null;
  /** The identifier of the file that the data came in. */
  readonly fileId: string | null;
  readonly purchaseOrder: string;
  readonly note: string;
  readonly state: ExceptionState;
  readonly openedBy: string | null;
  readonly ownerId: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date;
  readonly reportedAt: Date | null;
  readonly answeredAt: Date | null;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
  readonly resolution: string | null;
}

export interface ExceptionMessage {
  readonly messageUuid: string;
  readonly direction: 'in' | 'out';
  readonly kind: 'report' | 'response';
  readonly at: Date;
  readonly body: unknown;
}

export interface WholeCase extends ExceptionCase {
  readonly items: readonly ExceptionItem[];
  readonly messages: readonly ExceptionMessage[];
}

/** How people read the thing that an item is about. */
export function itemName({ dataGtin, dataSerial, gtin, invalid, kind, serial, sscc }: Pick<ExceptionItem, 'kind' | 'gtin' | 'serial' | 'sscc' | 'dataGtin' | 'dataSerial' | 'invalid'>): string {
  if (kind === 'GLN_ERROR' || kind === 'GTIN_ERROR') return invalid ?? '';
  if (sscc !== null) return `(00)${sscc}`;
  const [product, number] = gtin === null ? [dataGtin, dataSerial] : [gtin, serial];
  return `${product === null ? '' : `(01)${product}`}${number === null ? '' : `(21)${number}`}`;
}
