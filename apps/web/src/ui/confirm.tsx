import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../words';

/** Asks before something that cannot be taken back. With `typed`, the word itself must be typed first. */
export function Confirm({
  opened,
  onClose,
  onConfirm,
  title,
  children,
  verb,
  typed,
  danger = false,
  busy = false,
  disabled = false,
}: {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  children: ReactNode;
  verb: string;
  typed?: string;
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
}) {
  const t = useWords('ui');
  const [text, setText] = useState('');
  const ready = !disabled && (typed === undefined || text.trim().toUpperCase() === typed.toUpperCase());
  function submit(event: FormEvent) {
    event.preventDefault();
    if (ready) onConfirm();
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => setText('')}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {children}
          {typed !== undefined && (
            <TextInput
              label={t('type', { word: typed })}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('back')}
            </Button>
            <Button type="submit" color={danger ? 'red.8' : undefined} loading={busy} disabled={!ready}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
