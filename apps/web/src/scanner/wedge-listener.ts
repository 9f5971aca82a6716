import type { WedgeProfile } from './profiles';
import { IDLE, patienceMs, press, silence, type KeyPress, type WedgeState, type WedgeStep } from './wedge';

interface Field {
  element: HTMLInputElement | HTMLTextAreaElement;
  value: string;
  start: number | null;
  end: number | null;
}

/**
 * Listens to every key of the window and tells scans from typing. A scan made while a field has the focus is not left in the field:
 * its first key reached it before the burst was known, so the field is put back as it was.
 * Returns the function that stops listening.
 */
export function listenToWedge(
  target: Window,
  profile: () => WedgeProfile,
  outcome: { onScan: (text: string) => void; onBroken: (text: string) => void; onKey?: (key: KeyPress) => void },
): () => void {
  let state: WedgeState = IDLE;
  let field: Field | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(step: WedgeStep): void {
    state = step.state;
    if (step.scan !== undefined || step.broken !== undefined) restore(field);
    if (step.replay !== undefined) type(field, step.replay);
    if (step.scan !== undefined) outcome.onScan(step.scan);
    if (step.broken !== undefined) outcome.onBroken(step.broken);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const key = {
      key: event.key,
      code: event.code,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      meta: event.metaKey,
      repeat: event.repeat,
      at: event.timeStamp,
    };
    outcome.onKey?.(key);
    const step = press(state, key, profile());
    settle(step);
    if (step.begin) field = snapshot(target.document.activeElement);
    if (step.suppress) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    clearTimeout(timer);
    if (state.kind === 'gathering') timer = setTimeout(() => settle(silence(state, profile())), patienceMs(state, profile()));
  }

  target.addEventListener('keydown', onKey, { capture: true });
  return () => {
    clearTimeout(timer);
    target.removeEventListener('keydown', onKey, { capture: true });
  };
}

function snapshot(element: Element | null): Field | null {
  if (element instanceof HTMLTextAreaElement)
    return { element, value: element.value, start: element.selectionStart, end: element.selectionEnd };
  if (!(element instanceof HTMLInputElement) || ['checkbox', 'radio', 'button', 'submit', 'file'].includes(element.type)) return null;
  return { element, value: element.value, start: selectionOf(element)[0], end: selectionOf(element)[1] };
}

/** Number, date and e-mail fields have no selection to ask for. */
function selectionOf(element: HTMLInputElement): [number | null, number | null] {
  try {
    return [element.selectionStart, element.selectionEnd];
  } catch {
    return [null, null];
  }
}

function restore(field: Field | null): void {
  if (!field || field.element.value === field.value) return;
  write(field.element, field.value);
  if (field.start !== null) field.element.setSelectionRange(field.start, field.end);
}

function type(field: Field | null, text: string): void {
  if (!field || document.activeElement !== field.element) return;
  const { element } = field;
  const at = selectionOf(element as HTMLInputElement)[0] ?? element.value.length;
  write(element, element.value.slice(0, at) + text + element.value.slice(at));
  if (field.start !== null) element.setSelectionRange(at + text.length, at + text.length);
}

/** Writes the way a person does, so that the page's own state follows (React watches the native setter and the input event). */
function write(element: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const prototype = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, value);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}
