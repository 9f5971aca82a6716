import { partiesOf } from './check-events.ts';
import type { Findings } from './findings.ts';
import type { CapturedFile } from './read-capture.ts';

export type Role = 'seller' | 'buyer';

/** Whether the importer sells or buys what the file ships; a file that ships nothing is its sender's own, and so is one event by itself. Undefined when it is neither. */
export function decideRole({ events, header, headerAt, isSingle }: CapturedFile, { findings, own }: { own: ReadonlySet<string>; findings: Findings }): Role | undefined {
  const shippings = events.filter(({ event }) => event.bizStep === 'shipping');
  if (shippings.length === 0) {
    if (isSingle || (header && own.has(header.sender.gln))) return 'seller';
    findings.report('SENDER_NOT_OWNER', headerAt, header?.sender.gln ?? 'nobody');
    return undefined;
  }
  let decided: Role | undefined;
  for (const captured of shippings) {
    const parties = partiesOf(captured.event);
    if (!parties) continue;
    const { buyer, seller } = parties;
    const role = own.has(seller) ? 'seller' : own.has(buyer) ? 'buyer' : undefined;
    // One file is one trade: who sells in one event and buys in another sends two files.
    if (!role || (decided && role !== decided)) findings.report('SENDER_NOT_OWNER', { ...captured, path: `${captured.path}/sourceList` }, `${seller} to ${buyer}`);
    else decided = role;
    const places = (list: typeof captured.event.sourceList) => (list ?? []).map(({ gln }) => gln as string);
    if (header && !places(captured.event.sourceList).includes(header.sender.gln)) findings.report('SENDER_MISMATCH', headerAt, header.sender.gln);
    if (header && !places(captured.event.destinationList).includes(header.receiver.gln)) findings.report('RECEIVER_MISMATCH', headerAt, header.receiver.gln);
  }
  return decided;
}
