import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { browserBundle } from '../../packages/ledger/vite.config.ts';

export interface Checked {
  readonly good: boolean;
  readonly step?: number;
  readonly steps?: readonly unknown[];
  readonly cosigned?: readonly { readonly name: string }[];
}

/** The verifier as the package ships it to browsers, in a page that has no network: it cannot ask anybody. */
export async function offlineVerifier(browser: Browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const code = await bundle();
  // Loopback counts as a safe origin, where browsers offer their own cryptography.
  await context.route('http://localhost/**', (route) =>
    route.fulfill(route.request().url().endsWith('.js') ? { contentType: 'text/javascript', body: code } : { contentType: 'text/html', body: '<!doctype html><title>Proof</title>' }),
  );
  await page.goto('http://localhost/');
  await page.evaluate('import("/verify.js").then((verify) => { window.verifier = verify; })');
  await context.unrouteAll();
  await context.setOffline(true);
  return {
    /** Whether the page has a way out: by its own word, and by trying. */
    online: () => page.evaluate(async () => [navigator.onLine, await fetch('http://localhost/').then(() => true, () => false)]),
    verify: (text: string, vkey: string, trust: { readonly witnesses?: readonly string[]; readonly witnessesNeeded?: number } = {}) =>
      page.evaluate(
        async ({ text, trust, vkey }) => {
          const { verifier } = window as unknown as { verifier: { verifyDossier(text: string, vkey: string, trust: object): Promise<Checked> } };
          return verifier.verifyDossier(text, vkey, trust);
        },
        { text, trust, vkey },
      ),
    close: () => context.close(),
  };
}

async function bundle(): Promise<string> {
  const built = await build({ ...browserBundle, logLevel: 'silent', build: { ...browserBundle.build, write: false } });
  const [output] = [built].flat();
  const [chunk] = output !== undefined && 'output' in output ? output.output : [];
  if (chunk?.type !== 'chunk') throw new Error('The verifier could not be bundled.');
  return chunk.code;
}
