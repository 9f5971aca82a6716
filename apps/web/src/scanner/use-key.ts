import { useEffect, useRef } from 'react';

/** Longer than any scanner's pause between two keys: a letter is a person's once nothing followed it for so long. */
const ALONE_MS = 140;

/**
 * A key of the counter, heard with nothing focused. Enter keeps its meaning on a button, a link or in a field, and letters in a field;
 * the first letter of a scan is no key of a person.
 */
export function useKey(key: string, onPress: () => void, enabled = true): void {
  const latest = useRef(onPress);
  useEffect(() => {
    latest.current = onPress;
  }, [onPress]);
  useEffect(() => {
    if (!enabled) return;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    function onKey(event: KeyboardEvent) {
      clearTimeout(waiting);
      if (event.key.toLowerCase() !== key.toLowerCase() || event.repeat || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
      const isFunctionKey = /^F\d+$/.test(key);
      if (!isFunctionKey && isInUse(event.target, key)) return;
      if (key.length === 1) {
        waiting = setTimeout(() => latest.current(), ALONE_MS);
        return;
      }
      event.preventDefault();
      latest.current();
    }
    window.addEventListener('keydown', onKey);
    return () => {
      clearTimeout(waiting);
      window.removeEventListener('keydown', onKey);
    };
  }, [key, enabled]);
}

function isInUse(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest('input, textarea, select, [contenteditable=true], [role=dialog]');
  return field !== null || (key === 'Enter' && target.closest('button, a, [role=button], summary') !== null);
}
