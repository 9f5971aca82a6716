/** The value after an option; undefined when the option is not there. */
export function option(argv: readonly string[], name: string): string | undefined {
  const at = argv.indexOf(name);
  return at < 0 ? undefined : argv[at + 1];
}

/** The values after every mention of an option. */
export const options = (argv: readonly string[], name: string): string[] =>
  argv.flatMap((word, i) => (word === name && argv[i + 1] !== undefined ? [argv[i + 1] as string] : []));

/** A whole number of at most so much, or null. */
export function wholeNumber(text: string | undefined, most: number): number | null {
  const number = text !== undefined && /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return number <= most ? number : null;
}
