import { useApolloClient } from '@apollo/client/react';
import { Button } from '@mantine/core';
import { chooseLanguage, LANGUAGES, useLanguage, type Language } from '../words';

/** The other language, by its own name. What the server words is asked for again, so that a page never speaks two languages. */
export function LanguageSwitch() {
  const client = useApolloClient();
  const current = useLanguage();
  const choose = (language: Language) => void chooseLanguage(language).then(() => client.refetchQueries({ include: 'active' }));
  const others = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== current);
  return others.map((language) => (
    <Button key={language} lang={language} variant="subtle" size="compact-sm" onClick={() => choose(language)}>
      {LANGUAGES[language]}
    </Button>
  ));
}
