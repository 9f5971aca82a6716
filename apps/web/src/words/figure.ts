/** English and Spanish alike, as numbers are written in the United States, whose rules these pages follow. */
const FIGURES = new Intl.NumberFormat('en-US');

/** A number as a person reads it, whatever the language of the browser: `12,345`. */
export const figure = (value: number): string => FIGURES.format(value);
