import { ActionIcon, Alert, Button, Card, Group, Stack, Table, Textarea, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Grid } from '../ui/grid';
import { useWords } from '../words';
import { addUnits, type CollectedUnit } from './collected-units';
import { scanLines } from './scan-lines';
import { useScans } from './wedge-provider';

/** Collects units for one act: by scanner, or pasted one a line. What names no unit is said, never dropped unseen. */
export function UnitCollector({
  title,
  units,
  onChange,
  paused = false,
}: {
  title: string;
  units: readonly CollectedUnit[];
  onChange: (units: CollectedUnit[]) => void;
  paused?: boolean;
}) {
  const t = useWords('scanner');
  const [pasted, setPasted] = useState('');
  const [note, setNote] = useState<string | null>(null);
  function add(texts: string[]) {
    const added = addUnits(units, texts);
    onChange(added.units);
    setNote(
      [
        added.unreadable.length > 0 && t('collect.noUnit', { texts: added.unreadable.join(', ') }),
        added.again.length > 0 && t('collect.again', { count: added.again.length }),
      ]
        .filter(Boolean)
        .join('. ') || null,
    );
  }
  useScans((text) => add([text]), !paused);
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>
          {t('collect.title', { title, count: units.length })}
        </Title>
        <Textarea
          label={t('collect.label')}
          autosize
          minRows={2}
          maxRows={8}
          value={pasted}
          onChange={(event) => setPasted(event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Group>
          <Button
            variant="default"
            size="xs"
            disabled={pasted.trim() === ''}
            onClick={() => {
              add(scanLines(pasted));
              setPasted('');
            }}
          >
            {t('collect.add')}
          </Button>
        </Group>
        <div aria-live="polite">{note && <Alert color="orange">{note}</Alert>}</div>
        {units.length > 0 && (
          <Grid label={title} head={[t('collect.unit'), '']} minWidth={260}>
            {units.map((unit) => (
              <Table.Tr key={unit.key}>
                <Table.Td className="mono">{unit.label}</Table.Td>
                <Table.Td w={40}>
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={t('collect.leaveOut', { unit: unit.label })}
                    onClick={() => onChange(units.filter((each) => each.key !== unit.key))}
                  >
                    <IconX size={15} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Grid>
        )}
      </Stack>
    </Card>
  );
}
