import { Alert, Button, Card, Group, NativeSelect, Stack, Text, Textarea, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertOctagon, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { type Case, CaseDecided, REASONS, type Reason } from './case-query';
import { DecisionOutcome } from './decision-outcome';
import { useDecision } from './use-decision';
import { inCase, WhichUnits } from './which-units';

const Clear = graphql(
  `
    mutation ClearCase($input: ClearCaseInput!) {
      answer: clearCase(input: $input) {
        ...CaseDecided
      }
    }
  `,
  [CaseDecided],
);
const FindIllegitimate = graphql(
  `
    mutation FindIllegitimate($input: FindIllegitimateInput!) {
      answer: findIllegitimate(input: $input) {
        ...CaseDecided
      }
    }
  `,
  [CaseDecided],
);

/** The decision of a case, whole or package by package: cleared by a second person, or illegitimate. */
export function Decide({ found }: { found: Case }) {
  const t = useWords('cases');
  const [clearing, clear] = useDisclosure(false);
  const [finding, find] = useDisclosure(false);
  return (
    <Card className="no-print">
      <Stack gap="md">
        <Title order={2}>{t('decide.title')}</Title>
        {found.openedByMe && <Alert color="harbour">{t('decide.other')}</Alert>}
        <Group>
          <Button size="md" color="red.8" leftSection={<IconAlertOctagon size={18} />} onClick={find.open}>
            {t('decide.illegitimate')}
          </Button>
          <Button size="md" variant="default" leftSection={<IconCircleCheck size={18} />} disabled={found.openedByMe} onClick={clear.open}>
            {t('decide.clear')}
          </Button>
        </Group>
      </Stack>
      <ClearDialog found={found} opened={clearing} onClose={clear.close} />
      <FindDialog found={found} opened={finding} onClose={find.close} />
    </Card>
  );
}

interface Dialog {
  readonly found: Case;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The units of a case but for those left out; null: all, in one decision. */
function chosenOf(found: Case, leftOut: readonly string[]): string[] | null {
  const chosen = inCase(found).filter((name) => !leftOut.includes(name));
  return chosen.length === inCase(found).length ? null : chosen;
}

function ClearDialog({ found, onClose, opened }: Dialog) {
  const t = useWords('cases');
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const units = chosenOf(found, leftOut);
  const [reason, setReason] = useState('');
  const { busy, fault, refusal, run } = useDecision('clearCase', Clear);
  async function confirm() {
    if (await run({ id: found.id, reason: reason.trim(), units })) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={t('decide.clearTitle')}
      verb={t('decide.clear')}
      busy={busy}
      disabled={reason.trim() === '' || units?.length === 0}
    >
      <Text size="sm">{t('decide.clearWhy')}</Text>
      <WhichUnits found={found} label={t('decide.which')} leftOut={leftOut} onChange={setLeftOut} rest={t('decide.restClear')} />
      <Textarea
        label={t('decide.clearReason')}
        required
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <DecisionOutcome refusal={refusal} fault={fault} />
    </Confirm>
  );
}

function FindDialog({ found, onClose, opened }: Dialog) {
  const t = useWords('cases');
  const [reason, setReason] = useState('');
  const [classification, setClassification] = useState<Reason>(found.kind);
  const [leftOut, setLeftOut] = useState<string[]>([]);
  const units = chosenOf(found, leftOut);
  const { busy, fault, refusal, run } = useDecision('findIllegitimate', FindIllegitimate);
  async function confirm() {
    if (await run({ id: found.id, classification, reason: reason.trim(), units })) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void confirm()}
      title={t('decide.illegitimateTitle')}
      verb={t('decide.illegitimate')}
      typed={t('decide.typed')}
      danger
      busy={busy}
      disabled={reason.trim() === '' || units?.length === 0}
    >
      <Text size="sm">{t('decide.illegitimateWhy')}</Text>
      <WhichUnits found={found} label={t('decide.which')} leftOut={leftOut} onChange={setLeftOut} rest={t('decide.restFound')} />
      <NativeSelect
        label={t('decide.class')}
        value={classification}
        onChange={(event) => setClassification(event.currentTarget.value as Reason)}
        data={REASONS.map((value) => ({ value, label: t(`classes.${value}`) }))}
      />
      <Textarea
        label={t('decide.evidence')}
        required
        autosize
        minRows={2}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <DecisionOutcome refusal={refusal} fault={fault} />
    </Confirm>
  );
}
