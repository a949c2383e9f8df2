import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportHtml } from '../../src/output/report-html.js';
import { PLAIN } from '../output/options.js';
import { HOSTILE, hostileReport } from '../output/hostile-report.js';
import { exampleReport } from '../output/report-fixture.js';
import { CHROMIUM, launch, open, violationsOf } from './chromium.js';
import type { Sight } from './chromium.js';
import { cutTables, drawings, ground, piledUp, sidewaysScroll } from './in-page.mjs';
import { outside, overlaps } from './layout.js';

const SCREENS = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'laptop', width: 1280, height: 800 },
];
const SIGHTS: readonly (Sight & { readonly name: string })[] = SCREENS.flatMap((screen) => [
  { ...screen, name: `${screen.name}, light`, scheme: 'light' },
  { ...screen, name: `${screen.name}, dark`, scheme: 'dark' },
]);

/** Width of a page less its margins of 12 mm, at 96 px an inch. */
const PAPER = [
  { name: 'A4', width: Math.floor(((210 - 24) / 25.4) * 96) },
  { name: 'Letter', width: Math.floor(((215.9 - 24) / 25.4) * 96) },
];

/** Set to a folder, the pictures are left there to be looked at. */
const SHOTS = process.env['ALVH_SHOTS'];

describe.skipIf(CHROMIUM === undefined)('the report in Chromium', () => {
  let browser: Browser;
  let html: string;

  beforeAll(async () => {
    html = reportHtml(await exampleReport(), { ...PLAIN, settingsFrom: 'alvh.yaml' });
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each(SIGHTS)('$name: silent, nothing scrolls sideways, charts are legible', async (sight) => {
    const { page, trouble, close } = await open(browser, html, sight);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
    expect(await page.evaluate(piledUp)).toEqual([]);
    const found = await page.evaluate(drawings);
    expect(found).toHaveLength(3);
    for (const drawing of found) {
      expect(drawing.texts.length).toBeGreaterThan(8);
      expect(Math.min(...drawing.texts.map(({ fontSize }) => fontSize))).toBeGreaterThanOrEqual(11);
      expect(overlaps(drawing)).toEqual([]);
      expect(outside(drawing)).toEqual([]);
    }
    expect(trouble).toEqual([]);
    if (SHOTS !== undefined) {
      mkdirSync(SHOTS, { recursive: true });
      writeFileSync(`${SHOTS}/report.html`, html);
      const picture = await page.screenshot({ fullPage: true });
      writeFileSync(`${SHOTS}/${sight.name.replace(', ', '-')}.png`, picture);
    }
    await close();
  });

  it('runs nothing and loads nothing of hostile text, and keeps its form', async () => {
    const hostile = reportHtml(hostileReport(await exampleReport()), {
      ...PLAIN,
      settingsFrom: HOSTILE,
    });
    const { page, trouble, close } = await open(browser, hostile, {
      width: 360,
      height: 740,
      scheme: 'light',
    });
    expect(await page.title()).toBe('VIX hedge report, 2026-07-06');
    expect(await page.locator('script, img, [onload], [onerror]').count()).toBe(0);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
    for (const drawing of await page.evaluate(drawings)) {
      expect(overlaps(drawing)).toEqual([]);
      expect(outside(drawing)).toEqual([]);
    }
    expect(trouble).toEqual([]);
    await close();
  });

  it('is shut by its policy even where markup were let in', async () => {
    const open_ = html.replace(
      '</main>',
      '<script>alert(1)</script><img src="http://other.invalid/a.png" onerror="alert(2)"></main>',
    );
    const { trouble, close } = await open(browser, open_, SIGHTS[0]!);
    expect(trouble.length).toBeGreaterThan(0);
    expect(trouble.filter((line) => /^(dialog|request)/.test(line))).toEqual([]);
    expect(trouble.join()).toContain('Content Security Policy');
    await close();
  });

  it.each(SIGHTS)('$name: axe-core finds nothing', async (sight) => {
    const { page, close } = await open(browser, html, sight, true);
    expect(await violationsOf(page)).toEqual([]);
    await close();
  });

  it('axe-core would find something', async () => {
    const faulty = html.replace(' lang="en"', '').replaceAll('scope="col"', 'role="nonsense"');
    const { page, close } = await open(browser, faulty, SIGHTS[0]!, true);
    const rules = (await violationsOf(page)).map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['html-has-lang', 'aria-roles']));
    await close();
  });

  it.each(PAPER)('$name: light, whole tables, legible charts', async ({ name, width }) => {
    const sight = { width, height: 1000, scheme: 'dark', media: 'print' } as const;
    const { page, trouble, close } = await open(browser, html, sight);
    expect(await page.evaluate(cutTables)).toEqual([]);
    expect(await page.evaluate(piledUp)).toEqual([]);
    expect(await page.evaluate(sidewaysScroll)).toBe(0);
    for (const drawing of await page.evaluate(drawings)) {
      expect(overlaps(drawing)).toEqual([]);
      expect(outside(drawing)).toEqual([]);
    }
    expect(await page.evaluate(ground)).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ format: name, preferCSSPageSize: false });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(trouble).toEqual([]);
    if (SHOTS !== undefined) {
      writeFileSync(`${SHOTS}/${name}.pdf`, pdf);
      writeFileSync(`${SHOTS}/${name}.png`, await page.screenshot({ fullPage: true }));
    }
    await close();
  });
});
