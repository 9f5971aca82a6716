import type { Sgln } from '../keys/sgln.ts';
import { formatSgln } from '../keys/sgln.ts';
import { BIZ_STEPS, BIZ_TRANSACTION_TYPES, DISPOSITIONS, SOURCE_DESTINATION_TYPES } from './cbv.ts';
import type { EpcisEvent, Extension, Ilmd, Quantity } from './event.ts';
import { utcMilliseconds } from './time.ts';
import { CBVMDA_NAMESPACE } from './xml.ts';

/**
 * Which reading of CBV 2.0 section 8.9 makes the text. `cbv`: sources before destinations, as the standard lists them.
 * `reference`: as GS1's reference program does it, destinations first, and numbers inside extension fields normalised.
 */
export type PreHashProfile = 'cbv' | 'reference';

/**
 * The text whose SHA-256 is the event hash id of CBV 2.0. It leaves out record time, event id and error declaration, so that one event
 * told twice has one id. Attributes of extension fields do not enter it. The digest is the caller's: see `eventHashId`.
 */
export function preHash(event: EpcisEvent, profile: PreHashProfile = 'cbv'): string {
  // Every list that any type of event has: those that this one lacks leave nothing.
  const lists: Partial<Record<UnitList, readonly string[]>> &
    Partial<Record<QuantityList, readonly Quantity[]>> & { parentID?: string; transformationID?: string } = event;
  const [sources, destinations] = [parties('source', event.sourceList), parties('destination', event.destinationList)];
  return [
    pair('eventType', event.type),
    pair('eventTime', utcMilliseconds(event.eventTime)),
    pair('eventTimeZoneOffset', event.eventTimeZoneOffset),
    units('epcList', lists.epcList),
    pair('parentID', lists.parentID),
    units('inputEPCList', lists.inputEPCList),
    units('childEPCs', lists.childEPCs),
    quantityList('quantityList', lists.quantityList),
    quantityList('childQuantityList', lists.childQuantityList),
    quantityList('inputQuantityList', lists.inputQuantityList),
    units('outputEPCList', lists.outputEPCList),
    quantityList('outputQuantityList', lists.outputQuantityList),
    pair('action', event.action),
    pair('transformationID', lists.transformationID),
    pair('bizStep', event.bizStep && webWord(BIZ_STEPS, event.bizStep)),
    pair('disposition', event.disposition && webWord(DISPOSITIONS, event.disposition)),
    event.readPoint === undefined ? '' : `readPointid=${formatSgln(event.readPoint)}`,
    event.bizLocation === undefined ? '' : `bizLocationid=${formatSgln(event.bizLocation)}`,
    list(
      'bizTransactionList',
      event.bizTransactionList?.map(
        ({ type, bizTransaction }) => pair('type', type && webWord(BIZ_TRANSACTION_TYPES, type)) + pair('bizTransaction', bizTransaction),
      ),
    ),
    ...(profile === 'reference' ? [destinations, sources] : [sources, destinations]),
    event.type === 'ObjectEvent'
      ? list(
          'ilmd',
          ilmdFields(event.ilmd).map((field) => extension(field, profile)),
        )
      : '',
    list(
      '',
      event.extensions?.map((field) => extension(field, profile)),
    ),
  ].join('');
}

type UnitList = 'epcList' | 'inputEPCList' | 'childEPCs' | 'outputEPCList';
type QuantityList = 'quantityList' | 'childQuantityList' | 'inputQuantityList' | 'outputQuantityList';

/** The event hash id of a digest of the pre-hash text, in hexadecimal. */
export function eventHashId(sha256Hex: string): string {
  return `ni:///sha-256;${sha256Hex}?ver=CBV2.0`;
}

function pair(name: string, value: string | undefined): string {
  return value === undefined ? '' : `${name}=${value}`;
}

// The order of a list means nothing, so it is sorted; an empty list is as good as none.
function list(name: string, members: readonly string[] | undefined): string {
  return members === undefined || members.length === 0 ? '' : name + [...members].sort().join('');
}

function units(name: string, links: readonly string[] | undefined): string {
  return list(
    name,
    links?.map((link) => `epc=${link}`),
  );
}

function quantityList(name: string, quantities: readonly Quantity[] | undefined): string {
  return list(
    name,
    quantities?.map(({ epcClass, quantity, uom }) => `quantityElementepcClass=${epcClass}quantity=${quantity}${pair('uom', uom)}`),
  );
}

function parties(name: 'source' | 'destination', parties_: readonly (Sgln & { type: string })[] | undefined): string {
  return list(
    `${name}List`,
    parties_?.map((party) => pair('type', webWord(SOURCE_DESTINATION_TYPES, party.type)) + pair(name, formatSgln(party))),
  );
}

function webWord(vocabulary: { readonly web: string; readonly words: readonly string[] }, word: string): string {
  return vocabulary.words.includes(word) ? vocabulary.web + word : word;
}

function ilmdFields({ lotNumber, itemExpirationDate, others = [] }: Ilmd = {}): readonly Extension[] {
  const own = Object.entries({ lotNumber, itemExpirationDate }).flatMap(([name, text]) =>
    text === undefined ? [] : [{ namespace: CBVMDA_NAMESPACE, name, text }],
  );
  return [...own, ...others];
}

function extension({ namespace, name, text, children }: Extension, profile: PreHashProfile): string {
  const value = profile === 'reference' && text !== undefined && /^[+-]?[0-9]+(?:\.[0-9]+)?$/.test(text) ? String(Number(text)) : text;
  return `{${namespace}}${name}${value === undefined ? '' : `=${value}`}${list(
    '',
    children?.map((child) => extension(child, profile)),
  )}`;
}
