import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { NodeUnderTest } from './node-under-test';

export const DEMO_PASSWORD = 'packtrail-demo';
/** Long enough for two busy cores; what is waited for is always something that the person sees. */
const PATIENCE_MS = 20_000;

/** One person before the portal. Faults of the page itself are kept: a journey ends by asking that there were none. */
export interface Person {
  readonly page: Page;
  readonly faults: readonly string[];
  /** Goes to a page by the menu, as a person does. */
  go(entry: string): Promise<void>;
  leave(): Promise<void>;
}

/** Opens the portal in a browser of its own (no shared cookies) and signs in through the form. */
export async function signedIn(
  browser: Browser,
  node: NodeUnderTest,
  { email, password = DEMO_PASSWORD, ...options }: { email: string; password?: string } & BrowserContextOptions,
): Promise<Person> {
  const person = await arrive(browser, node, '/', options);
  const { page } = person;
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  return person;
}

/** Opens an address of the portal without signing in. */
export async function arrive(browser: Browser, node: NodeUnderTest, path: string, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.goto(`${node.url}${path}`);
  return {
    page,
    faults,
    go: async (entry) => {
      await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: entry }).click();
      await page.getByRole('heading', { level: 1, name: entry }).waitFor();
    },
    leave: () => context.close(),
  };
}
