import { existsSync } from 'node:fs';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { axeViolations } from './in-page.mjs';
import type { Violation } from './in-page.mjs';

/** Debian's browser, or the one named; absent: the tests that need one say that they are skipped. */
export const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium'].find(
  (path): path is string => path !== undefined && existsSync(path),
);

export async function launch(): Promise<Browser> {
  // The gate may run as root, where the browser's own sandbox does not start.
  return chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
}

export interface Sight {
  readonly width: number;
  readonly height: number;
  readonly scheme: 'light' | 'dark';
  readonly media?: 'print';
}

export interface Opened {
  readonly page: Page;
  /** Console messages, page errors and requests, as they come. */
  readonly trouble: string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens a page as a file would be opened, its own policy in force.
 * @param bypassCSP for tools that are injected, never for what a test asserts of the page
 */
export async function open(
  browser: Browser,
  html: string,
  sight: Sight,
  bypassCSP = false,
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width: sight.width, height: sight.height },
    colorScheme: sight.scheme,
    bypassCSP,
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = 'http://page.invalid/';
  await context.route('**/*', async (route) => {
    if (route.request().url() === address) {
      await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
      return;
    }
    trouble.push(`request: ${route.request().url()}`);
    await route.abort();
  });
  if (sight.media !== undefined) await page.emulateMedia({ media: sight.media });
  await page.goto(address);
  return { page, trouble, close: () => context.close() };
}

/** Every rule of axe-core that the page breaks, best practices among them. */
export async function violationsOf(page: Page): Promise<Violation[]> {
  await page.evaluate(axe.source);
  return page.evaluate(axeViolations);
}
