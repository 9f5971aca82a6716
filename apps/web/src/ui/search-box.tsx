import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

/** A search box that asks once the typing rests. */
export function SearchBox({ label, onSearch }: { label: string; onSearch: (text: string | null) => void }) {
  const [text, setText] = useState('');
  const search = useDebouncedCallback((value: string) => onSearch(value.trim() || null), 250);
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      type="search"
      leftSection={<IconSearch size={16} />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      w="100%"
      maw={420}
    />
  );
}
