import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { checkLevels } from '../../src/market/check-levels.js';
import { isoDate } from '../../src/market/date.js';
import type { FutureQuote, IndexSymbol } from '../../src/market/snapshot.js';
import { hasShared, sharedCsv } from '../shared-data.js';

type Levels = Partial<Record<IndexSymbol, number>>;

function check(levels: Levels, futures: readonly (readonly [string, number])[], date: string) {
  const entries = Object.entries(levels).map(([symbol, price], at) => ({
    row: { symbol: symbol as IndexSymbol, price },
    key: `indices[${at}]`,
  }));
  const quotes = futures.map(([expiry, price]): FutureQuote => ({
    symbol: '',
    expiry: isoDate(expiry),
    weekly: false,
    price,
  }));
  return checkLevels(entries, quotes, isoDate(date)).map(({ code }) => code);
}

const JULY = [
  ['2026-07-22', 17.25],
  ['2026-08-19', 18.6],
  ['2026-09-16', 19.55],
] as const;

describe('levels beside the curve', () => {
  it.each([
    // Closes and settlements of VIX, VIX9D, VIX3M, VIX6M and the first three futures.
    [
      '2018-02-05',
      [37.32, 59.34, 28.13, 24.55],
      ['2018-02-14', '2018-03-21', '2018-04-18'],
      [33.225, 27.975, 24.725],
    ],
    [
      '2015-08-24',
      [40.74, 54.61, 31.14, 28.32],
      ['2015-09-16', '2015-10-21', '2015-11-18'],
      [25.125, 22.5, 21.625],
    ],
  ])('of the worst day %s pass without a word', (date, closes, expiries, settles) => {
    const [VIX = 0, VIX9D = 0, VIX3M = 0, VIX6M = 0] = closes;
    const futures = expiries.map((expiry, at) => [expiry, settles[at] ?? 0] as const);
    expect(check({ VIX, VIX9D, VIX3M, VIX6M }, futures, date)).toEqual([]);
  });

  it('turned about are warned of', () => {
    expect(check({ VIX: 18.78, VIX3M: 15.57 }, JULY, '2026-07-06')).toEqual([
      'index-far-from-curve',
    ]);
    expect(check({ VIX: 15.57, VIX3M: 18.78 }, JULY, '2026-07-06')).toEqual([]);
  });

  it.each([{ VIX: 51.57 }, { VIX: 95 }, { VIX: 15.57, VIX3M: 8.78 }, { VIX: 15.57, VIX3M: 87.8 }])(
    'that cannot be are refused: %j',
    (levels) => {
      expect(() => check(levels, JULY, '2026-07-06')).toThrow(Refusal);
    },
  );
});

describe.skipIf(!hasShared)('every day since 2007', () => {
  const closes = (name: string) =>
    new Map(
      sharedCsv(`data/vix_indices/${name}`).map(({ DATE = '', CLOSE }) => [
        DATE.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$1-$2'),
        Number(CLOSE),
      ]),
    );

  it('is read, and hardly any is warned of', () => {
    const family = {
      VIX: closes('VIX_daily_1990_2026-07-23.csv'),
      VIX9D: closes('VIX9D_History.csv'),
      VIX3M: closes('VIX3M_History.csv'),
      VIX6M: closes('VIX6M_History.csv'),
    };
    let warned = 0;
    let read = 0;
    for (const day of sharedCsv('data/vx_futures/vx_constant_rank_settle.csv')) {
      const { date = '' } = day;
      const futures = Array.from({ length: 8 }, (_, at) => {
        return [day[`VX${at + 1}_expiry`] ?? '', Number(day[`VX${at + 1}`])] as const;
      }).filter(([expiry, price]) => expiry !== '' && price > 0);
      const levels = Object.fromEntries(
        Object.entries(family).flatMap(([symbol, known]) => {
          const level = known.get(date);
          return level !== undefined && level > 0 ? [[symbol, level]] : [];
        }),
      );
      // Before, files differ in whether they divide by ten.
      if (date < '2007-04' || levels['VIX'] === undefined || futures.length < 2) continue;
      read += 1;
      warned += check(levels, futures, date).length;
    }
    expect(read).toBeGreaterThan(4500);
    expect(warned).toBeLessThanOrEqual(2);
  });
});
