import { language, type Language } from '../words';

/** By the language chosen in the portal, whatever the browser's is. In both as in the United States: 12.345, as Spain writes it, would be read as twelve there. */
const NUMBERS: Readonly<Record<Language, Intl.NumberFormat>> = { en: new Intl.NumberFormat('en-US'), es: new Intl.NumberFormat('es-US') };

/** `46,080`: a count as people read it. */
export const formatNumber = (value: number): string => NUMBERS[language()].format(value);
