import { graphql } from '../../app/graphql';
import { PedigreeFields } from '../../pedigree/pedigree-timeline';
import { BarcodeReadFields } from '../../verdict/barcode-read';
import { ReasonFields } from '../../verdict/reasons';
import { RecallNoticeFields } from '../../verdict/recall-notice';
import { ScannedFields } from '../../verdict/scanned';

export const ScanQuery = graphql(
  `
    query Scan($text: String!, $purpose: ScanPurpose!, $siteGln: String, $scanId: ID) {
      scan(text: $text, purpose: $purpose, siteGln: $siteGln, scanId: $scanId) {
        verdict
        scannedAt
        asOfBlock
        unit {
          kind
        }
        product {
          name
        }
        package {
          serial
          state
        }
        container {
          sscc
          packageCount
        }
        shipment {
          id
          state
          from
          purpose
        }
        reasons {
          code
          message
          severity
          ...ReasonFields
        }
        recall {
          ...RecallNoticeFields
        }
        pedigree {
          steps {
            bizStep
          }
          ...PedigreeFields
        }
        read {
          ...BarcodeReadFields
        }
        ...ScannedFields
      }
    }
  `,
  [ReasonFields, RecallNoticeFields, PedigreeFields, BarcodeReadFields, ScannedFields],
);

export const RecentScansQuery = graphql(`
  query RecentScans {
    scans(first: 12) {
      id
      at
      text
      verdict
      codes
      productName
      userName
    }
  }
`);

