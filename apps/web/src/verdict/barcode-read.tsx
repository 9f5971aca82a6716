import { Alert, Button, List, Stack, Table, Text } from '@mantine/core';
import { graphql, readFragment, type FragmentOf } from '../app/graphql';
import { useWords } from '../words';

export const BarcodeReadFields = graphql(`
  fragment BarcodeReadFields on BarcodeRead {
    syntax
    elements {
      ai
      title
      value
    }
    repairs
    doubts
    candidates
  }
`);

/** What the scanner's text was read as. Repairs and doubts are never hidden: a wrong split is a common cause of a false alarm. */
export function BarcodeRead({ read, onCandidate }: { read: FragmentOf<typeof BarcodeReadFields>; onCandidate?: (text: string) => void }) {
  const t = useWords('verdict');
  const barcode = readFragment(BarcodeReadFields, read);
  return (
    <Stack gap="sm">
      {barcode.doubts.length > 0 && (
        <Alert color="orange" title={t('barcode.doubt')}>
          <List size="sm">
            {barcode.doubts.map((doubt) => (
              <List.Item key={doubt}>{doubt}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {barcode.candidates.length > 0 && (
        <Alert color="orange" id="candidates" title={t('barcode.ambiguous')}>
          <Stack gap={6} align="flex-start">
            {barcode.candidates.map((candidate) => (
              <Button
                key={candidate}
                variant="default"
                size="xs"
                h="auto"
                mih={28}
                py={4}
                styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }}
                onClick={() => onCandidate?.(candidate)}
              >
                <span className="mono">{candidate}</span>
              </Button>
            ))}
          </Stack>
          <Text size="sm" mt={4}>
            {t('barcode.choose')}
          </Text>
        </Alert>
      )}
      {barcode.repairs.length > 0 && (
        <Alert color="harbour" title={t('barcode.repaired')}>
          <List size="sm">
            {barcode.repairs.map((repair) => (
              <List.Item key={repair}>{repair}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      <Table fz="sm" verticalSpacing={4} withRowBorders={false} highlightOnHover={false}>
        <Table.Tbody>
          {barcode.elements.map((element) => (
            <Table.Tr key={element.ai}>
              <Table.Td c="dimmed" w={64} className="mono" style={{ whiteSpace: 'nowrap' }}>
                ({element.ai})
              </Table.Td>
              <Table.Td w={150}>{element.title}</Table.Td>
              <Table.Td className="mono">{element.value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed">
        {t('barcode.as', { syntax: barcode.syntax.toLowerCase().replaceAll('_', ' ') })}
      </Text>
    </Stack>
  );
}
