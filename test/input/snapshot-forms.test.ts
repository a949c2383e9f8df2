import { describe, expect, test } from 'vitest';
import { formatMoment, readMoment } from '../../src/market/time.js';
import { SNAPSHOT_CSV, snapshot } from './fixtures.js';

const TIME = '2026-11-20T15:15:00-06:00';

describe('how a contract may be named', () => {
  test.each([
    ['VX,2026-12-16', 'VXZ26'],
    ['VXZ26,', 'VXZ26'],
    ['VXZ26,2026-12-16', 'VXZ26'],
    ['VX/Z6,', 'VXZ26'],
    ['/VXZ26,', 'VXZ26'],
  ])('%s is %s', async (cells, symbol) => {
    const text = SNAPSHOT_CSV.replace('VX,2026-12-16', cells);
    expect((await snapshot(text)).snapshot.futures[0]?.symbol).toBe(symbol);
  });

  test.each(['VX49,2026-12-09', 'VX49Z26,', 'VX49/Z6,2026-12-09'])(
    '%s is weekly',
    async (cells) => {
      const { snapshot: found } = await snapshot(`${SNAPSHOT_CSV}future,${cells},18.5\n`);
      expect(found.futures[0]).toEqual({
        symbol: 'VX49Z26',
        expiry: '2026-12-09',
        weekly: true,
        price: 18.5,
      });
    },
  );

  test('an option by its OCC symbol', async () => {
    const text = SNAPSHOT_CSV.replace('price\n', 'price,strike,right,bid,ask,iv\n');
    const { snapshot: found } = await snapshot(`${text}option,SPXW  261204P06000000,,12.5\n`);
    expect(found.options).toEqual([
      { root: 'SPXW', expiry: '2026-12-04', strike: 6000, right: 'put', price: 12.5 },
    ]);
  });
});

describe('the time', () => {
  const at = (asof: string) => SNAPSHOT_CSV.replace(TIME, asof);
  const timeOf = async (text: string, options = {}) =>
    formatMoment((await snapshot(text, 'snap.csv', options)).snapshot.time);

  test('a bare date is that day’s VX settlement', async () => {
    expect(await timeOf(at('2026-11-20'))).toBe('2026-11-20T21:00:00Z');
  });

  test('a time without a zone is Chicago’s, and a note says so', async () => {
    const { snapshot: found, notes } = await snapshot(at('2026-11-20T15:15'));
    expect(formatMoment(found.time)).toBe('2026-11-20T21:15:00Z');
    expect(notes).toEqual([
      'snap.csv:2: 2026-11-20T15:15 has no zone and is read as Chicago time.',
    ]);
  });

  test('without a stated time it is --as-of', async () => {
    const text = SNAPSHOT_CSV.replace(/asof.*\n/, '');
    expect(await timeOf(text, { asOf: readMoment('2026-11-20') })).toBe('2026-11-20T21:00:00Z');
    expect(await timeOf(text, { asOf: readMoment('2026-11-20T09:00Z') })).toBe(
      '2026-11-20T09:00:00Z',
    );
  });

  test('--as-of later than the snapshot, or its day, leaves its time alone', async () => {
    expect(await timeOf(SNAPSHOT_CSV, { asOf: readMoment('2026-11-20') })).toBe(
      '2026-11-20T21:15:00Z',
    );
    expect(await timeOf(SNAPSHOT_CSV, { asOf: readMoment('2026-11-25') })).toBe(
      '2026-11-20T21:15:00Z',
    );
  });

  test('a contract that settled that morning is left out, with a note', async () => {
    const { snapshot: found, notes } = await snapshot(at('2026-12-16T08:00-06:00'));
    expect(found.futures.map(({ symbol }) => symbol)).toEqual(['VXF27']);
    expect(notes).toEqual(['VXZ26 expired that morning (08:00 Chicago) and is left out.']);
    const before = await snapshot(at('2026-12-16T07:59-06:00'));
    expect(before.snapshot.futures).toHaveLength(2);
  });
});

test('an index may come from a flag', async () => {
  const text = SNAPSHOT_CSV.replace('index,VIX,,17.92\n', '');
  const { snapshot: found } = await snapshot(text, 'snap.csv', { indices: { VIX: 17.92 } });
  expect(found).toEqual((await snapshot(SNAPSHOT_CSV)).snapshot);
});
