import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderCondor, renderSize, renderTerm } from '../../src/output/render.js';
import { PLAIN } from './options.js';
import { CONDOR, CONDOR_BOOK, TERM, TERM_SPARSE } from './report-fixtures.js';
import { EXAMPLE } from './size-fixtures.js';
import { FIVE_LAYERS, FOREIGN, LARGE, SPARSE } from './size-variants.js';

const CSV = { ...PLAIN, format: 'csv' } as const;
const JSON_ = { ...PLAIN, format: 'json' } as const;
const MARKDOWN = { ...PLAIN, format: 'markdown' } as const;

function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

describe('csv', () => {
  it('has one row an instrument, and one for a layer that bought nothing', () => {
    const rows = rowsOf(renderSize(EXAMPLE, CSV));
    expect(rows.map((row) => row['symbol'])).toEqual([
      'VXMZ26',
      'VXF27',
      'VXMF27',
      'VXH27',
      'VXMH27',
    ]);
    expect(rows[0]).toMatchObject({
      as_of: EXAMPLE.asOf,
      layer: 'short',
      kind: 'future',
      contracts: '9',
      price: '18.85',
      notional_usd: '16965',
      layer_carry_per_month_usd: '-930',
      layer_margin_usd: '',
    });
    expect(rowsOf(renderSize(SPARSE, CSV))).toEqual([
      expect.objectContaining({ layer: 'short', symbol: '', contracts: '0', price: '' }),
    ]);
  });

  it('has one row a condor and one a future', () => {
    expect(rowsOf(renderCondor(CONDOR_BOOK, CSV)).map((row) => row['long_call'])).toEqual([
      '7000',
      '612.5',
    ]);
    expect(rowsOf(renderTerm(TERM, CSV)).map((row) => row['price'])).toEqual(
      TERM.nodes.map((node) => String(node.price)),
    );
  });

  it('keeps its shape and every text through a parser', () => {
    const name = 'a "quoted", two-part name';
    const named = { ...EXAMPLE, layers: EXAMPLE.layers.map((layer) => ({ ...layer, name })) };
    for (const row of rowsOf(renderSize(named, CSV))) expect(row['layer']).toBe(name);
  });

  it.each(['=1+1', '+1', '-1', '@sum(a1)', '\t=1', ' =1', '\r=1', '＝1'])(
    'makes %j inert for spreadsheets',
    (name) => {
      const layers = EXAMPLE.layers.map((layer) => ({ ...layer, name }));
      for (const row of rowsOf(renderSize({ ...EXAMPLE, layers }, CSV))) {
        expect(row['layer']).toMatch(/^'/);
        expect(row['layer_carry_per_month_usd']).toMatch(/^-\d/);
      }
    },
  );
});

describe('json', () => {
  it('is the result itself, derivations only with --explain', () => {
    const rest = Object.fromEntries(
      Object.entries(EXAMPLE).filter(([key]) => key !== 'derivations'),
    );
    const plain = JSON.parse(renderSize(EXAMPLE, JSON_)) as object;
    expect(plain).toEqual(rest);
    expect(Object.keys(plain)).toEqual(Object.keys(rest));
    expect(JSON.parse(renderSize(EXAMPLE, { ...JSON_, explain: true }))).toEqual(EXAMPLE);
    expect(JSON.parse(renderCondor(CONDOR, JSON_))).toEqual(CONDOR);
    expect(JSON.parse(renderTerm(TERM, JSON_))).toEqual(TERM);
  });

  it.each([NaN, Infinity, -Infinity])(
    'refuses to print %s in any format, naming the key',
    (bad) => {
      const result = { ...EXAMPLE, hedge: { ...EXAMPLE.hedge, ratio: bad } };
      for (const format of ['table', 'json', 'csv', 'markdown'] as const) {
        expect(() => renderSize(result, { ...PLAIN, format })).toThrow('result.hedge.ratio');
      }
    },
  );
});

describe('markdown', () => {
  const reports: Record<string, string> = {
    size: renderSize(EXAMPLE, { ...MARKDOWN, explain: true }),
    sparse: renderSize(SPARSE, MARKDOWN),
    five: renderSize(FIVE_LAYERS, { ...MARKDOWN, explain: true }),
    large: renderSize(LARGE, MARKDOWN),
    foreign: renderSize(FOREIGN, MARKDOWN),
    condor: renderCondor(CONDOR, MARKDOWN),
    book: renderCondor(CONDOR_BOOK, MARKDOWN),
    term: renderTerm(TERM, MARKDOWN),
    'sparse term': renderTerm(TERM_SPARSE, MARKDOWN),
  };

  it.each(Object.entries(reports))('%s: every table has rows of one length', (_, text) => {
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'));
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const lengths = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(lengths).size).toBe(1);
    }
  });

  it('escapes what would be markup and drops what would act in a terminal', () => {
    expect(reports['foreign']).toContain('| rot\\|&lt;b&gt; |');
    expect(reports['foreign']).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('has charts as code blocks, no wider than a page', () => {
    const chart = /```text\n([^`]*)```/.exec(reports['condor'] ?? '')?.[1] ?? '';
    expect(chart).toContain('SPX 6,512.40');
    expect(Math.max(...chart.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});
