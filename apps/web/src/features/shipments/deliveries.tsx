import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import type { Shipment } from './shipment-query';

const SendAgain = graphql(`
  mutation SendAgain($shipmentId: ID!) {
    sendAgain(shipmentId: $shipmentId) {
      shipmentId
    }
  }
`);

const SENTENCES = {
  WAITING: 'The documents wait to be sent; they are tried again by themselves.',
  SENT: 'The partner’s system has them and is reading them.',
  ACCEPTED: 'The partner’s system has taken them in.',
  REFUSED: 'The partner’s system has refused them. Mend what it found, or call the partner; the goods will not be accepted without them.',
  GAVE_UP: 'The partner’s system could not be reached for days. Send them again, or by hand.',
  BY_HAND: 'There is no connection to this partner: download the documents below and send them as you are used to.',
} as const;

/** For the sender: how far the documents of the shipment have come. */
export function Deliveries({ onDone, shipment }: { shipment: Shipment; onDone: () => void }) {
  const [again, { error, loading }] = useMutation(SendAgain, { onError: () => undefined });
  async function send() {
    const { data } = await again({ variables: { shipmentId: shipment.id } });
    if (data) onDone();
  }
  return shipment.deliveries.map((delivery) => (
    <Card key={delivery.partner}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2}>Documents to {delivery.partner}</Title>
            <StateBadge state={`delivery_${delivery.state}`} />
          </Group>
          {delivery.state !== 'BY_HAND' && delivery.state !== 'SENT' && (
            <Button size="xs" variant="default" leftSection={<IconSend size={16} />} loading={loading} onClick={() => void send()}>
              Send again
            </Button>
          )}
        </Group>
        <Text size="sm">{SENTENCES[delivery.state]}</Text>
        {delivery.problem && (
          <Text size="sm" c="dimmed">
            {delivery.problem}
          </Text>
        )}
        {delivery.findings.map((finding, index) => (
          <Text key={index} size="sm">
            {finding.message}{' '}
            <span className="mono">
              ({[finding.line === null ? null : `line ${finding.line}`, finding.path, finding.rule].filter(Boolean).join(', ')})
            </span>
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          {delivery.attempts > 0 && `${delivery.attempts} tried without an answer. `}
          {delivery.nextAt && (
            <>
              Next try <When at={delivery.nextAt} />.{' '}
            </>
          )}
          {delivery.settledAt && (
            <>
              Answered <When at={delivery.settledAt} />.
            </>
          )}
        </Text>
        {error && (
          <Alert color="red" role="alert" title="Not sent">
            {faultSentence(error)}
          </Alert>
        )}
      </Stack>
    </Card>
  ));
}
