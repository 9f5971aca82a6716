import { Button, Card, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconBox, IconBoxOff } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import type { CollectedUnit } from '../../scanner/collected-units';
import { UnitCollector } from '../../scanner/unit-collector';
import { unitKey } from '../../scanner/unit-key';
import { CommandOutcome } from '../../ui/command-outcome';
import { formatNumber } from '../../ui/number';
import { Page } from '../../ui/page';
import { useWords } from '../../words';

const Pack = graphql(
  `
    mutation Pack($input: PackInput!) {
      answer: pack(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const Unpack = graphql(
  `
    mutation Unpack($input: UnitsInput!) {
      answer: unpack(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

/** Splitting and repacking: units into a new or an opened container, or out of the one they are in. */
export default function PackingPage() {
  const t = useWords('packing');
  const pack = useCommand('pack', Pack, { recorded: t('packed') });
  const unpack = useCommand('unpack', Unpack, { recorded: t('unpacked') });
  const [act, setAct] = useState<'pack' | 'unpack'>('pack');
  const [units, setUnits] = useState<CollectedUnit[]>([]);
  const [container, setContainer] = useState('');
  const busy = pack.busy || unpack.busy;
  const wrong = container.trim() !== '' && unitKey(container) === null;
  const { state } = pack;
  const made = state.step === 'recorded' ? state.receipt.made : null;

  async function send() {
    const texts = units.map((unit) => unit.text);
    const receipt =
      act === 'pack'
        ? await pack.run({ container: container.trim() || null, units: texts })
        : await unpack.run({ units: texts, reason: null });
    if (receipt) setUnits([]);
  }
  return (
    <Page title={t('title')} lead={t('lead')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <UnitCollector title={t('units')} units={units} onChange={setUnits} paused={busy} />
        <Card>
          <Stack gap="sm">
            <SegmentedControl
              aria-label={t('act')}
              value={act}
              onChange={(chosen) => setAct(chosen as 'pack' | 'unpack')}
              data={[
                { value: 'pack', label: t('pack') },
                { value: 'unpack', label: t('unpack') },
              ]}
            />
            {act === 'pack' ? (
              <>
                <Title order={2}>{t('into')}</Title>
                <TextInput
                  label={t('container')}
                  description={t('containerHint')}
                  value={container}
                  onChange={(event) => setContainer(event.currentTarget.value)}
                  error={wrong ? t('containerWrong') : undefined}
                />
              </>
            ) : (
              <Text>{t('unpackWhy')}</Text>
            )}
            <Group>
              <Button
                leftSection={act === 'pack' ? <IconBox size={18} /> : <IconBoxOff size={18} />}
                disabled={units.length === 0 || wrong}
                loading={busy}
                onClick={() => void send()}
              >
                {t(act)} {units.length > 0 && formatNumber(units.length)}
              </Button>
            </Group>
            {made && (
              <Text fw={600}>
                {t('made')} <span className="mono">{made}</span>
              </Text>
            )}
            <CommandOutcome state={pack.state} recorded={t('packed')} />
            <CommandOutcome state={unpack.state} recorded={t('unpacked')} />
          </Stack>
        </Card>
      </SimpleGrid>
    </Page>
  );
}
