import { itemName, type WholeCase } from './exception-case.ts';
import { exceptionKind } from './exception-kinds.ts';

const LISTED_MAX = 50;

/** A message to the partner, ready to send: what was seen and what is asked, in words that accuse nobody. Pure. */
export function neutralMessage({ fileId, items, note, purchaseOrder, shipmentId, caseUuid }: WholeCase, sender: { name: string; gln: string; user: string }): { subject: string; text: string } {
  const kinds = [...new Set(items.map(({ kind }) => exceptionKind(kind).name))];
  const references = [purchaseOrder && `Purchase order: ${purchaseOrder}`, fileId && `File: ${fileId}`, shipmentId && `Shipment: ${shipmentId}`, `Case: ${caseUuid}`].filter(Boolean);
  const lines = items.slice(0, LISTED_MAX).map((item) => {
    const told = exceptionKind(item.kind).sentence.replace('{unit}', itemName(item) || 'a unit');
    const differing = item.kind === 'MISALIGNMENT' ? ` Printed: ${described(item.lot, item.expiry)}. Data: ${described(item.dataLot, item.dataExpiry)}.` : '';
    const counted = item.quantityOrdered === null ? '' : ` Ordered: ${item.quantityOrdered}. Received: ${item.quantityReceived ?? 0}.`;
    const proposed = item.proposed === null ? '' : ` It may be ${item.proposed}.`;
    return `- ${told}${differing}${counted}${proposed}${item.note === null ? '' : ` ${closed(item.note)}`} We ask: ${item.asks.toLowerCase()}.`;
  });
  return {
    subject: `${kinds.join(', ')}${purchaseOrder ? `, purchase order ${purchaseOrder}` : ''}`,
    text: [
      'Hello,',
      '',
      'on checking a shipment from you we found what does not fit together yet. This may have several causes, and it is no finding about the product.',
      '',
      ...references,
      '',
      ...lines,
      ...(items.length > LISTED_MAX ? [`- ${items.length - LISTED_MAX} more: see the attached report.`] : []),
      ...(note ? ['', note] : []),
      '',
      'What is concerned is set aside meanwhile. The report in JSON is attached; please answer under its case number.',
      '',
      `${sender.user}, ${sender.name} (GLN ${sender.gln})`,
    ].join('\n'),
  };
}

const described = (lot: string | null, expiry: string | null): string => [lot && `lot ${lot}`, expiry && `expiry ${expiry}`].filter(Boolean).join(', ') || 'nothing';

/** A note as a sentence of its own. */
const closed = (note: string): string => (/[.!?]$/.test(note.trim()) ? note.trim() : `${note.trim()}.`);
