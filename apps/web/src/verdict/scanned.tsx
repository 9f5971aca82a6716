import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { graphql, readFragment, type FragmentOf } from '../app/graphql';
import { Facts } from '../ui/facts';
import { Grid } from '../ui/grid';
import { StateBadge } from '../ui/state-badge';
import { formatDay } from '../ui/when';
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
  const { product, package: pack, container, shipment, asOfBlock } = readFragment(ScannedFields, result);
  if (!product && !pack && !container) return null;
  const strength = [product?.strength, product?.dosageForm].filter(Boolean).join(', ');
  return (
    <Stack gap="md">
      {(product || container) && (
        <div>
          <Text fw={650} fz="lg">
            {product?.name ?? 'Container'}
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
          ['NDC', product?.ndc],
          ['Lot', pack?.lot],
          ['Expiry', pack?.expiry && formatDay(pack.expiry)],
          ['Serial', pack && <span className="mono">{pack.serial}</span>],
          [
            'GTIN',
            (pack?.gtin ?? product?.gtin ?? container?.gtin) && (
              <span className="mono">{pack?.gtin ?? product?.gtin ?? container?.gtin}</span>
            ),
          ],
          ['SSCC', container?.sscc && <span className="mono">{container.sscc}</span>],
          ['Case serial', container?.serial && <span className="mono">{container.serial}</span>],
          ['State', (pack?.state ?? container?.state) && <StateBadge state={pack?.state ?? container?.state ?? ''} />],
          ['Packages inside', container && container.packageCount.toLocaleString()],
          [
            'Shipment',
            shipment && (
              <Anchor component={Link} underline="always" to={`/shipments/${shipment.id}`}>
                {shipment.from ? `from ${shipment.from}` : 'open it'}
              </Anchor>
            ),
          ],
          ['Record as of', `block ${asOfBlock}`],
        ]}
      />
      {container && container.contents.length > 0 && (
        <Grid label="Contents by lot" head={['Product', 'Lot', 'Expiry', 'Packages']} minWidth={380}>
          {container.contents.map((line) => (
            <Table.Tr key={`${line.product}-${line.lot}`}>
              <Table.Td>{line.product ?? ''}</Table.Td>
              <Table.Td className="mono">{line.lot}</Table.Td>
              <Table.Td>{line.expiry ? formatDay(line.expiry) : ''}</Table.Td>
              <Table.Td>{line.count.toLocaleString()}</Table.Td>
            </Table.Tr>
          ))}
        </Grid>
      )}
    </Stack>
  );
}
