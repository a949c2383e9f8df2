import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { parseSnapshot } from '../../src/input/snapshot.js';
import type { Source } from '../../src/input/read-source.js';
import { isoDate } from '../../src/market/date.js';
import { INDEX_SYMBOLS } from '../../src/market/snapshot.js';
import type { Snapshot } from '../../src/market/snapshot.js';
import { formatMoment } from '../../src/market/time.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { SNAPSHOT_CSV, snapshot } from './fixtures.js';

const TIME = '2026-11-20T15:15:00-06:00';
const HEAD = ['kind', 'symbol', 'expiry', 'price', 'strike', 'right', 'bid', 'ask', 'iv'];

/** One row of any kind, as native CSV has it. */
type Row = Readonly<Record<string, string | number>>;

function csvOf(rows: readonly Row[], head: readonly string[] = HEAD): string {
  const lines = rows.map((row) => head.map((column) => row[column] ?? '').join(','));
  return `${[head.join(','), ...lines].join('\n')}\n`;
}

const withoutKind = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'kind'));

function objectOf(rows: readonly Row[]): unknown {
  const of = (kind: string) => rows.filter((row) => row['kind'] === kind);
  const bySymbol = (kind: string, rename: Record<string, string> = {}): Row =>
    Object.fromEntries(
      of(kind).map((row) => [
        rename[String(row['symbol'])] ?? String(row['symbol']),
        row['price'] ?? '',
      ]),
    );
  return {
    ...Object.fromEntries(of('asof').map((row) => ['asOf', row['expiry'] ?? ''])),
    indices: bySymbol('index'),
    futures: of('future').map((row) => withoutKind(row)),
    options: of('option').map((row) => withoutKind(row)),
    etps: bySymbol('etp'),
    rates: bySymbol('rate', { DIVIDEND_YIELD: 'dividendYield' }),
  };
}

const WRITERS: Readonly<Record<string, (rows: readonly Row[]) => string>> = {
  csv: (rows) => csvOf(rows),
  json: (rows) => JSON.stringify(objectOf(rows)),
  yaml: (rows) => stringify(objectOf(rows)),
};

function sourceOf(format: string, rows: readonly Row[], name = 'snap'): Source {
  return { name: `${name}.${format}`, text: WRITERS[format]?.(rows) ?? '' };
}

async function read(sources: readonly Source[]): Promise<Snapshot> {
  return (await parseSnapshot(sources)).snapshot;
}

const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((n) => n / 100);
const some = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });

const MONTHS = nextMonthlyVixExpiries(isoDate('2026-11-20'), 9);
const WEEKLIES = ['VX47,2026-11-24', 'VX48,2026-12-01', 'VX49,2026-12-09'];

const LEVELS: Readonly<Record<string, readonly [number, number]>> = {
  SPX: [1000, 9000],
  VVIX: [60, 200],
  SKEW: [101, 183],
};

/** Far from the money, where any level of SPX and any future lets these prices be. */
const FAR = {
  strike: { VIX: [60, 100], SPX: [300, 500] },
  right: { VIX: 'call', SPX: 'put' },
  iv: { VIX: [0.5, 1.4], SPX: [0.1, 0.5] },
} as const;

const option = fc
  .constantFrom('VIX,2026-12-16', 'VIXW,2026-12-09', 'SPX,2026-12-18', 'SPXW,2026-12-04')
  .chain((root) => {
    const on = root.startsWith('VIX') ? 'VIX' : 'SPX';
    const [min, max] = FAR.strike[on];
    const [lowVol, highVol] = FAR.iv[on];
    return fc.record({
      root: fc.constant(root),
      strike: fc.integer({ min, max }),
      right: fc.constant(FAR.right[on]),
      price: hundredths(0.01, 0.05),
      bid: some(hundredths(0, 0.01)),
      ask: some(hundredths(0.05, 0.1)),
      iv: some(hundredths(lowVol, highVol)),
    });
  })
  .map(({ root, bid, ask, iv, ...others }): Row => {
    const [symbol = '', expiry = ''] = root.split(',');
    return {
      ...{ kind: 'option', symbol, expiry, ...others },
      ...(bid === undefined ? {} : { bid }),
      ...(ask === undefined ? {} : { ask }),
      ...(iv === undefined ? {} : { iv }),
    };
  });

const priced = (kind: string, symbol: string, price: fc.Arbitrary<number>) =>
  price.map((value): Row => ({ kind, symbol, price: value }));

const rows: fc.Arbitrary<Row[]> = fc
  .record({
    indices: fc
      .subarray([...INDEX_SYMBOLS])
      .map((symbols) => [...new Set([...symbols, 'VIX'])])
      .chain((symbols) =>
        fc.tuple(
          ...symbols.map((symbol) => {
            const [min, max] = LEVELS[symbol] ?? [15, 20];
            return priced('index', symbol, hundredths(min, max));
          }),
        ),
      ),
    // Of one size with the levels, else they are refused.
    prices: fc.array(hundredths(16, 20), { minLength: 1, maxLength: MONTHS.length }),
    weeklies: fc.subarray(WEEKLIES),
    options: fc.uniqueArray(option, {
      maxLength: 5,
      selector: (row) => [row['symbol'], row['expiry'], row['strike'], row['right']].join(),
    }),
    etps: fc
      .subarray(['VXX', 'VIXY', 'UVXY'])
      .chain((list) => fc.tuple(...list.map((one) => priced('etp', one, hundredths(1, 99))))),
    rates: fc
      .subarray(['SOFR', 'DIVIDEND_YIELD'])
      .chain((list) => fc.tuple(...list.map((one) => priced('rate', one, hundredths(0, 0.05))))),
  })
  .map(({ indices, prices, weeklies, options, etps, rates }) => [
    { kind: 'asof', expiry: TIME },
    ...indices,
    ...prices.map((price, at): Row => {
      return { kind: 'future', symbol: 'VX', expiry: MONTHS[at] ?? '', price };
    }),
    ...weeklies.map((weekly): Row => {
      const [symbol = '', expiry = ''] = weekly.split(',');
      return { kind: 'future', symbol, expiry, price: 18.5 };
    }),
    ...[...options, ...etps, ...rates],
  ]);

test('the page of PRODUCT.md reads as it says', async () => {
  const { snapshot: found, notes } = await snapshot(SNAPSHOT_CSV);
  expect(notes).toEqual([]);
  expect(formatMoment(found.time)).toBe('2026-11-20T21:15:00Z');
  expect(found.indices).toEqual({ SPX: 6512.4, VIX: 17.92, VIX9D: 16.8, VIX3M: 20.15, VVIX: 96.4 });
  expect(found.futures).toEqual([
    { symbol: 'VXZ26', expiry: '2026-12-16', weekly: false, price: 18.85 },
    { symbol: 'VXF27', expiry: '2027-01-20', weekly: false, price: 19.7 },
  ]);
  expect(found.rate).toBe(0.0395);
  expect('dividendYield' in found).toBe(false);
});

describe('nothing but the content counts', () => {
  test('the format, the order of rows and columns, and the split over files', async () => {
    const varied = rows.chain((all) =>
      fc.record({
        all: fc.constant(all),
        order: fc.shuffledSubarray(all, { minLength: all.length }),
        head: fc.shuffledSubarray(HEAD, { minLength: HEAD.length }),
        cut: fc.integer({ min: 1, max: all.length }),
        formats: fc.tuple(...[1, 2].map(() => fc.constantFrom(...Object.keys(WRITERS)))),
      }),
    );
    await fc.assert(
      fc.asyncProperty(varied, async ({ all, order, head, cut, formats }) => {
        const whole = await read([sourceOf('csv', all)]);
        expect(await read([sourceOf('yaml', order)])).toEqual(whole);
        expect(await read([sourceOf('json', order)])).toEqual(whole);
        expect(await read([{ name: 'snap.csv', text: csvOf(order, head) }])).toEqual(whole);
        const parts = [order.slice(0, cut), order.slice(cut)]
          .map((part, at) => ({ part, format: formats[at] ?? 'csv', name: `part${at}` }))
          .filter(({ part }) => part.length > 0)
          .map(({ part, format, name }) => sourceOf(format, part, name));
        expect(await read(parts)).toEqual(whole);
        expect(await read(parts.reverse())).toEqual(whole);
      }),
    );
  });

  test('JSON text is the same, key for key', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const texts = await Promise.all(
          ['csv', 'json', 'yaml'].map(async (format) =>
            JSON.stringify(await read([sourceOf(format, all)])),
          ),
        );
        expect(new Set(texts).size).toBe(1);
      }),
    );
  });
});
