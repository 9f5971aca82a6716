import { useCallback, useEffect, useState } from 'react';

const EVERY_MS = 30_000;
const LOST_MS = 3_000;

/** Asks again every half minute, every three seconds while there is no answer, and when the connection is back; tells when the last answer came, and whether the last question got none. */
export function useFresh(refetch: () => Promise<unknown>): { at: number | null; lost: boolean; ask: () => Promise<void> } {
  const [state, setState] = useState<{ at: number | null; lost: boolean }>({ at: null, lost: false });
  const ask = useCallback(async () => {
    try {
      await refetch();
      setState({ at: Date.now(), lost: false });
    } catch {
      setState(({ at }) => ({ at, lost: true }));
    }
  }, [refetch]);
  useEffect(() => {
    const first = setTimeout(() => void ask(), 0);
    const timer = setInterval(() => void ask(), state.lost ? LOST_MS : EVERY_MS);
    const now = () => void ask();
    window.addEventListener('online', now);
    window.addEventListener('offline', now);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      window.removeEventListener('online', now);
      window.removeEventListener('offline', now);
    };
  }, [ask, state.lost]);
  return { ...state, ask };
}
