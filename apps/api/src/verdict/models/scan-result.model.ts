import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import { BlockNumber } from '../../platform/block-number.scalar.ts';
import { VerdictEnum } from './verdict.enum.ts';
import { BarcodeRead } from './barcode-read.model.ts';
import { Pedigree } from './pedigree.model.ts';
import { Reason } from './reason.model.ts';
import { RecallNotice } from './recall-notice.model.ts';
import { ScannedContainer } from './scanned-container.model.ts';
import { ScannedPackage } from './scanned-package.model.ts';
import { ScannedProduct } from './scanned-product.model.ts';
import { ScannedShipment } from './scanned-shipment.model.ts';
import { ScannedUnit } from './scanned-unit.model.ts';

/** The answer to one scan. */
@ObjectType()
export class ScanResult {
  @Field(() => VerdictEnum)
  verdict!: VerdictEnum;

  @Field(() => [Reason])
  reasons!: Reason[];

  @Field(() => ScannedUnit, { nullable: true })
  unit!: ScannedUnit | null;

  @Field(() => ScannedProduct, { nullable: true })
  product!: ScannedProduct | null;

  @Field(() => ScannedPackage, { nullable: true })
  package!: ScannedPackage | null;

  @Field(() => ScannedContainer, { nullable: true })
  container!: ScannedContainer | null;

  @Field(() => ScannedShipment, { nullable: true })
  shipment!: ScannedShipment | null;

  @Field(() => Pedigree, { nullable: true })
  pedigree!: Pedigree | null;

  @Field(() => BlockNumber)
  asOfBlock!: number;

  @Field(() => BarcodeRead)
  read!: BarcodeRead;

  @Field(() => GraphQLISODateTime)
  scannedAt!: Date;

  @Field(() => RecallNotice, { nullable: true })
  recall!: RecallNotice | null;
}
