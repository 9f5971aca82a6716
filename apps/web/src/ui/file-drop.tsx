import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { useWords } from '../words';

/** A place to drop one file on, with a button for those who do not drag. */
export function FileDrop({
  accept,
  label,
  hint,
  onFile,
  busy = false,
  icon = <IconUpload size={26} stroke={1.5} />,
}: {
  accept: string;
  label: string;
  hint: ReactNode;
  onFile: (file: File) => void;
  busy?: boolean;
  icon?: ReactNode;
}) {
  const t = useWords('ui');
  const [over, setOver] = useState(false);
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !busy) onFile(file);
  }
  return (
    <div
      className="drop"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Stack align="center" gap={6} p="lg">
        {icon}
        <Text fw={600} ta="center">
          {label}
        </Text>
        <Text size="sm" c="dimmed" ta="center" component="div">
          {hint}
        </Text>
        <Group>
          <FileButton accept={accept} onChange={(file) => file && onFile(file)}>
            {(props) => (
              <Button {...props} variant="default" size="sm" loading={busy}>
                {t('chooseFile')}
              </Button>
            )}
          </FileButton>
        </Group>
      </Stack>
    </div>
  );
}
