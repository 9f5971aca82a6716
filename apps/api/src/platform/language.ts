/** The languages that the server speaks to people; the first is spoken where none is asked for. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The spoken language that an `accept-language` header likes best (RFC 9110, 12.5.4). */
export function languageOf(header: string | undefined): Language {
  const liked = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = Number(/^\s*q=([\d.]+)\s*$/.exec(parameters.find((each) => each.includes('q=')) ?? '')?.[1] ?? 1);
      return { language: LANGUAGES.find((each) => tag === each || tag.startsWith(`${each}-`)), quality, place };
    })
    .filter(({ language, quality }) => language !== undefined && quality > 0)
    .sort((one, other) => other.quality - one.quality || one.place - other.place);
  return liked[0]?.language ?? LANGUAGES[0];
}
