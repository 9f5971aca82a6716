import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
import { formatNumber } from '../../ui/number';
import { useWords } from '../../words';
import type { Shipment } from './shipment-query';

const Cancel = graphql(
  `
    mutation CancelShipment($input: CancelShipmentInput!) {
      answer: cancelShipment(input: $input) {
        ...CommandAnswer
      }
    }
  `,
  [CommandAnswer],
);

/** Takes back what is still open of a shipment of one's own. */
export function CancelShipment({ shipment, opened, onClose }: { shipment: Shipment; opened: boolean; onClose: () => void }) {
  const t = useWords('shipments');
  const cancel = useCommand('cancelShipment', Cancel, { recorded: t('cancel.toast') });
  const [reason, setReason] = useState('');
  async function send() {
    if (await cancel.run({ shipmentId: shipment.id, units: null, reason: reason.trim() })) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void send()}
      title={t('cancel.title')}
      verb={t('cancel.title')}
      danger
      busy={cancel.busy}
      disabled={reason.trim() === ''}
    >
      <Text size="sm">
        {t('cancel.why', {
          count: shipment.open,
          units: formatNumber(shipment.open),
          to: shipment.to ?? t('cancel.addressee'),
        })}
      </Text>
      <TextInput
        label={t('cancel.reason')}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-autofocus
      />
      <CommandOutcome state={cancel.state} recorded={t('cancel.done')} />
    </Confirm>
  );
}
