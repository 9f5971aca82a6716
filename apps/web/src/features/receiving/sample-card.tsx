import { Alert, Button, Card, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { unitLabel } from '../../scanner/unit-label';
import { useWords } from '../../words';

/** Draws a sample and ticks it off as it is scanned. */
export function SampleCard({ isOdd, onDraw, onEach, sample, seen, total }: { sample: readonly string[]; seen: ReadonlySet<string>; total: number; isOdd: boolean; onDraw: (count: number) => void; onEach: () => void }) {
  const t = useWords('receiving');
  const [count, setCount] = useState(Math.max(1, Math.min(total, Math.ceil(total / 10))));
  const found = sample.filter((epc) => seen.has(epc)).length;
  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>{t('sample.title')}</Title>
        <Text size="sm">{t('sample.why')}</Text>
        {sample.length === 0 ? (
          <Group align="flex-end">
            <NumberInput label={t('sample.count')} min={1} max={total} value={count} onChange={(value) => setCount(Number(value) || 1)} w={120} />
            <Button variant="default" onClick={() => onDraw(Math.min(total, Math.max(1, count)))}>
              {t('sample.draw')}
            </Button>
          </Group>
        ) : (
          <>
            <Text fw={600}>{t('sample.found', { found, total: sample.length })}</Text>
            <ul style={{ margin: 0, paddingInlineStart: 18, maxHeight: 240, overflowY: 'auto' }}>
              {sample.map((epc) => (
                <li key={epc} className="mono">
                  {unitLabel(epc)} {seen.has(epc) && <IconCheck size={16} aria-label={t('marks.here')} />}
                </li>
              ))}
            </ul>
          </>
        )}
        {isOdd && (
          <Alert color="orange">
            {t('sample.odd')}
          </Alert>
        )}
        <Group>
          <Button variant="subtle" onClick={onEach}>
            {t('sample.each')}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
