import { Button, Card, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconCopy, IconMail } from '@tabler/icons-react';
import { useWords } from '../../words';
import type { ExceptionCase } from './exception-query';

/** A message to the partner, ready to be sent by whatever way the two use. */
export function ReadyMessage({ found: { message, partnerEmail } }: { found: ExceptionCase }) {
  const t = useWords('exceptions');
  const mail = `mailto:${encodeURIComponent(partnerEmail ?? '')}?subject=${encodeURIComponent(message.subject)}&body=${encodeURIComponent(message.text)}`;
  return (
    <Card>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2}>{t('ready.title')}</Title>
          <Group gap="xs">
            <CopyButton value={`${message.subject}\n\n${message.text}`}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" leftSection={<IconCopy size={16} />} onClick={copy} aria-live="polite">
                  {t(copied ? 'ready.copied' : 'ready.copy')}
                </Button>
              )}
            </CopyButton>
            <Button component="a" href={mail} variant="default" size="xs" leftSection={<IconMail size={16} />}>
              {t('ready.mail')}
            </Button>
          </Group>
        </Group>
        <Text fw={600}>{message.subject}</Text>
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {message.text}
        </Text>
      </Stack>
    </Card>
  );
}
