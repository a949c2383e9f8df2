import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { LEG_NAMES } from '../../src/condor/condor.js';
import type { Condor, PerLeg } from '../../src/condor/condor.js';
import { parsePositions } from '../../src/input/position.js';
import type { Source } from '../../src/input/read-source.js';
import { POSITION_YAML, positions } from './fixtures.js';

interface Entry {
  id?: string;
  underlying: string;
  expiry: string;
  quantity: number;
  settlement?: string;
  legs: PerLeg;
  credit: number;
  opened?: string;
  openedSpx?: number;
  ivs?: PerLeg;
}

const LEG_COLUMNS = ['long_put', 'short_put', 'short_call', 'long_call'];
const COLUMNS = [
  ...['id', 'underlying', 'expiry', 'quantity', 'settlement', ...LEG_COLUMNS],
  ...['credit', 'opened', 'opened_spx', ...LEG_COLUMNS.map((column) => `iv_${column}`)],
];

function csvOf(entries: readonly Entry[], columns: readonly string[] = COLUMNS): string {
  const rows = entries.map((entry) => {
    const cells = new Map<string, string | number | undefined>([
      ['id', entry.id],
      ['underlying', entry.underlying],
      ['expiry', entry.expiry],
      ['quantity', entry.quantity],
      ['settlement', entry.settlement],
      ['credit', entry.credit],
      ['opened', entry.opened],
      ['opened_spx', entry.openedSpx],
    ]);
    LEG_NAMES.forEach((leg, at) => {
      cells.set(LEG_COLUMNS[at] ?? '', entry.legs[leg]);
      cells.set(`iv_${LEG_COLUMNS[at] ?? ''}`, entry.ivs?.[leg]);
    });
    return columns.map((column) => cells.get(column) ?? '').join(',');
  });
  return `${[columns.join(','), ...rows].join('\n')}\n`;
}

const WRITERS: Readonly<Record<string, (entries: readonly Entry[]) => string>> = {
  csv: (entries) => csvOf(entries),
  json: (entries) => JSON.stringify({ positions: entries }, null, 1),
  yaml: (entries) => stringify({ positions: entries }),
};

function sourceOf(format: string, entries: readonly Entry[], name = 'book'): Source {
  return { name: `${name}.${format}`, text: WRITERS[format]?.(entries) ?? '' };
}

async function condorsOf(sources: readonly Source[]): Promise<Condor[]> {
  return (await parsePositions(sources)).map(({ condor }) => condor);
}

const hundredths = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map((n) => n / 100);

const entry: fc.Arbitrary<Entry> = fc
  .record({
    underlying: fc.constantFrom('SPX', 'SPXW', 'XSP'),
    expiry: fc.constantFrom('2026-11-27', '2026-12-04', '2026-12-18', '2027-01-15', '2027-03-31'),
    quantity: fc.integer({ min: 1, max: 500 }),
    widths: fc.tuple(
      ...[fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 })],
      fc.integer({ min: 1, max: 40 }),
    ),
    low: fc.integer({ min: 100, max: 1500 }),
    credit: hundredths(0.01, 4.99),
    settlement: fc.option(fc.constant('pm'), { nil: undefined }),
    opened: fc.option(fc.constantFrom('2026-10-01', '2026-11-20'), { nil: undefined }),
    openedToShort: fc.option(hundredths(0.6, 1.8), { nil: undefined }),
    ivs: fc.option(fc.tuple(...LEG_NAMES.map(() => hundredths(0.05, 0.9))), { nil: undefined }),
  })
  .map(({ widths, low, settlement, opened, openedToShort, ivs, ...others }) => {
    const [put, body, call] = widths.map((width) => width * 5);
    const longPut = low * 5;
    const shortPut = longPut + (put ?? 0);
    const shortCall = shortPut + (body ?? 0);
    const [a = 0, b = 0, c = 0, d = 0] = ivs ?? [];
    return {
      ...others,
      legs: { longPut, shortPut, shortCall, longCall: shortCall + (call ?? 0) },
      ...(settlement === undefined ? {} : { settlement }),
      ...(opened === undefined ? {} : { opened }),
      ...(openedToShort === undefined
        ? {}
        : { openedSpx: openedToShort * shortPut * (others.underlying === 'XSP' ? 10 : 1) }),
      ...(ivs === undefined ? {} : { ivs: { longPut: a, shortPut: b, shortCall: c, longCall: d } }),
    };
  });

/** Ids that YAML would take for numbers, dates or null are among them. */
const id = fc.oneof(
  fc.constantFrom('5', '1e3', 'null', 'true', '2026-12-18', 'no', '0x10', 'spx dec', 'a: b', 'é'),
  fc.stringMatching(/^[a-z0-9][a-zA-Z0-9 ._:/#-]{0,20}[a-z0-9]$/),
);

const book: fc.Arbitrary<Entry[]> = fc
  .uniqueArray(fc.record({ id, entry }), { minLength: 1, maxLength: 8, selector: (one) => one.id })
  .map((list) => list.map((one) => ({ id: one.id, ...one.entry })));

test('the page of PRODUCT.md reads as it says', async () => {
  const [read] = await positions(POSITION_YAML);
  expect(read?.place).toEqual({ file: 'book.yaml', line: 2, key: 'positions[0]' });
  expect(read?.condor).toEqual({
    id: 'spx-dec',
    underlying: 'SPX',
    expiry: '2026-12-18',
    settlement: 'am',
    settlementStated: true,
    quantity: 10,
    strikes: { longPut: 5900, shortPut: 6000, shortCall: 6900, longCall: 7000 },
    creditPoints: 14.8,
    opened: '2026-11-20',
    openedSpx: 6480.25,
  });
});

describe('what is legal', () => {
  const condor = `underlying: SPX
expiry: 2026-12-18
quantity: 1
legs: { longPut: 5900, shortPut: 6400, shortCall: 6400, longCall: 6500 }
credit: 1.5
`;
  test('one condor at the top, an iron butterfly with unequal wings', async () => {
    const [read] = await positions(condor);
    expect(read?.condor.settlement).toBe('am');
    expect(read?.condor.settlementStated).toBe(false);
    expect(read?.condor.id).toBe('SPX 2026-12-18 5900/6400/6400/6500');
  });

  test('CSV with the columns in any order, short rows, spaces and blank lines', async () => {
    const text = `credit, long_call ,short_call,short_put,long_put,quantity,expiry,underlying,id

1.5,6500,6400,6400,5900,1, 2026-12-18,SPX
,,,,,,,,
`;
    expect((await positions(text, 'b.csv'))[0]?.condor).toEqual(
      (await positions(condor))[0]?.condor,
    );
  });

  test.each([
    ['yaml', condor],
    ['json', '{"positions": [], "x": 1}'],
    ['csv', 'underlying,expiry\nSPX,2026-12-18\n'],
  ])('without an ending the text tells that it is %s', async (format, text) => {
    const named = parsePositions([{ name: `x.${format}`, text }]);
    const unnamed = parsePositions([{ name: 'standard input', text }]);
    const result = (reading: Promise<unknown>) =>
      reading.then(JSON.stringify, (error: unknown) => String(error));
    expect((await result(unnamed)).replaceAll('standard input', `x.${format}`)).toBe(
      await result(named),
    );
  });
});

describe('nothing but the content counts', () => {
  test('the format', async () => {
    await fc.assert(
      fc.asyncProperty(book, async (entries) => {
        const fromCsv = await condorsOf([sourceOf('csv', entries)]);
        expect(await condorsOf([sourceOf('yaml', entries)])).toEqual(fromCsv);
        expect(await condorsOf([sourceOf('json', entries)])).toEqual(fromCsv);
        expect(fromCsv).toHaveLength(entries.length);
      }),
    );
  });

  test('the order of rows and columns, and the split over files', async () => {
    const shuffled = book.chain((entries) =>
      fc.record({
        entries: fc.constant(entries),
        order: fc.shuffledSubarray(entries, { minLength: entries.length }),
        columns: fc.shuffledSubarray(COLUMNS, { minLength: COLUMNS.length }),
        cut: fc.integer({ min: 1, max: entries.length }),
        formats: fc.tuple(...[1, 2].map(() => fc.constantFrom(...Object.keys(WRITERS)))),
      }),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ entries, order, columns, cut, formats }) => {
        const whole = await condorsOf([sourceOf('csv', entries)]);
        const reordered = { name: 'b.csv', text: csvOf(order, columns) };
        expect(await condorsOf([reordered])).toEqual(whole);
        const parts = [order.slice(0, cut), order.slice(cut)]
          .map((part, at) => ({ part, format: formats[at] ?? 'csv', name: `part${at}` }))
          .filter(({ part }) => part.length > 0)
          .map(({ part, format, name }) => sourceOf(format, part, name));
        expect(await condorsOf(parts)).toEqual(whole);
        expect(await condorsOf(parts.reverse())).toEqual(whole);
      }),
    );
  });

  test('the order is by expiry, settlement and id', async () => {
    await fc.assert(
      fc.asyncProperty(book, async (entries) => {
        const keys = (await condorsOf([sourceOf('json', entries)])).map(
          ({ expiry, settlement, id: name }) => [expiry, settlement, name].join('\u0000'),
        );
        expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });
});

test('a book of 20,000 rows is read', async () => {
  const line = 'SPX,2026-12-18,10,5900,6000,6900,7000,14.80';
  const rows = Array.from({ length: 20_000 }, (_, at) => `c${at},${line}`);
  const head = 'id,underlying,expiry,quantity,long_put,short_put,short_call,long_call,credit';
  expect(await positions([head, ...rows].join('\n'), 'b.csv')).toHaveLength(20_000);
});
