import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityFaults } from './accessibility';

/** A folder to leave pictures in, for whoever wants to look. */
const pictures = process.env['PICTURES'];

/** Looks at what is on the page now: axe finds nothing wrong with it. Named, it is also a picture for whoever asked for pictures. */
export async function look(page: Page, picture?: string): Promise<void> {
  expect(await accessibilityFaults(page)).toEqual([]);
  if (pictures && picture) await page.screenshot({ path: join(pictures, `${picture}.png`), fullPage: true });
}
