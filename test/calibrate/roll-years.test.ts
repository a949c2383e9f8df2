import { describe, expect, it } from 'vitest';
import { rollYears } from '../../src/calibrate/roll-years.js';
import { nextTradingDay } from '../../src/market/calendar.js';
import { daysBetween, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import type { HistoryDay, MarketHistory } from '../../src/market/history.js';
import { nextMonthlyVixExpiries, vixExpiryKind } from '../../src/market/vix-expiry.js';

/** Settlements by contract and date, over some days. */
function historyOf(
  price: (expiry: IsoDate, date: IsoDate) => number | undefined,
  from = '2015-12-31',
  to = '2016-12-30',
): MarketHistory {
  const days: HistoryDay[] = [];
  for (let date = isoDate(from); date <= to; date = nextTradingDay(date)) {
    const nodes = nextMonthlyVixExpiries(date, 8).flatMap((expiry) => {
      const points = price(expiry, date);
      return points === undefined
        ? []
        : [
            {
              symbol: expiry,
              expiry,
              weekly: false,
              price: points,
              daysToExpiry: daysBetween(date, expiry),
            },
          ];
    });
    const settled = vixExpiryKind(date) === 'monthly' ? price(date, date) : undefined;
    days.push({
      date,
      spx: 2000,
      vix: 15,
      curve: { date, spotVix: 15, nodes, weeklies: [] },
      ...(settled !== undefined && { settled }),
    });
  }
  return { days, bills: [] };
}

describe('roll indices by year', () => {
  it('a curve that never moves and is level earns nothing', () => {
    const [year] = rollYears(historyOf(() => 20));
    expect(year).toEqual({
      year: 2016,
      from: '2015-12-31',
      to: '2016-12-30',
      complete: true,
      missingDays: 0,
      shortTerm: { excess: 0 },
      midTerm: { excess: 0 },
    });
  });

  it('every contract a percent up every day: a percent a day whatever the weights', () => {
    let n = 0;
    const number = new Map<IsoDate, number>();
    const up = historyOf((_, date) => {
      if (!number.has(date)) number.set(date, n++);
      return 10 * 1.001 ** (number.get(date) ?? 0);
    });
    const [year] = rollYears(up);
    expect(year?.shortTerm?.excess).toBeCloseTo(1.001 ** 252 - 1, 10);
    expect(year?.midTerm?.excess).toBeCloseTo(1.001 ** 252 - 1, 10);
  });

  it('bills add their return, compounded over calendar days', () => {
    const flat = historyOf(() => 20);
    const bills = flat.days.map(({ date }) => ({ date, rate: 0.04 }));
    const [year] = rollYears({ ...flat, bills });
    // 365 days from 2015-12-31 to 2016-12-30.
    const perDay = (1 / (1 - (91 / 360) * 0.04)) ** (365 / 91) - 1;
    expect(year?.shortTerm?.total).toBeCloseTo(perDay, 3);
    expect(year?.shortTerm?.excess).toBe(0);
  });

  it('a bill rate that is stale is unknown, and the total with it', () => {
    const flat = historyOf(() => 20);
    const bills = [{ date: isoDate('2015-12-31'), rate: 0.04 }];
    const [year] = rollYears({ ...flat, bills });
    expect(year?.shortTerm).toEqual({ excess: 0 });
  });

  it('a missing day is held over and told; the year is not whole', () => {
    const flat = historyOf((expiry, date) => 20 + daysBetween(date, expiry) / 30);
    const [whole] = rollYears(flat);
    const [holed] = rollYears({
      ...flat,
      days: flat.days.filter(({ date }) => date !== '2016-05-04'),
    });
    expect(holed).toMatchObject({ complete: false, missingDays: 1 });
    expect(holed?.shortTerm?.excess).toBeCloseTo(whole?.shortTerm?.excess ?? NaN, 4);
    expect(holed?.shortTerm?.excess).not.toBe(whole?.shortTerm?.excess);
  });

  it('a lost day before settlement: the contract is held to its final settlement, if that is known', () => {
    const flat = historyOf(() => 20);
    const lost = flat.days.filter(({ date }) => date !== '2016-05-17'); // settlement is on the 18th
    expect(rollYears({ ...flat, days: lost })[0]?.shortTerm?.excess).toBeCloseTo(0, 12);
    const unsettled = lost.map(({ date, spx, vix, curve }) => ({
      date,
      spx,
      vix,
      ...(curve && { curve }),
    }));
    expect(rollYears({ ...flat, days: unsettled })[0]?.shortTerm).toBeUndefined();
    expect(rollYears({ ...flat, days: unsettled })[0]?.midTerm?.excess).toBeCloseTo(0, 12);
  });

  it('a contract without settlement leaves its index unknown, not the other', () => {
    const without = historyOf((expiry, date) =>
      expiry === nextMonthlyVixExpiries(date, 7)[6] ? undefined : 20,
    );
    const [year] = rollYears(without);
    expect(year?.midTerm).toBeUndefined();
    expect(year?.shortTerm).toEqual({ excess: 0 });
  });

  it('half a year says from when to when', () => {
    const years = rollYears(historyOf(() => 20, '2015-12-31', '2016-06-30'));
    expect(years[0]).toMatchObject({ complete: false, to: '2016-06-30' });
  });
});
