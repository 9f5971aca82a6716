import type { EpcisEvent } from 'gs1-barcodes/epcis';

/**
 * What is left of another's event for whom it concerns by some of its units alone: these units, when, where, what and between whom. Its
 * other units, its quantities, business transactions, sensors, fields of other namespaces and corrections are left out.
 */
export function cutEvent(event: EpcisEvent, shown: ReadonlySet<string>): EpcisEvent {
  const units = (links: readonly string[] = []): string[] => links.filter((link) => shown.has(link));
  const { bizLocation, bizStep, destinationList, disposition, errorDeclaration, eventID, eventTime, eventTimeZoneOffset, readPoint, sourceList } = event;
  const declared = errorDeclaration && { declarationTime: errorDeclaration.declarationTime, ...(errorDeclaration.reason ? { reason: errorDeclaration.reason } : {}) };
  const base = present({ eventTime, eventTimeZoneOffset, eventID, errorDeclaration: declared, bizStep, disposition, readPoint, bizLocation, sourceList, destinationList });
  const parent = 'parentID' in event && event.parentID !== undefined && shown.has(event.parentID) ? { parentID: event.parentID } : {};
  switch (event.type) {
    case 'ObjectEvent': {
      const { itemExpirationDate, lotNumber } = event.ilmd ?? {};
      return { type: event.type, ...base, action: event.action, epcList: units(event.epcList), ...(event.ilmd ? { ilmd: present({ lotNumber, itemExpirationDate }) } : {}) };
    }
    case 'AggregationEvent':
      return { type: event.type, ...base, action: event.action, ...parent, childEPCs: units(event.childEPCs) };
    case 'AssociationEvent':
      return { type: event.type, ...base, action: event.action, parentID: event.parentID, childEPCs: units(event.childEPCs) };
    case 'TransactionEvent':
      return { type: event.type, ...base, action: event.action, ...parent, bizTransactionList: [], epcList: units(event.epcList) };
    case 'TransformationEvent':
      return { type: event.type, ...base, inputEPCList: units(event.inputEPCList), outputEPCList: units(event.outputEPCList) };
  }
}

const present = <T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: NonNullable<T[K]> };
