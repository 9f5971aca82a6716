import type { Page } from 'playwright-core';

/** What a person who has only a keyboard meets on a page. */
export interface Tabbed {
  /** What can be used and was never reached. */
  readonly missed: string[];
  /** What was reached and does not show it. */
  readonly unseen: string[];
  readonly reached: number;
}

/** Presses Tab from the top of the page until it has come round, or so many times. */
export async function tabThrough(page: Page, most = 120): Promise<Tabbed> {
  const wanted = await page.evaluate(() => {
    const usable = 'a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';
    const seen = (element: Element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden' && !element.closest('[inert], [aria-hidden="true"], details:not([open]) > :not(summary)');
    const groups = new Set<string>();
    const found = [...document.querySelectorAll<HTMLElement>(usable)].filter((element) => {
      if (!seen(element) || element.tabIndex < 0) return false;
      // Of radio buttons with one name, Tab goes to one: the arrows do the rest.
      if (element instanceof HTMLInputElement && element.type === 'radio') {
        if (groups.has(element.name) || (document.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`) ?? element) !== element) return false;
        groups.add(element.name);
      }
      return true;
    });
    found.forEach((element, i) => (element.dataset['tab'] = String(i)));
    (document.activeElement as HTMLElement | null)?.blur();
    const shows = (each: Element | null): boolean => {
      if (!each) return false;
      const { boxShadow, outlineStyle, outlineWidth } = getComputedStyle(each);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    };
    const met: Met[] = [];
    document.addEventListener('focusin', ({ target }) => {
      const element = target as HTMLElement;
      if (element.dataset['tab'] === undefined) return;
      // A field shows it by its border, a hidden box of a switch by what stands for it.
      met.push({ tab: Number(element.dataset['tab']), shown: shows(element) || element.matches('input, textarea, select') || shows(element.nextElementSibling) });
    });
    Object.assign(window, { met });
    return found.map((element) => `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.innerText ?? element.getAttribute('name') ?? '').slice(0, 50).trim()}`);
  });
  await pressTab(page, Math.min(most, wanted.length + 12));
  const met = await page.evaluate(() => (window as unknown as { met: Met[] }).met);
  const reached = new Set(met.map(({ tab }) => tab));
  const unseen = met.filter(({ shown }) => !shown).map(({ tab }) => wanted[tab] ?? '');
  const asked = wanted.slice(0, most - 12);
  return { missed: asked.filter((_, i) => !reached.has(i)), unseen: [...new Set(unseen)], reached: reached.size };
}

/** What got the focus, and whether it showed that. */
interface Met {
  readonly tab: number;
  readonly shown: boolean;
}

/** Sent in one go: none waits for the answer to the one before. */
async function pressTab(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const press = (type: 'keyUp' | 'rawKeyDown') => session.send('Input.dispatchKeyEvent', { type, key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 });
  await Promise.all(Array.from({ length: times }, () => [press('rawKeyDown'), press('keyUp')]).flat());
  await session.detach();
}
