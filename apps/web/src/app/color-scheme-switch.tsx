import { ActionIcon, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useWords } from '../words';

const ICONS = { auto: IconDeviceDesktop, light: IconSun, dark: IconMoon } as const;
const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const;

/** As the system has it, light, dark, and round again. */
export function ColorSchemeSwitch() {
  const t = useWords('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Current = ICONS[colorScheme];
  const label = `${t('scheme.label')}: ${t(`scheme.${colorScheme}`)}`;
  return (
    <ActionIcon variant="subtle" size="lg" aria-label={label} title={label} onClick={() => setColorScheme(NEXT[colorScheme])}>
      <Current size={20} />
    </ActionIcon>
  );
}
