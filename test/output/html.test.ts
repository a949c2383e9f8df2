import { beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { cell, figures, text, words } from '../../src/output/document.js';
import type { Block } from '../../src/output/document.js';
import { htmlDocument } from '../../src/output/html.js';
import { isolated, markup } from '../../src/output/markup.js';
import { span } from '../../src/output/prose.js';
import { reportHtml } from '../../src/output/report-html.js';
import { reportDocument } from '../../src/output/report-document.js';
import { stressDrawing } from '../../src/output/svg/stress-drawing.js';
import { shortMoney } from '../../src/output/svg/short-money.js';
import { spread } from '../../src/output/svg/parts.js';
import type { ReportResult } from '../../src/report/result.js';
import { HOSTILE, hostileReport } from './hostile-report.js';
import { PLAIN } from './options.js';
import { exampleReport } from './report-fixture.js';

describe('markup', () => {
  it('escapes all that is put in and is no markup', () => {
    expect(String(markup`<a title="${`"'>`}">${'<b>&'}</a>`)).toBe(
      '<a title="&quot;&#39;&gt;">&lt;b&gt;&amp;</a>',
    );
    expect(String(markup`<p>${[markup`<b>${1}</b>`, undefined, ['x', '<']]}</p>`)).toBe(
      '<p><b>1</b>x&lt;</p>',
    );
  });

  it('lets no text end its element or its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(String(markup`${raw}`)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('cannot be made of a string that only looks like it', () => {
    const forged = JSON.parse('{"toString":"<script>"}') as never;
    expect(() => String(markup`${forged}`)).toThrow();
  });

  it('isolates what runs from right to left, and takes out what turns text around', () => {
    expect(String(markup`${isolated('שלום 5')}`)).toBe('<bdi>שלום 5</bdi>');
    expect(String(markup`${isolated('a\u202eb\u0007\u001b[31mc')}`)).toBe('abc');
  });
});

describe('a document as HTML', () => {
  const blocks: Block[] = [
    { kind: 'title', text: ['Title ', span('strong', 'strong')] },
    { kind: 'heading', text: 'Heading' },
    { kind: 'facts', facts: [{ label: 'Label', text: [span('text', 'cost')] }] },
    { kind: 'facts', facts: [] },
    { kind: 'list', items: [['one'], ['two']] },
    {
      kind: 'table',
      columns: [words('Name'), figures('value', '(was)'), text('why', 10)],
      rows: [
        [cell('a'), cell('1.25'), cell('long text')],
        [cell('all', 'strong'), cell('12'), cell('')],
      ],
      total: true,
    },
    { kind: 'table', columns: [words('Name')], rows: [] },
    { kind: 'chart', title: 'Chart', draw: () => ['<|', ' |'] },
  ];
  const html = htmlDocument('A & B', blocks);

  it('has the page around it', () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain('<title>A &amp; B</title>');
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline';`);
    expect(html).toContain('<h1>Title <strong>strong</strong></h1>');
    expect(html.endsWith('</html>\n')).toBe(true);
  });

  it('has tables with caption, scopes and figures that align at the point', () => {
    expect(html.match(/<table>/g)).toHaveLength(1);
    expect(html).toContain('aria-label="Table: Name"');
    expect(html).toContain('<caption class="unseen"><span>Name</span></caption>');
    expect(html).toMatch(/<th scope="col" style="text-align:right">.*value.*\(was\)/);
    expect(html).toMatch(/<td style="text-align:right"><span class="part">1\.25/);
    expect(html).toMatch(/<td style="text-align:right;padding-right:calc\(0\.6em \+ 3ch\)">.*12</);
    expect(html).toMatch(/<tbody class="total">\n<tr><th scope="row"><strong>/);
  });

  it('sets the drawing of the terminal where a chart has no other', () => {
    expect(html).toContain('<pre>&lt;|\n |\n</pre>');
  });
});

describe('the report as HTML', () => {
  let result: ReportResult;
  beforeAll(async () => {
    result = await exampleReport();
  });

  it('is whole markup in which each id is one', () => {
    const html = reportHtml(result, PLAIN);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
    for (const [, names = ''] of html.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const name of names.split(' ')) expect(ids).toContain(name);
    }
    expect(unclosed(html)).toEqual([]);
    expect(html).not.toMatch(/<script|<link|<img|src=|url\((?!#)|http-equiv="refresh"/i);
  });

  it('says the figures of each drawing in words too', () => {
    const html = reportHtml(result, PLAIN);
    const [worst] = [...result.stress].sort((a, b) => a.netUsd - b.netUsd);
    expect(html).toMatch(new RegExp(`<desc[^>]*>[^<]*${worst!.id}, [^<]*net -\\$`));
    expect(html).toMatch(/<desc[^>]*>Latest, 2026-07-06: spot VIX 15\.57, VXN26 17\.25/);
    expect(html).toMatch(/<desc[^>]*>SPX stands at 7,537\.43 today\..*breaks even at /);
  });

  it('does without all that may be absent', () => {
    const left = { ...result, size: { ...result.size } };
    for (const key of ['changes', 'held', 'cost', 'press', 'journal'] as const)
      delete absent(left)[key];
    delete absent(left.size).structure;
    const curve = { today: { date: left.date, nodes: [] } };
    const bare = { ...left, curve, stress: [], events: [], dataAges: [], alarms: [] };
    const html = reportHtml(
      { ...bare, payoff: { ...left.payoff, points: [] }, warnings: [] },
      PLAIN,
    );
    expect(unclosed(html)).toEqual([]);
    expect(html).toContain('<p>None.</p>');
    expect(html).toContain('No earlier recommendation is in the journal.');
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('refuses a figure that is none', () => {
    const payoff = { ...result.payoff, spx: Number.NaN };
    expect(() => reportHtml({ ...result, payoff }, PLAIN)).toThrow('result.payoff.spx');
  });

  it('makes hostile text inert', () => {
    const html = reportHtml(hostileReport(result), { ...PLAIN, settingsFrom: HOSTILE });
    expect(html).not.toMatch(/<script|<img|<svg onload|[="']\s*javascript:/i);
    for (const mark of ['\u202e', '\u2066', '\u0007', '\u001b']) expect(html).not.toContain(mark);
    expect(html.split('&lt;script&gt;').length).toBeGreaterThan(10);
    expect(unclosed(html)).toEqual([]);
  });

  it('writes what the terminal says as HTML too', () => {
    const html = htmlDocument('Report', reportDocument(result, PLAIN));
    expect(unclosed(html)).toEqual([]);
    expect(html).toContain('<pre>');
  });
});

describe('drawings', () => {
  it('keep labels apart and inside where there is room', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: -50, max: 400, noNaN: true }), fc.nat(60)), {
          maxLength: 5,
        }),
        (given) => {
          const wanted = given.map(([at, width]) => ({ at, width })).sort((a, b) => a.at - b.at);
          const middles = spread(wanted, 0, 330);
          const ends = middles.map((middle, i) => [
            middle - wanted[i]!.width / 2,
            middle + wanted[i]!.width / 2,
          ]);
          for (const [i, [left, right]] of ends.entries()) {
            expect(left).toBeGreaterThanOrEqual(-1e-9);
            expect(right).toBeLessThanOrEqual(330 + 1e-9);
            if (i > 0) expect(left).toBeGreaterThanOrEqual(ends[i - 1]![1]! + 5 - 1e-9);
          }
        },
      ),
    );
  });

  it('shorten a name that would run into its figure', () => {
    const bar = { id: 'x'.repeat(80), name: 'long', condorUsd: -1e9, hedgeUsd: 5e8, netUsd: -5e8 };
    const svg = String(stressDrawing([bar])('a'));
    expect(svg).toMatch(/>x{5,30}\.\.\.</);
    expect(svg).toContain(`${bar.id}, long: condors -$1,000,000,000`);
  });

  it('write round dollars short', () => {
    expect([0, -40_000, 1_500_000, 2e9, 999, -2500].map(shortMoney)).toEqual([
      ...['$0', '-$40k', '$1.5m', '$2b', '$999', '-$2.5k'],
    ]);
  });
});

function absent<T extends object>(whole: T): { -readonly [K in keyof T]?: T[K] } {
  return whole;
}

const EMPTY = new Set(['meta', 'br', 'line', 'rect', 'circle', 'path']);

/** Elements opened and not closed, or closed in the wrong order. */
function unclosed(html: string): string[] {
  const open: string[] = [];
  const bare = html.replace(/<style>[\s\S]*?<\/style>/, '').replace(/<!doctype html>/, '');
  for (const [tag, slash, name = ''] of bare.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/gi)) {
    if (EMPTY.has(name) || tag.endsWith('/>')) continue;
    if (slash === '') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}
