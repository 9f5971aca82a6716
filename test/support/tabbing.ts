import type { Page } from 'playwright-core';

/** What a person who has only a keyboard meets on a page. */
export interface Tabbed {
  /** What can be used and was never reached. */
  readonly missed: string[];
  /** What was reached and does not show it. */
  readonly unseen: string[];
  readonly reached: number;
}

/** Presses Tab from the top of the page until it comes round, or so many times. */
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
    return found.map((element) => `${element.tagName.toLowerCase()} ${(element.getAttribute('aria-label') ?? element.innerText ?? element.getAttribute('name') ?? '').slice(0, 50).trim()}`);
  });
  const reached = new Set<number>();
  const unseen: string[] = [];
  for (let pressed = 0; pressed < Math.min(most, wanted.length + 12); pressed += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return null;
      const shows = (each: Element | null): boolean => {
        if (!each) return false;
        const { boxShadow, outlineStyle, outlineWidth } = getComputedStyle(each);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      };
      // A field shows it by its border, a hidden box of a switch by what stands for it.
      const shown = shows(element) || element.matches('input, textarea, select') || shows(element.nextElementSibling);
      return { tab: element.dataset['tab'] === undefined ? -1 : Number(element.dataset['tab']), shown };
    });
    if (at === null) continue;
    if (at.tab >= 0) reached.add(at.tab);
    if (!at.shown && at.tab >= 0) unseen.push(wanted[at.tab] ?? '');
    if (reached.size === wanted.length) break;
  }
  const asked = wanted.slice(0, most - 12);
  return { missed: asked.filter((_, i) => !reached.has(i)), unseen: [...new Set(unseen)], reached: reached.size };
}
