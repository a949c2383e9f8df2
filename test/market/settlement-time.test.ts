import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/market/date.js';
import {
  optionSettlementMoment,
  vxFinalSettlementMoment,
  vxSettlementMoment,
} from '../../src/market/settlement-time.js';
import { formatMoment } from '../../src/market/time.js';

describe('settlement moments', () => {
  test.each([
    // Summer and winter time, before and after the change of 2020-10-26, and early closes.
    ['2018-02-05', '2018-02-05T21:15:00Z'],
    ['2020-10-23', '2020-10-23T20:15:00Z'],
    ['2020-10-26', '2020-10-26T20:00:00Z'],
    ['2026-11-20', '2026-11-20T21:00:00Z'],
    ['2019-11-29', '2019-11-29T18:15:00Z'],
    ['2025-07-03', '2025-07-03T17:00:00Z'],
  ])('daily VX settlement of %s', (date, expected) => {
    expect(formatMoment(vxSettlementMoment(isoDate(date)))).toBe(expected);
  });

  test('an expiring VX trades to 8:00 Chicago', () => {
    expect(formatMoment(vxFinalSettlementMoment(isoDate('2026-12-16')))).toBe(
      '2026-12-16T14:00:00Z',
    );
    expect(formatMoment(vxFinalSettlementMoment(isoDate('2026-07-22')))).toBe(
      '2026-07-22T13:00:00Z',
    );
  });

  test.each([
    ['2026-12-18', 'am', '2026-12-18T14:30:00Z'],
    ['2026-12-18', 'pm', '2026-12-18T21:00:00Z'],
    ['2026-12-24', 'am', '2026-12-24T14:30:00Z'],
    ['2026-12-24', 'pm', '2026-12-24T18:00:00Z'],
  ] as const)('an option of %s settles %s', (date, settlement, expected) => {
    expect(formatMoment(optionSettlementMoment(isoDate(date), settlement))).toBe(expected);
  });
});
