import { describe, expect, it } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import { exchangeDays } from '../../src/signals/exchange-days.js';

function days(from: string, to: string, weeklies = false): string[] {
  return exchangeDays(isoDate(from), isoDate(to), weeklies).map(
    ({ date, kind, name }) => `${date} ${kind} ${name}`,
  );
}

describe('the days of the exchanges', () => {
  it('has the year-end of 2026: Thanksgiving, half days, December expiries', () => {
    expect(days('2026-11-21', '2026-12-31')).toEqual([
      '2026-11-26 holiday Thanksgiving Day: closed',
      '2026-11-27 earlyClose early close',
      '2026-12-15 vixOptionsLastTrade VIX options trade last',
      '2026-12-16 vixExpiry VXZ26, VIX options expire',
      '2026-12-17 spxLastTrade SPX AM options trade last',
      '2026-12-18 spxExpiry SPX AM options settle',
      '2026-12-24 earlyClose early close',
      '2026-12-25 holiday Christmas Day: closed',
    ]);
  });

  it('has the monthly VIX expiries of METHOD 1.1, 2026 and 2027', () => {
    const expiries = days('2026-01-01', '2027-12-31').filter((day) => day.includes('vixExpiry'));
    expect(expiries.map((day) => day.slice(0, 10))).toEqual(
      [
        '2026-01-21 2026-02-18 2026-03-18 2026-04-15 2026-05-19 2026-06-17',
        '2026-07-22 2026-08-19 2026-09-16 2026-10-21 2026-11-18 2026-12-16',
        '2027-01-20 2027-02-17 2027-03-17 2027-04-21 2027-05-18 2027-06-16',
        '2027-07-21 2027-08-18 2027-09-15 2027-10-20 2027-11-17 2027-12-22',
      ].flatMap((line) => line.split(' ')),
    );
  });

  it('moves last trading days over holidays: SPX of June 2026 settles on a Thursday', () => {
    // 19 June 2026, the third Friday, is Juneteenth.
    const june = days('2026-06-15', '2026-06-19');
    expect(june).toContain('2026-06-17 spxLastTrade SPX AM options trade last');
    expect(june).toContain('2026-06-18 spxExpiry SPX AM options settle');
    expect(june).toContain('2026-06-19 holiday Juneteenth: closed');
  });

  it('has weekly VX contracts where asked for, and closures without notice', () => {
    expect(days('2026-12-07', '2026-12-11', true)).toEqual([
      '2026-12-09 vixExpiry VX49Z26, VIX options expire',
    ]);
    expect(days('2025-01-09', '2025-01-09')).toEqual([
      '2025-01-09 holiday closed: mourning for President Carter',
    ]);
  });
});
