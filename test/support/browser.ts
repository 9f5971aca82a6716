import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser } from 'playwright-core';

export interface BrowserOptions {
  /** A YUV4MPEG2 (.y4m) or MJPEG file that the browser plays in place of a camera; the camera is then allowed without asking. */
  fakeCameraFile?: string;
}

/**
 * Starts a headless Chromium. Takes, in this order, the one `CHROME_PATH` names, one that is installed, and the one of `@sparticuz/chromium`
 * (Linux x64). Fails in so many words when there is none: a journey that did not run must not look like one that passed.
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const { executablePath, args } = await findBrowser();
  return chromium.launch({ executablePath, headless: true, args: [...new Set([...args, ...ARGUMENTS, ...cameraArguments(options)])] });
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

interface Found {
  executablePath: string;
  args: string[];
}

async function findBrowser(): Promise<Found> {
  const named = process.env.CHROME_PATH;
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH names ${named}, and there is no such file.`);
    return { executablePath: named, args: [] };
  }
  const installed = INSTALLED.find((path) => existsSync(path));
  if (installed !== undefined) return { executablePath: installed, args: [] };
  const bundled = await bundledBrowser();
  if (bundled !== undefined) return bundled;
  throw new Error('No browser was found. Install Chromium or Google Chrome, or name one in CHROME_PATH.');
}

/** The browser inside an npm package: for Linux on x64 alone, and absent where optional packages were left out. */
async function bundledBrowser(): Promise<Found | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64' || !isInstalled('@sparticuz/chromium')) return undefined;
  const { default: bundled } = await import('@sparticuz/chromium');
  // One process for everything is meant for functions in the cloud; here it crashes with the camera.
  const args = bundled.args.filter(
    (argument) => argument !== '--single-process' && argument !== '--no-zygote' && !argument.startsWith('--headless'),
  );
  return { executablePath: await bundled.executablePath(), args };
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch {
    return false;
  }
}

function cameraArguments({ fakeCameraFile }: BrowserOptions): string[] {
  if (fakeCameraFile === undefined) return [];
  return ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${fakeCameraFile}`];
}
