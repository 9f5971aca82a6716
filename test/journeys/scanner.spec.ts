import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser';
import { cameraFile } from '../support/camera-file';

const GS = '\u001d';
const SCAN = `0100300010123455172712311` + `0ABC123${GS}21SN0001`;
const TIMEOUT_MS = 15_000;

// The portal's own scanner modules in a bare page: what is tested is how they and a real browser get on, keys and camera included.
const PAGE = `<!doctype html><title>Scanner</title>
<input id="search"><input id="number" type="number"><button id="button">Press</button><video id="video" muted playsinline></video>
<script type="module">
  import { listenToWedge } from '/src/scanner/wedge-listener.ts';
  import { PROFILES } from '/src/scanner/profiles.ts';
  import { runCamera } from '/src/scanner/camera.ts';
  window.scans = [];
  window.broken = [];
  window.pressed = 0;
  document.querySelector('#button').addEventListener('click', () => { window.pressed += 1; });
  listenToWedge(window, () => ({ ...PROFILES[0], gapMsMax: 150 }), { onScan: (text) => window.scans.push(text), onBroken: (text) => window.broken.push(text) });
  window.openCamera = async () => { window.camera = await runCamera(document.querySelector('#video'), (text) => window.scans.push(text)); };
  window.ready = true;
</script>`;

interface ScannerWindow {
  scans: string[];
  broken: string[];
  pressed: number;
  ready: boolean;
  openCamera: () => Promise<void>;
  camera: { stop: () => void };
}

describe('the scanner in a browser', () => {
  let server: ViteDevServer;
  let browser: Browser;
  let folder: string;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'packtrail-camera-'));
    await writeFile(join(folder, 'camera.y4m'), cameraFile(SCAN));
    server = await createServer({
      configFile: fileURLToPath(new URL('../../apps/web/vite.config.ts', import.meta.url)),
      cacheDir: join(folder, 'vite'),
      server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
      logLevel: 'error',
      plugins: [
        {
          name: 'scanner-page',
          configureServer: ({ middlewares, transformIndexHtml }) => {
            middlewares.use('/scanner.html', (_request, response) => {
              void transformIndexHtml('/scanner.html', PAGE).then((html) => response.setHeader('Content-Type', 'text/html').end(html));
            });
          },
        },
      ],
    });
    await server.listen();
    const local = server.resolvedUrls?.local[0];
    if (local === undefined) throw new Error('the page is not served');
    address = new URL('/scanner.html', local).href;
    browser = await launchBrowser({ fakeCameraFile: join(folder, 'camera.y4m') });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(address);
    await page.waitForFunction(() => (window as unknown as ScannerWindow).ready, undefined, { timeout: TIMEOUT_MS });
    return page;
  }
  const scansOf = (page: Page) => page.evaluate(() => (window as unknown as ScannerWindow).scans);

  /** Sends the keys as a keyboard wedge does, Ctrl+] for the separator, back to back. */
  async function wedge(page: Page, text: string, end: string | null = 'Enter'): Promise<void> {
    for (const each of text) await page.keyboard.press(each === GS ? 'Control+BracketRight' : each);
    if (end !== null) await page.keyboard.press(end);
  }

  it('takes a scan with nothing focused', async () => {
    const page = await open();
    await wedge(page, SCAN);
    expect(await scansOf(page)).toEqual([SCAN]);
    await page.close();
  });

  it('takes a scan while a search box is focused, and leaves in the box what was typed before', async () => {
    const page = await open();
    await page.locator('#search').pressSequentially('ator', { delay: 250 });
    await page.waitForTimeout(400);
    await wedge(page, SCAN);
    expect(await scansOf(page)).toEqual([SCAN]);
    expect(await page.locator('#search').inputValue()).toBe('ator');
    await page.close();
  });

  it('presses no button that has the focus, and Tab at the end moves no focus', async () => {
    const page = await open();
    await page.locator('#button').focus();
    await wedge(page, SCAN);
    await wedge(page, SCAN, 'Tab');
    expect(await scansOf(page)).toEqual([SCAN, SCAN]);
    expect(await page.evaluate(() => [(window as unknown as ScannerWindow).pressed, document.activeElement?.id])).toEqual([0, 'button']);
    await page.close();
  });

  it('leaves a person alone who types into a box and presses Enter', async () => {
    const page = await open();
    await page.locator('#search').pressSequentially('abc123', { delay: 250 });
    await page.keyboard.press('Enter');
    expect(await page.locator('#search').inputValue()).toBe('abc123');
    expect(await scansOf(page)).toEqual([]);
    await page.close();
  });

  it('gives back what two fingers typed at once', async () => {
    const page = await open();
    await page.locator('#search').focus();
    await Promise.all([page.keyboard.press('q'), page.keyboard.press('u')]);
    await page.waitForFunction(() => (document.querySelector('#search') as HTMLInputElement).value === 'qu', undefined, {
      timeout: TIMEOUT_MS,
    });
    await page.close();
  });

  it('drops a scan that broke off, and says so', async () => {
    const page = await open();
    await wedge(page, SCAN.slice(0, 20), null);
    await page.waitForFunction(() => (window as unknown as ScannerWindow).broken.length > 0, undefined, { timeout: TIMEOUT_MS });
    expect(await scansOf(page)).toEqual([]);
    await page.close();
  });

  it('reads a GS1 DataMatrix from the camera with its separator, and lets the camera go', async () => {
    const page = await open();
    await page.evaluate(() => (window as unknown as ScannerWindow).openCamera());
    await page.waitForFunction(() => (window as unknown as ScannerWindow).scans.length > 0, undefined, { timeout: 30_000 });
    expect((await scansOf(page))[0]).toBe(`]d2${SCAN}`);
    const live = await page.evaluate(() => {
      const video = document.querySelector('video');
      const [track] = (video?.srcObject as MediaStream).getTracks();
      (window as unknown as ScannerWindow).camera.stop();
      return track?.readyState;
    });
    expect(live).toBe('ended');
    await page.close();
  });
});
