import { Button, Card, Checkbox, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { scanLines } from '../../scanner/scan-lines';
import { useScans } from '../../scanner/wedge-provider';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import type { ExceptionCase, ExceptionItem } from './exception-query';
import { kindName } from './kinds';

const Correct = graphql(
  `
    mutation CorrectException($input: CorrectExceptionInput!) {
      answer: correctException(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
type How = ExceptionItem['mends'][number];

/** The sender's answer that changes the record: one confirm, and the receiver's receipt settles the item by itself. */
export function Mend({ found }: { found: ExceptionCase }) {
  const t = useWords('cockpit');
  const mendable = found.items.filter(({ mends }) => mends.length > 0);
  const [leftOut, setLeftOut] = useState<readonly string[]>([]);
  const [units, setUnits] = useState<Record<string, string>>({});
  const [asking, setAsking] = useState<How | null>(null);
  const { busy, run, state } = useCommand('correctException', Correct, { recorded: t('mend.done') });
  const chosen = mendable.filter(({ id }) => !leftOut.includes(id));
  const scanned = chosen.find(({ needsUnits }) => needsUnits);
  useScans(
    (text) => scanned && setUnits((before) => ({ ...before, [scanned.id]: [before[scanned.id], text].filter(Boolean).join('\n') })),
    scanned !== undefined && asking === null,
  );
  if (mendable.length === 0) return state.step === 'idle' ? null : <CommandOutcome state={state} recorded={t('mend.done')} />;
  const can = (how: How) =>
    chosen.length > 0 &&
    chosen.every(({ id, mends, needsUnits }) => mends.includes(how) && (!needsUnits || scanLines(units[id] ?? '').length > 0));
  async function confirm(how: How) {
    const items = chosen.map(({ id, needsUnits }) => ({ itemId: id, units: needsUnits ? scanLines(units[id] ?? '') : [] }));
    await run({ id: found.id, how, items });
    setAsking(null);
  }
  return (
    <Card className="no-print">
      <Stack gap="md">
        <Title order={2}>{t('mend.title')}</Title>
        <Text size="sm">{t('mend.why')}</Text>
        <Checkbox.Group
          label={t('mend.which')}
          value={chosen.map(({ id }) => id)}
          onChange={(kept) => setLeftOut(mendable.map(({ id }) => id).filter((id) => !kept.includes(id)))}
        >
          <Stack gap="xs" mt={6}>
            {mendable.map((item) => (
              <Checkbox key={item.id} value={item.id} label={`${kindName(item.kind)}: ${item.name}`} />
            ))}
          </Stack>
        </Checkbox.Group>
        {chosen
          .filter(({ needsUnits }) => needsUnits)
          .map((item) => (
            <Textarea
              key={item.id}
              label={t('mend.units')}
              description={`${kindName(item.kind)}: ${item.name}`}
              autosize
              minRows={2}
              value={units[item.id] ?? ''}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setUnits((before) => ({ ...before, [item.id]: value }));
              }}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
          ))}
        <Group>
          {(['SEND', 'TAKE_BACK'] as const)
            .filter((how) => mendable.some(({ mends }) => mends.includes(how)))
            .map((how) => (
              <Button
                key={how}
                size="md"
                variant={how === 'SEND' ? 'filled' : 'default'}
                disabled={!can(how) || busy}
                onClick={() => setAsking(how)}
              >
                {t(`mend.${how}`)}
              </Button>
            ))}
        </Group>
        <CommandOutcome state={state} recorded={t('mend.done')} />
      </Stack>
      <Confirm
        opened={asking !== null}
        onClose={() => setAsking(null)}
        onConfirm={() => asking && void confirm(asking)}
        title={t(`mend.${asking ?? 'SEND'}title`, { partner: found.partnerName })}
        verb={t(`mend.${asking ?? 'SEND'}`)}
        busy={busy}
      >
        <Text size="sm">{t(`mend.${asking ?? 'SEND'}why`, { count: chosen.length, partner: found.partnerName })}</Text>
      </Confirm>
    </Card>
  );
}
