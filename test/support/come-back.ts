import { errors, type Locator } from 'playwright-core';

const AWAY_MS = 500;
const PATIENCE_MS = 20_000;

/** Looks away from the page and back to it until it shows what is waited for: who comes back sees at once what came meanwhile. */
export async function comeBackUntil(shown: Locator): Promise<void> {
  for (let waited = 0; ; waited += AWAY_MS) {
    // A browser without a screen hides no tab: it is told that one was hidden and is seen again.
    await shown.page().evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    try {
      return await shown.waitFor({ timeout: AWAY_MS });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || waited > PATIENCE_MS) throw error;
    }
  }
}
