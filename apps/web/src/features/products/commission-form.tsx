import {
  Alert,
  Button,
  Card,
  FileButton,
  Group,
  List,
  NumberInput,
  Progress,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { IconBarcode, IconFileTypeCsv } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { Filled } from '../../ui/filled';
import { formatNumber } from '../../ui/number';
import { useWords } from '../../words';
import { packingPlan, planSentence } from './packing-plan';
import { readSerials } from './serials';

const Commission = graphql(
  `
    mutation Commission($input: CommissionInput!) {
      answer: commission(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);
const MOST = 100_000;

/** Gives a lot its packages: serials made here (random, so that none can be guessed), pasted, or read from a file. */
export function CommissionForm({ lotId, hasCaseGtin }: { lotId: string; hasCaseGtin: boolean }) {
  const t = useWords('products');
  const commission = useCommand('commission', Commission, { recorded: t('commission.toast') });
  const [from, setFrom] = useState<'generate' | 'list'>('generate');
  const [generate, setGenerate] = useState<number | string>(1000);
  const [text, setText] = useState('');
  const [perCase, setPerCase] = useState<number | string>('');
  const [perPallet, setPerPallet] = useState<number | string>('');
  const list = useMemo(() => readSerials(text), [text]);

  const packages = from === 'generate' ? (whole(generate) ?? 0) : list.serials.length;
  const plan = packingPlan(packages, whole(perCase), whole(perPallet));
  const ready = packages > 0 && packages <= MOST && (from === 'generate' || list.wrong.length === 0);
  async function send() {
    const source = from === 'generate' ? { serials: null, generate: packages } : { serials: list.serials, generate: null };
    if (
      await commission.run({ lotId, ...source, packagesPerCase: whole(perCase), casesPerPallet: whole(perCase) ? whole(perPallet) : null })
    )
      setText('');
  }

  return (
    <Card>
      <Stack gap="sm">
        <Title order={2}>{t('commission.title')}</Title>
        <SegmentedControl
          size="sm"
          aria-label={t('commission.serials')}
          value={from}
          onChange={(chosen) => setFrom(chosen as 'generate' | 'list')}
          data={[
            { value: 'generate', label: t('commission.make') },
            { value: 'list', label: t('commission.own') },
          ]}
        />
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          {from === 'generate' && (
            <NumberInput
              label={t('commission.packages')}
              description={t('commission.most', { most: formatNumber(MOST) })}
              min={1}
              max={MOST}
              thousandSeparator=","
              allowDecimal={false}
              value={generate}
              onChange={setGenerate}
            />
          )}
          <NumberInput
            label={t('commission.perCase')}
            min={1}
            max={10_000}
            allowDecimal={false}
            value={perCase}
            onChange={setPerCase}
            description={t(hasCaseGtin ? 'commission.caseGtin' : 'commission.caseSscc')}
          />
          <NumberInput
            label={t('commission.perPallet')}
            min={1}
            max={1000}
            allowDecimal={false}
            value={perPallet}
            onChange={setPerPallet}
            disabled={!whole(perCase)}
            description={t('commission.palletSscc')}
          />
        </SimpleGrid>
        {from === 'list' && (
          <>
            <Textarea
              label={t('commission.list')}
              minRows={4}
              maxRows={10}
              autosize
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
            <Group gap="sm">
              <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => file && void file.text().then(setText)}>
                {(props) => (
                  <Button {...props} size="xs" variant="default" leftSection={<IconFileTypeCsv size={16} />}>
                    {t('commission.file')}
                  </Button>
                )}
              </FileButton>
              {text !== '' && (
                <Text size="sm">
                  {t(list.repeated > 0 ? 'commission.readRepeated' : 'commission.read', {
                    number: formatNumber(list.serials.length),
                    repeated: list.repeated,
                  })}
                </Text>
              )}
            </Group>
            {list.wrong.length > 0 && (
              <Alert color="red" title={t('commission.wrong', { count: list.wrong.length })}>
                <List size="sm">
                  {list.wrong.slice(0, 5).map((each) => (
                    <List.Item key={each.line}>
                      <Filled
                        sentence={t('commission.wrongLine', { line: each.line })}
                        places={{ serial: <span className="mono">{each.value.slice(0, 40)}</span>, why: each.why }}
                      />
                    </List.Item>
                  ))}
                </List>
              </Alert>
            )}
            {list.sequential && (
              <Alert color="orange" title={t('commission.sequential')}>
                {t('commission.sequentialWhy')}
              </Alert>
            )}
          </>
        )}
        {packages > MOST && <Alert color="red">{t('commission.tooMany', { most: formatNumber(MOST) })}</Alert>}
        <Group gap="sm">
          <Button leftSection={<IconBarcode size={17} />} disabled={!ready} loading={commission.busy} onClick={() => void send()}>
            {t('commission.verb')}
          </Button>
          <Text size="sm" c="dimmed">
            {packages > 0 && planSentence(plan)}
          </Text>
        </Group>
        {commission.busy && (
          <Progress value={commission.state.step === 'sending' ? 45 : 85} animated aria-label={t('commission.progress')} />
        )}
        <CommandOutcome state={commission.state} recorded={t('commission.recorded')} />
      </Stack>
    </Card>
  );
}

function whole(value: number | string): number | null {
  const number = typeof value === 'number' ? value : Number.parseInt(value, 10);
  return Number.isInteger(number) && number > 0 ? number : null;
}
