import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { graphql } from '../../app/graphql';
import { CommandAnswer, useCommand } from '../../app/use-command';
import { CommandOutcome } from '../../ui/command-outcome';
import { Confirm } from '../../ui/confirm';
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
  const cancel = useCommand('cancelShipment', Cancel, { recorded: 'Shipment cancelled' });
  const [reason, setReason] = useState('');
  async function send() {
    if (await cancel.run({ shipmentId: shipment.id, units: null, reason: reason.trim() })) onClose();
  }
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      onConfirm={() => void send()}
      title="Cancel the shipment"
      verb="Cancel the shipment"
      danger
      busy={cancel.busy}
      disabled={reason.trim() === ''}
    >
      <Text size="sm">
        {shipment.open === 1 ? 'One unit is' : `${shipment.open.toLocaleString()} units are`} still open. They come back into your stock;{' '}
        {shipment.to ?? 'the addressee'} can no longer receive them. This is recorded and stays visible.
      </Text>
      <TextInput label="Reason" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} data-autofocus />
      <CommandOutcome state={cancel.state} recorded="Cancelled" />
    </Confirm>
  );
}
