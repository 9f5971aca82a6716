import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentOf } from '../app/graphql';
import { Facts } from '../ui/facts';
import { Grid } from '../ui/grid';
import { formatNumber } from '../ui/number';
import { StateBadge } from '../ui/state-badge';
import { formatDay } from '../ui/when';
import { useWords } from '../words';
import { Table } from '@mantine/core';

export const ScannedFields = graphql(`
  fragment ScannedFields on ScanResult {
    unit {
      kind
      epc
    }
    product {
      name
      ndc
      gtin
      strength
      dosageForm
    }
    package {
      gtin
      serial
      lot
      expiry
      state
    }
    container {
      sscc
      gtin
      serial
      state
      packageCount
      contents {
        lot
        count
        product
        expiry
      }
    }
    shipment {
      id
      state
      from
      purpose
    }
    asOfBlock
  }
`);

/** What was scanned, in the words printed on it. */
export function Scanned({ result }: { result: FragmentOf<typeof ScannedFields> }) {
  const t = useWords('verdict');
  const { product, package: pack, container, shipment, asOfBlock } = readFragment(ScannedFields, result);
  if (!product && !pack && !container) return null;
  const strength = [product?.strength, product?.dosageForm].filter(Boolean).join(', ');
  return (
    <Stack gap="md">
      {(product || container) && (
        <div>
          <Text fw={650} fz="lg">
            {product?.name ?? t('scanned.container')}
          </Text>
          {strength && (
            <Text c="dimmed" size="sm">
              {strength}
            </Text>
          )}
        </div>
      )}
      <Facts
        facts={[
          [t('scanned.ndc'), product?.ndc],
          [t('scanned.lot'), pack?.lot],
          [t('scanned.expiry'), pack?.expiry && formatDay(pack.expiry)],
          [t('scanned.serial'), pack && <span className="mono">{pack.serial}</span>],
          [
            t('scanned.gtin'),
            (pack?.gtin ?? product?.gtin ?? container?.gtin) && (
              <span className="mono">{pack?.gtin ?? product?.gtin ?? container?.gtin}</span>
            ),
          ],
          [t('scanned.sscc'), container?.sscc && <span className="mono">{container.sscc}</span>],
          [t('scanned.caseSerial'), container?.serial && <span className="mono">{container.serial}</span>],
          [t('scanned.state'), (pack?.state ?? container?.state) && <StateBadge state={pack?.state ?? container?.state ?? ''} />],
          [t('scanned.inside'), container && formatNumber(container.packageCount)],
          [
            t('scanned.shipment'),
            shipment && (
              <Anchor component={Link} underline="always" to={`/shipments/${shipment.id}`}>
                {shipment.from ? t('scanned.from', { name: shipment.from }) : t('scanned.open')}
              </Anchor>
            ),
          ],
          [t('scanned.asOf'), t('scanned.block', { block: asOfBlock })],
        ]}
      />
      {container && container.contents.length > 0 && (
        <Grid label={t('scanned.contents')} head={[t('scanned.product'), t('scanned.lot'), t('scanned.expiry'), t('scanned.packages')]} minWidth={380}>
          {container.contents.map((line) => (
            <Table.Tr key={`${line.product}-${line.lot}`}>
              <Table.Td>{line.product ?? ''}</Table.Td>
              <Table.Td className="mono">{line.lot}</Table.Td>
              <Table.Td>{line.expiry ? formatDay(line.expiry) : ''}</Table.Td>
              <Table.Td>{formatNumber(line.count)}</Table.Td>
            </Table.Tr>
          ))}
        </Grid>
      )}
    </Stack>
  );
}
