import { createContext, useContext } from 'react';

/** The time zone (IANA name) in which times are shown: that of the premises the reader stands in; null: the browser's own. */
export const Zone = createContext<string | null>(null);

export const useZone = (): string | null => useContext(Zone);
