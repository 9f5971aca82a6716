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
  const commission = useCommand('commission', Commission, { recorded: 'Serials commissioned' });
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
        <Title order={2}>Commission packages</Title>
        <SegmentedControl
          size="sm"
          aria-label="Serials"
          value={from}
          onChange={(chosen) => setFrom(chosen as 'generate' | 'list')}
          data={[
            { value: 'generate', label: 'Make serials' },
            { value: 'list', label: 'My own serials' },
          ]}
        />
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          {from === 'generate' && (
            <NumberInput
              label="Packages"
              description={`At most ${MOST.toLocaleString()} at once`}
              min={1}
              max={MOST}
              thousandSeparator=","
              allowDecimal={false}
              value={generate}
              onChange={setGenerate}
            />
          )}
          <NumberInput
            label="Packages per case"
            min={1}
            max={10_000}
            allowDecimal={false}
            value={perCase}
            onChange={setPerCase}
            description={hasCaseGtin ? 'Cases carry the case GTIN' : 'Cases carry an SSCC'}
          />
          <NumberInput
            label="Cases per pallet"
            min={1}
            max={1000}
            allowDecimal={false}
            value={perPallet}
            onChange={setPerPallet}
            disabled={!whole(perCase)}
            description="Pallets carry an SSCC"
          />
        </SimpleGrid>
        {from === 'list' && (
          <>
            <Textarea
              label="Serials, one a line"
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
                    Read a CSV file
                  </Button>
                )}
              </FileButton>
              {text !== '' && (
                <Text size="sm">
                  {list.serials.length.toLocaleString()} serials{list.repeated > 0 && `, ${list.repeated} repeated ones left out`}
                </Text>
              )}
            </Group>
            {list.wrong.length > 0 && (
              <Alert color="red" title={`${list.wrong.length} of them cannot be serials`}>
                <List size="sm">
                  {list.wrong.slice(0, 5).map((each) => (
                    <List.Item key={each.line}>
                      Line {each.line}: <span className="mono">{each.value.slice(0, 40)}</span>. {each.why}
                    </List.Item>
                  ))}
                </List>
              </Alert>
            )}
            {list.sequential && (
              <Alert color="orange" title="These serials follow one another">
                Who sees one can guess the next. Random serials make a copy much easier to notice.
              </Alert>
            )}
          </>
        )}
        {packages > MOST && <Alert color="red">At most {MOST.toLocaleString()} packages at once.</Alert>}
        <Group gap="sm">
          <Button leftSection={<IconBarcode size={17} />} disabled={!ready} loading={commission.busy} onClick={() => void send()}>
            Commission
          </Button>
          <Text size="sm" c="dimmed">
            {packages > 0 && planSentence(plan)}
          </Text>
        </Group>
        {commission.busy && <Progress value={commission.state.step === 'sending' ? 45 : 85} animated aria-label="Progress" />}
        <CommandOutcome state={commission.state} recorded="Commissioned" />
      </Stack>
    </Card>
  );
}

function whole(value: number | string): number | null {
  const number = typeof value === 'number' ? value : Number.parseInt(value, 10);
  return Number.isInteger(number) && number > 0 ? number : null;
}
