/** The canonical Digital Link of a unit, which is what keys are made of and what documents name it by. */
export const sgtinLink = (gtin: string, serial: string): string => `https://id.gs1.org/01/${gtin}/21/${encodeURIComponent(serial)}`;
export const ssccLink = (sscc: string): string => `https://id.gs1.org/00/${sscc}`;
export const lotLink = (gtin: string, lot: string): string => `https://id.gs1.org/01/${gtin}/10/${encodeURIComponent(lot)}`;

export type UnitIdentity = { readonly gtin: string; readonly serial: string; readonly sscc: null } | { readonly gtin: null; readonly serial: null; readonly sscc: string };

/** What a canonical link names; null when it is none of a unit. */
export function identityOf(link: string): UnitIdentity | null {
  const [, gtin, serial, sscc] = /^https:\/\/id\.gs1\.org\/(?:01\/(\d{14})\/21\/([^/?#]+)|00\/(\d{18}))$/.exec(link) ?? [];
  if (gtin && serial) return { gtin, serial: decodeURIComponent(serial), sscc: null };
  return sscc ? { gtin: null, serial: null, sscc } : null;
}

export const linkOf = ({ gtin, serial, sscc }: { gtin: string | null; serial: string | null; sscc: string | null }): string =>
  sscc !== null ? ssccLink(sscc) : sgtinLink(gtin ?? '', serial ?? '');
