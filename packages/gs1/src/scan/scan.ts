import type { Gs1Message } from '../ai/message.ts';
import type { Gtin } from '../keys/gtin.ts';
import type { PpnMessage } from './ppn-message.ts';
import type { Repair } from './repair.ts';

/** What a scan turned out to be. */
export type Scan =
  | (ScanBase & {
      readonly kind: 'gs1';
      readonly syntax: 'element-string' | 'bracketed' | 'digital-link' | 'epc-urn' | 'digits';
      readonly message: Gs1Message;
    })
  | (ScanBase & { readonly kind: 'ean-upc' | 'itf14'; readonly gtin14: Gtin; readonly message: Gs1Message })
  | (ScanBase & {
      readonly kind: 'plain';
      readonly text: string;
      /** What the text says, where it is no GS1 message but names a package by its PPN. */
      readonly ppn?: PpnMessage;
    });

/** What every scan tells. */
export interface ScanBase {
  /** The symbology identifier, where there was one. */
  readonly aim?: string;
  readonly repairs: readonly Repair[];
  /** Other messages that the same text may mean. When there is one, ask a person or master data; a warning says why. */
  readonly candidates: readonly Gs1Message[];
}
