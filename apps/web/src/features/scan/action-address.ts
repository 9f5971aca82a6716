import { exceptionOf } from './exception-of';

interface Named {
  readonly text: string;
  readonly codes: readonly string[];
  readonly shipmentId: string | undefined;
  readonly recallId: string | undefined;
}

/** The page that an action opens; null for one that is a command. */
export function addressOf(action: string, { codes, recallId, shipmentId, text }: Named): string | null {
  const about = `text=${encodeURIComponent(text)}`;
  switch (action) {
    case 'OPEN_SHIPMENT':
      return codes.includes('NOT_RECEIVED_YET') ? `/receiving/${shipmentId}` : `/shipments/${shipmentId}`;
    case 'RELEASE':
      return `/quarantine?${about}`;
    case 'OPEN_RECALL':
      return `/recalls/${recallId}`;
    case 'OPEN_CASE':
      return `/cases/new?${about}`;
    case 'OPEN_NOTICES':
      return '/notices';
    case 'UNPACK':
      return '/packing';
    case 'REPORT_EXCEPTION':
    case 'ASK_SENDER':
      return `/exceptions/new?kind=${exceptionOf(codes)}&${about}`;
    default:
      return null;
  }
}
