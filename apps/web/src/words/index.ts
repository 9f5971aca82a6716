import i18next, { type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { en } from './en';
import { door } from './en/door';

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

/** All words of a language. They come when they are first wanted; those of the door, in English, are there at once. */
const WORDS: Record<Language, () => Promise<WordsLike<typeof en>>> = {
  en: async () => (await import('./en')).en,
  es: async () => (await import('./es')).es,
};
const brought = new Set<Language>();

// English is there at once, so that nothing is ever shown as the name of its words.
void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: door },
  ns: Object.keys(door),
  defaultNS: 'shell',
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
});

/** Brings the words of every page, in the language in force (and in English, for what it lacks). Await it before the first page is drawn. */
export async function bringWords(): Promise<void> {
  await Promise.all([bring('en'), bring(language())]);
}

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

async function bring(language: Language): Promise<void> {
  if (brought.has(language)) return;
  brought.add(language);
  for (const [feature, words] of Object.entries(await WORDS[language]())) i18next.addResourceBundle(language, feature, withMany(words), true, true);
}

/** Spanish counts whole millions apart (CLDR's `many`), with the words of `other`: without them such a count would fall back to English. */
export function withMany<T>(words: T): T {
  if (typeof words !== 'object' || words === null) return words;
  const entries = Object.entries(words).map(([key, value]) => [key, withMany(value)] as const);
  return Object.fromEntries([...entries.flatMap(([key, value]) => (key.endsWith('_other') ? [[key.replace(/_other$/, '_many'), value] as const] : [])), ...entries]) as T;
}

async function speak(language: Language): Promise<void> {
  if (language !== 'en') await bring(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

const languageOf = (named: string | undefined): Language => (named !== undefined && named in LANGUAGES ? (named as Language) : 'en');
