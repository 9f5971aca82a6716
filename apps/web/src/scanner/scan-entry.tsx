import { Button, Group, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useWords } from '../words';
import { TypedCheck } from './typed-check';

/** The way by hand: type or paste what stands under the barcode, in any form the barcode reader knows. */
export function ScanEntry({
  onScan,
  verb,
  label,
  placeholder,
  busy = false,
}: {
  onScan: (text: string) => void;
  verb?: string;
  label?: string;
  placeholder?: string;
  busy?: boolean;
}) {
  const t = useWords('scanner');
  const [text, setText] = useState('');
  function submit(event: FormEvent) {
    event.preventDefault();
    const entered = text.trim();
    if (entered === '') return;
    onScan(entered);
    setText('');
  }
  return (
    <form onSubmit={submit}>
      <Group gap="xs" wrap="nowrap" align="flex-end">
        <TextInput
          label={label ?? t('entry.label')}
          placeholder={placeholder ?? t('entry.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          style={{ flex: 1 }}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Button type="submit" rightSection={<IconArrowRight size={16} />} loading={busy}>
          {verb ?? t('entry.verb')}
        </Button>
      </Group>
      <TypedCheck text={text} onChoose={setText} />
    </form>
  );
}
