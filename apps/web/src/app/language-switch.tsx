import { useApolloClient } from '@apollo/client/react';
import { ActionIcon, Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { chooseLanguage, LANGUAGES, useLanguage, useWords, type Language } from '../words';

/** The language of the portal. What the server words is asked for again, so that a page never speaks two languages. */
export function LanguageSwitch() {
  const t = useWords('shell');
  const client = useApolloClient();
  const current = useLanguage();
  const choose = (language: Language) => void chooseLanguage(language).then(() => client.refetchQueries({ include: 'active' }));
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={t('language')}>
          <IconLanguage size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(LANGUAGES) as Language[]).map((language) => (
          <Menu.Item key={language} lang={language} fw={language === current ? 700 : 400} onClick={() => choose(language)}>
            {LANGUAGES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
