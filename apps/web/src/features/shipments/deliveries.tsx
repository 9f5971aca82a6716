import { useMutation } from '@apollo/client/react';
import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { faultSentence } from '../../app/apollo';
import { graphql } from '../../app/graphql';
import { StateBadge } from '../../ui/state-badge';
import { When } from '../../ui/when';
import { useWords } from '../../words';
import type { Shipment } from './shipment-query';

const SendAgain = graphql(`
  mutation SendAgain($shipmentId: ID!) {
    sendAgain(shipmentId: $shipmentId) {
      shipmentId
    }
  }
`);

/** For the sender: how far the documents of the shipment have come. */
export function Deliveries({ onDone, shipment }: { shipment: Shipment; onDone: () => void }) {
  const t = useWords('shipments');
  const [again, { error, loading }] = useMutation(SendAgain, { errorPolicy: 'all' });
  async function send() {
    const { data } = await again({ variables: { shipmentId: shipment.id } });
    if (data) onDone();
  }
  return shipment.deliveries.map((delivery) => (
    <Card key={delivery.partner}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={2}>{t('deliveries.title', { partner: delivery.partner })}</Title>
            <StateBadge state={`delivery_${delivery.state}`} />
          </Group>
          {delivery.state !== 'BY_HAND' && delivery.state !== 'SENT' && (
            <Button size="xs" variant="default" leftSection={<IconSend size={16} />} loading={loading} onClick={() => void send()}>
              {t('deliveries.again')}
            </Button>
          )}
        </Group>
        <Text size="sm">{t(`deliveries.${delivery.state}`)}</Text>
        {delivery.problem && (
          <Text size="sm" c="dimmed">
            {delivery.problem}
          </Text>
        )}
        {delivery.findings.map((finding, index) => (
          <Text key={index} size="sm">
            {finding.message}{' '}
            <span className="mono">
              (
              {[finding.line === null ? null : t('deliveries.line', { line: finding.line }), finding.path, finding.rule]
                .filter(Boolean)
                .join(', ')}
              )
            </span>
          </Text>
        ))}
        <Text size="xs" c="dimmed">
          {delivery.attempts > 0 && `${t('deliveries.attempts', { attempts: delivery.attempts })} `}
          {delivery.nextAt && (
            <>
              {t('deliveries.next')} <When at={delivery.nextAt} />.{' '}
            </>
          )}
          {delivery.settledAt && (
            <>
              {t('deliveries.answered')} <When at={delivery.settledAt} />.
            </>
          )}
        </Text>
        {error && (
          <Alert color="red" role="alert" title={t('deliveries.notSent')}>
            {faultSentence(error)}
          </Alert>
        )}
      </Stack>
    </Card>
  ));
}
