import { Button, Group, TextInput } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { TypedCheck } from './typed-check';

/** The way by hand: type or paste what stands under the barcode, in any form the barcode reader knows. */
export function ScanEntry({
  onScan,
  verb = 'Check',
  label = 'Barcode text',
  placeholder = 'Type or paste, e.g. (01)00300010123455(21)SN0001',
  busy = false,
}: {
  onScan: (text: string) => void;
  verb?: string;
  label?: string;
  placeholder?: string;
  busy?: boolean;
}) {
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
          label={label}
          placeholder={placeholder}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          style={{ flex: 1 }}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <Button type="submit" rightSection={<IconArrowRight size={16} />} loading={busy}>
          {verb}
        </Button>
      </Group>
      <TypedCheck text={text} onChoose={setText} />
    </form>
  );
}
