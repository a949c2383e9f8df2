import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { addDays, dayNumber, fromDayNumber, isoDate } from '../../src/market/date.js';
import {
  MONTH_CODES,
  futureSymbol,
  parseFutureSymbol,
  weeklyFutureSymbol,
} from '../../src/market/futures-symbol.js';
import { monthlyVixExpiry, vixExpiryKind } from '../../src/market/vix-expiry.js';
import { hasShared, sharedCsv } from '../shared-data.js';

const AS_OF = isoDate('2026-11-20');

/** The refusal as `problem; mend`. */
function refusalOf(text: string, referenceDate = AS_OF): string {
  try {
    parseFutureSymbol(text, referenceDate);
  } catch (error) {
    if (error instanceof Refusal) return `${error.message}; ${error.mend}`;
    throw error;
  }
  return 'no refusal';
}

describe('reading symbols', () => {
  test.each([
    ['VXZ26', 'VX', '2026-12-16', false, 'VXZ26'],
    ['VX/Z6', 'VX', '2026-12-16', false, 'VXZ26'],
    ['vxz26', 'VX', '2026-12-16', false, 'VXZ26'],
    ['VXZ6', 'VX', '2026-12-16', false, 'VXZ26'],
    ['VXZ2026', 'VX', '2026-12-16', false, 'VXZ26'],
    ['/VXZ26', 'VX', '2026-12-16', false, 'VXZ26'],
    ['VXMZ26', 'VXM', '2026-12-16', false, 'VXMZ26'],
    ['VXM/Z6', 'VXM', '2026-12-16', false, 'VXMZ26'],
    ['/VXMZ26', 'VXM', '2026-12-16', false, 'VXMZ26'],
    // M is a month code and the end of a root.
    ['VXM26', 'VX', '2026-06-17', false, 'VXM26'],
    ['VX/M7', 'VX', '2027-06-16', false, 'VXM27'],
    ['VXM7', 'VX', '2027-06-16', false, 'VXM27'],
    ['VXMM27', 'VXM', '2027-06-16', false, 'VXMM27'],
    ['VXM/M7', 'VXM', '2027-06-16', false, 'VXMM27'],
    ['VX49Z26', 'VX', '2026-12-09', true, 'VX49Z26'],
    ['VX49/Z6', 'VX', '2026-12-09', true, 'VX49Z26'],
    ['VXM49/Z6', 'VXM', '2026-12-09', true, 'VXM49Z26'],
    ['VX53Z24', 'VX', '2024-12-31', true, 'VX53Z24'],
    ['VXK26', 'VX', '2026-05-19', false, 'VXK26'],
    ['VXH08', 'VX', '2008-03-19', false, 'VXH08'],
  ])('%s', (text, root, expiry, weekly, symbol) => {
    expect(parseFutureSymbol(text, AS_OF)).toEqual({ root, expiry, weekly, symbol });
  });

  test('a one-digit year is the first that has not expired', () => {
    expect(parseFutureSymbol('VX/F7', AS_OF).expiry).toBe('2027-01-20');
    expect(parseFutureSymbol('VX/F0', isoDate('2029-12-01')).expiry).toBe('2030-01-16');
    expect(parseFutureSymbol('VX/X6', isoDate('2026-11-18')).expiry).toBe('2026-11-18');
    expect(parseFutureSymbol('VX/F6', isoDate('2016-01-04')).expiry).toBe('2016-01-20');
  });

  test('a one-digit year that has passed is refused, not moved by ten years', () => {
    expect(refusalOf('VX/X6')).toBe(
      'VX/X6 expired on 2026-11-18, before 2026-11-20, unless 2036 is meant; ' +
        'write the year in two digits, or give the date the symbol was quoted on',
    );
    expect(refusalOf('VX/Z5')).toContain('VX/Z5 expired on 2025-12-17');
    expect(refusalOf('VX35/U6')).toContain('expired on 2026-09-02');
  });

  test.each([
    ['VXA26', 'the month code A, which is none; use one of F G H J K M N Q U V X Z'],
    ['VXMA26', 'the month code A'],
    ['VIXZ26', 'VIX futures have the root VX: write it like VXZ26'],
    ['VXZ', "the exchange-traded note, not a future; a future's symbol ends in its year"],
    ['VXX', 'the exchange-traded note'],
    ['VX9Z26', 'a weekly has its week before the month, like VX49Z26'],
    ['VXM/26', 'write root, month code and year, like VXZ26 or VXMZ26'],
    ['2026-12-16', '"2026-12-16" is no VX or VXM future'],
    ['', '"" is no VX or VXM future'],
    ['VXZ126', 'is no VX or VXM future'],
    ['VX37U26', 'the monthly one expires on 2026-09-16; name the monthly contract'],
    ['VX53Z26', '2026 has no VX week 53'.replace('VX ', 'VIX ')],
    ['VX49X26', 'but week 49 of 2026 expires on 2026-12-09; write VX49Z26'],
    ['VXM49X26', 'write VXM49Z26'],
  ])('refuses %s', (text, expected) => {
    expect(refusalOf(text)).toContain(expected);
  });

  test('the example in a refusal is a contract that trades', () => {
    expect(refusalOf('nonsense', isoDate('2027-01-20'))).toContain('like VXG27 or VXMG27');
  });
});

describe('writing symbols', () => {
  test('monthly and weekly', () => {
    expect(futureSymbol('VXM', isoDate('2026-12-16'))).toBe('VXMZ26');
    expect(futureSymbol('VX', isoDate('2026-05-19'))).toBe('VXK26');
    expect(weeklyFutureSymbol(isoDate('2026-12-09'))).toBe('VX49Z26');
    expect(weeklyFutureSymbol(isoDate('2026-01-07'))).toBe('VX01F26');
    expect(weeklyFutureSymbol(isoDate('2026-06-02'), 'VXM')).toBe('VXM22M26');
  });

  test('refuses other dates and says which is near', () => {
    const thrown = (run: () => string): unknown => {
      try {
        return run();
      } catch (error) {
        return error;
      }
    };
    expect(thrown(() => futureSymbol('VX', isoDate('2026-05-20')))).toMatchObject({
      mend: 'give a monthly expiry; the nearest is 2026-05-19',
    });
    expect(thrown(() => weeklyFutureSymbol(isoDate('2026-12-16')))).toMatchObject({
      message: 'the contract that expires on 2026-12-16 is the monthly VXZ26',
    });
    expect(thrown(() => weeklyFutureSymbol(isoDate('2026-12-10')))).toBeInstanceOf(Refusal);
  });
});

describe('round trips', () => {
  const root = fc.constantFrom('VX' as const, 'VXM' as const);

  test('monthly, in every spelling', () => {
    fc.assert(
      fc.property(
        root,
        fc.integer({ min: 2007, max: 2060 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 700 }),
        (of, year, month, daysBefore) => {
          const expiry = monthlyVixExpiry(year, month);
          const symbol = futureSymbol(of, expiry);
          const expected = { root: of, expiry, weekly: false, symbol };
          expect(parseFutureSymbol(symbol, AS_OF)).toEqual(expected);
          const cboe = `${of}/${MONTH_CODES.charAt(month - 1)}${year % 10}`;
          expect(parseFutureSymbol(cboe, addDays(expiry, -daysBefore))).toEqual(expected);
        },
      ),
    );
  });

  test('weekly, in every spelling', () => {
    fc.assert(
      fc.property(
        root,
        fc
          .integer({ min: dayNumber(isoDate('2015-08-05')), max: dayNumber(isoDate('2060-12-31')) })
          .map(fromDayNumber)
          .filter((date) => vixExpiryKind(date) === 'weekly'),
        (of, expiry) => {
          const symbol = weeklyFutureSymbol(expiry, of);
          const expected = { root: of, expiry, weekly: true, symbol };
          expect(parseFutureSymbol(symbol, AS_OF)).toEqual(expected);
          const cboe = `${symbol.slice(0, -3)}/${symbol.slice(-3, -2)}${symbol.slice(-1)}`;
          expect(parseFutureSymbol(cboe, addDays(expiry, -40))).toEqual(expected);
        },
      ),
    );
  });

  test('one expiry, one name: no two symbols of 2016-2040 are the same', () => {
    const names = new Set<string>();
    let count = 0;
    for (
      let day = dayNumber(isoDate('2016-01-01'));
      day < dayNumber(isoDate('2041-01-01'));
      day++
    ) {
      const date = fromDayNumber(day);
      const kind = vixExpiryKind(date);
      if (kind === undefined) continue;
      count++;
      names.add(kind === 'monthly' ? futureSymbol('VX', date) : weeklyFutureSymbol(date));
    }
    expect(names.size).toBe(count);
  });
});

describe.skipIf(!hasShared)('against shared data', () => {
  test("symbols and expiries of Cboe's settlement file", () => {
    const rows = sharedCsv('data/formats/cboe_settlement_csv_sample.csv');
    expect(rows.length).toBeGreaterThan(5);
    for (const row of rows) {
      const read = parseFutureSymbol(row.Symbol ?? '', isoDate('2026-09-01'));
      expect(read.expiry).toBe(row['Expiration Date']);
      expect(read.weekly).toBe(/^VX\d/.test(row.Symbol ?? ''));
    }
  });

  test('names of the monthly contracts 2007-2026', () => {
    const contracts = new Map(
      sharedCsv('data/vx_futures/vx_daily_all_contracts.csv')
        .filter((row) => row.is_monthly === '1')
        .map((row) => [row.contract ?? '', row.expiry ?? '']),
    );
    expect(contracts.size).toBe(240);
    for (const [contract, expiry] of contracts) {
      expect(futureSymbol('VX', isoDate(expiry))).toBe(contract);
      expect(parseFutureSymbol(contract, AS_OF).expiry).toBe(expiry);
    }
  });
});
