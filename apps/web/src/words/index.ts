import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en';

/**
 * Every word that a person reads stands in this folder: one file a feature in `en/`, the same file with the same keys in each other language
 * (a key that is missing there does not compile). A page takes its own: `const t = useWords('receiving')`, then `t('title')`.
 * What the server says (reasons, refusals) is worded by the server, in the language that the portal names in `Accept-Language`.
 */
export const LANGUAGES = { en: 'English', es: 'Español' } as const;
export type Language = keyof typeof LANGUAGES;
type Namespace = keyof typeof en;

/** The same keys as the English words, other words. */
export type WordsLike<T> = { readonly [K in keyof T]: T[K] extends string ? string : WordsLike<T[K]> };

const KEPT = 'packtrail.language';

/** The words of every language but English come when they are first wanted. */
const OTHERS: Record<Exclude<Language, 'en'>, () => Promise<WordsLike<typeof en>>> = { es: async () => (await import('./es')).es };

// English is there at once, so that nothing is ever shown as the name of its words.
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en },
  ns: Object.keys(en),
  defaultNS: 'shell',
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

/** Turns the portal to the language kept on this device, else to the browser's where it is one of ours. */
export const startWords = (): Promise<void> => speak(languageOf(localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2)));

/** Turns the portal to a language, and keeps the choice on this device. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await speak(language);
}

export function useLanguage(): Language {
  return languageOf(useTranslation().i18n.language);
}

/** The language in force, for what is written outside a component. */
export const language = (): Language => languageOf(i18next.language);

/** The words of a feature, for a component. */
export function useWords<N extends Namespace>(feature: N): TFunction<N> {
  return useTranslation(feature).t as unknown as TFunction<N>;
}

/** The words of a feature, for what is written outside a component. Call it when they are needed: the language may have changed since. */
export function wordsOf<N extends Namespace>(feature: N): TFunction<N> {
  return i18next.getFixedT(null, feature) as TFunction<N>;
}

async function speak(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'shell'))
    for (const [feature, words] of Object.entries(await OTHERS[language]())) i18next.addResourceBundle(language, feature, words);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

const languageOf = (named: string | undefined): Language => (named !== undefined && named in LANGUAGES ? (named as Language) : 'en');
