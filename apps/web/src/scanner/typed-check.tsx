import { Alert, Button, Group, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useWords } from '../words';
import { typedHelp } from './typed-help';

/** Under a field: which digit of a typed number is wrong, and what it may have been. The text changes only when one is chosen. */
export function TypedCheck({ onChoose, text }: { text: string; onChoose: (text: string) => void }) {
  const t = useWords('scanner');
  const help = useMemo(() => typedHelp(text), [text]);
  return (
    <div aria-live="polite">
      {help && (
        <Alert color="orange" mt="xs">
          <Text size="sm">
            <span className="mono">
              {help.number.slice(0, help.checkAt)}
              <mark>{help.typed}</mark>
            </span>
            : {t('typed.wrong', { typed: help.typed, expected: help.expected })}
          </Text>
          <Group gap="xs" mt="xs">
            {help.proposals.map(({ kind, number, text: proposed }) => (
              <Button key={proposed} size="xs" variant="default" h="auto" py={4} onClick={() => onChoose(proposed)}>
                <span className="mono">{number}</span>&nbsp;({t(`typed.${kind}`)})
              </Button>
            ))}
          </Group>
        </Alert>
      )}
    </div>
  );
}
