import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import type { TermStructure } from '../../src/market/term-structure.js';
import { constantMaturities } from '../../src/scenario/curve-history.js';

const DATE = isoDate('2024-08-05');

function curve(...nodes: readonly (readonly [days: number, price: number])[]): TermStructure {
  return {
    date: DATE,
    spotVix: 20,
    nodes: nodes.map(([days, price]) => ({
      symbol: `VX${days}`,
      expiry: addDays(DATE, days),
      weekly: false,
      daysToExpiry: days,
      price,
    })),
    weeklies: [],
  };
}

describe('constant maturities through history', () => {
  it('linear in days between contracts, held for a month beyond the last', () => {
    const found = constantMaturities(
      curve([16, 22], [44, 25], [72, 26], [107, 27], [135, 28], [163, 29]),
    );
    expect(found?.[0]).toBeCloseTo(22 + (14 / 28) * 3, 12);
    expect(found?.[1]).toBeCloseTo(25 + 16 / 28, 12);
    expect(found?.[5]).toBe(29);
  });

  it('between spot VIX and the first contract below its expiry', () => {
    expect(constantMaturities(curve([35, 27], [63, 28], [91, 29], [190, 30]))?.[0]).toBeCloseTo(
      26,
      12,
    );
  });

  it.each([
    ['no contract', curve()],
    ['the first one missing', curve([44, 22], [72, 23], [107, 24], [135, 25], [163, 26])],
    ['the last two missing', curve([16, 22], [44, 25], [72, 26], [107, 27], [135, 28])],
    ['three in the middle missing', curve([16, 22], [163, 26])],
  ])('unknown with %s', (_, given) => {
    expect(constantMaturities(given)).toBeUndefined();
  });
});
