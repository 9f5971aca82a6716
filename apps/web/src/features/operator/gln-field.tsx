import { TextInput } from '@mantine/core';
import { parseGln } from 'gs1-barcodes';
import { useWords } from '../../words';

export function GlnField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords('operator');
  return (
    <TextInput
      label={t('gln')}
      required
      inputMode="numeric"
      maxLength={13}
      value={value}
      error={glnProblem(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export function glnProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  const read = parseGln(text.trim());
  return read.ok ? undefined : read.issues[0]?.message;
}
