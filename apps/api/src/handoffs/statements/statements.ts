import { Injectable } from '@nestjs/common';
import type { TradeEvent } from 'gs1-barcodes/epcis';
import { dscsaDate } from './dscsa-date.ts';
import { type ShippedAs, ShippedUnits } from '../../read-model/shipped-units.ts';
import { type PartyBlock, StatementParties } from './statement-parties.ts';
import { StatementRows } from '../../read-model/statement-rows.ts';

/** What a seller states to a buyer: transaction information (21 U.S.C. 360eee(26)) and the transaction statement (27). */
export interface TransactionStatement {
  readonly information: TransactionInformation[];
  readonly affirmed: boolean;
  readonly legalNotice: string;
  readonly transactionDate: string;
  /** Only where it is more than 24 hours after the transaction. */
  readonly shipmentDate: string | null;
  readonly seller: PartyBlock;
  readonly buyer: PartyBlock;
  readonly downloadUrl: string;
}

/** One product and lot. */
export interface TransactionInformation {
  readonly productName: string;
  readonly strength: string;
  readonly dosageForm: string;
  readonly ndc: string | null;
  readonly containerSize: string;
  readonly containerCount: number;
  readonly lot: string;
  readonly expiry: string;
}

/** The shipping event of a shipment, and the statement recorded beside it. */
export interface StatementDocuments {
  readonly shipping: TradeEvent;
  readonly statement: { readonly affirmed: boolean; readonly legalNotice: string; readonly seller: string; readonly buyer: string; readonly companyPrefixes?: string[] } | null;
}

/** The transaction statements of shipments. Who may ask for one is decided by the asker's road. */
@Injectable()
export class Statements {
  constructor(
    private readonly shipped: ShippedUnits,
    private readonly rows: StatementRows,
    private readonly parties: StatementParties,
  ) {}

  /** The statement of a shipment; null when there is no such shipment, or none was due (nothing was sold). */
  async of(shipmentId: string): Promise<TransactionStatement | null> {
    const shipment = await this.shipped.shipment(shipmentId);
    const documents = shipment && (await this.rows.documents(shipment.by_command));
    return shipment && documents ? this.from(shipment, documents) : null;
  }

  /** The same, of documents at hand. */
  async from(shipment: ShippedAs, { shipping, statement }: StatementDocuments): Promise<TransactionStatement | null> {
    if (!statement) return null;
    const counts = await this.shipped.counts(shipment);
    const [seller, buyer] = await this.parties.blocks(shipment, [statement.seller, statement.buyer]);
    if (!seller || !buyer) throw new Error(`a party of the shipment ${shipment.id} has no block`);
    return {
      information: await this.rows.information(counts),
      affirmed: statement.affirmed,
      legalNotice: statement.legalNotice,
      ...dscsaDate(shipping),
      seller,
      buyer,
      downloadUrl: `/shipments/${shipment.id}/statement.xml`,
    };
  }
}
