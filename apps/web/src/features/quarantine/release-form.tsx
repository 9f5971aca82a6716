import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../app/use-command';
import { unitLabel } from '../../scanner/unit-label';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { useWords } from '../../words';
import { ReleaseHeld, type HeldUnit } from './shelf-query';

/** Ends a hold, with the reason of who looked at it. */
export function ReleaseForm({ onClose, unit }: { unit: HeldUnit; onClose: () => void }) {
  const t = useWords('quarantine');
  const release = useCommand('release', ReleaseHeld, { recorded: t('ask.done') });
  const [reason, setReason] = useState('');
  async function send() {
    if (await release.run({ units: [unit.epc], reason: reason.trim() })) onClose();
  }
  return (
    <Confirm opened onClose={onClose} onConfirm={() => void send()} title={t('ask.title')} verb={t('ask.verb')} busy={release.busy} disabled={reason.trim() === ''}>
      <Text size="sm">{t('ask.about', { what: [unit.product, unitLabel(unit.epc)].filter(Boolean).join(', ') })}</Text>
      <Text size="sm">{t('ask.why', { why: unit.reason ?? t('byReceipt') })}</Text>
      <Textarea label={t('ask.reason')} required maxLength={2000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      <CommandOutcome state={release.state} recorded={t('ask.done')} />
    </Confirm>
  );
}
