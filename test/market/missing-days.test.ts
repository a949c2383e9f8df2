import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { isTradingDay } from '../../src/market/calendar.js';
import { missingDays } from '../../src/market/missing-days.js';

/** Every trading day of two years but those in the ranges, both ends included. */
function daysWithout(...holes: readonly (readonly [string, string])[]): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = isoDate('2024-01-02'); day <= '2025-12-31'; day = addDays(day, 1)) {
    if (isTradingDay(day) && !holes.some(([from, to]) => day >= from && day <= to)) days.push(day);
  }
  return days;
}

describe('the days that a series lacks', () => {
  it('are none in a whole one', () => {
    expect(missingDays(daysWithout())).toBeUndefined();
    expect(missingDays([])).toBeUndefined();
  });

  it('are no fault where they are few and long ago', () => {
    const holes = daysWithout(['2024-03-04', '2024-03-05'], ['2024-06-10', '2024-06-10']);
    expect(missingDays(holes)).toEqual({
      count: 3,
      first: '2024-03-04',
      last: '2024-06-10',
      isFault: false,
    });
  });

  it.each([
    ['late', '2025-12-22', '2025-12-23', 2],
    ['long', '2025-02-03', '2025-02-18', 11],
  ])('are those of the %s gap alone where there is one', (_, from, to, count) => {
    const holes = daysWithout(['2024-03-04', '2024-03-05'], [from, to]);
    expect(missingDays(holes)).toEqual({ count, first: from, last: to, isFault: true });
  });
});
