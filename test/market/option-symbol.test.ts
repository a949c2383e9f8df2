import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { dayNumber, fromDayNumber, isoDate } from '../../src/market/date.js';
import { formatOptionSymbol, parseOptionSymbol } from '../../src/market/option-symbol.js';

const PUT_5600 = {
  root: 'SPXW',
  expiry: isoDate('2026-12-18'),
  right: 'put' as const,
  strike: 5600,
};

describe('option symbols', () => {
  test('written in 21 characters', () => {
    expect(formatOptionSymbol(PUT_5600)).toBe('SPXW  261218P05600000');
    expect(formatOptionSymbol({ ...PUT_5600, root: 'VIX', right: 'call', strike: 22.5 })).toBe(
      'VIX   261218C00022500',
    );
    expect(formatOptionSymbol({ ...PUT_5600, strike: 4.35 })).toBe('SPXW  261218P00004350');
  });

  test.each([
    'SPXW  261218P05600000',
    'SPXW261218P05600000',
    'spxw261218p05600000',
    'O:SPXW261218P05600000',
    ' SPXW 261218P05600000 ',
  ])('read: "%s"', (text) => {
    expect(parseOptionSymbol(text)).toEqual(PUT_5600);
  });

  test('read: the form of a market data vendor', () => {
    expect(parseOptionSymbol('O:VIX240618C00010000')).toEqual({
      root: 'VIX',
      expiry: '2024-06-18',
      right: 'call',
      strike: 10,
    });
  });

  test.each([
    ['SPXW261218P5600', 'is too short'],
    ['261218P05600000', 'is too short'],
    ['SPXW261218P056000.0', 'ends in "056000.0", where the eight digits of the strike belong'],
    ['SPXW261218X05600000', 'has "X" before the strike, where C or P belongs'],
    ['SPXW26-218P05600000', 'has "26-218" where the six digits of the date belong'],
    ['SPXW260230P05600000', 'has the date 260230 (YYMMDD), which is no day of the calendar'],
    ['SPXW261318P05600000', 'has the date 261318'],
    ['SPXW260018P05600000', 'has the date 260018'],
    ['SPXWEEKS261218P05600000', 'has the root "SPXWEEKS", not 1 to 6 letters or digits'],
    ['SP-X  261218P05600000', 'has the root "SP-X"'],
    ['SPXW  261218P00000000', 'has a strike of 0'],
    ['', 'is too short'],
  ])('refused: "%s"', (text, expected) => {
    const read = (): unknown => parseOptionSymbol(text);
    expect(read).toThrow(Refusal);
    expect(read).toThrow(expected);
  });

  test.each([0, -5, 100_000, 5600.0005, Number.NaN, Number.POSITIVE_INFINITY])(
    'a strike of %d is not written',
    (strike) => {
      expect(() => formatOptionSymbol({ ...PUT_5600, strike })).toThrow(Refusal);
    },
  );

  test('a root or a year that does not fit is not written', () => {
    expect(() => formatOptionSymbol({ ...PUT_5600, root: 'spxw' })).toThrow('no option root');
    expect(() => formatOptionSymbol({ ...PUT_5600, root: '' })).toThrow('no option root');
    expect(() => formatOptionSymbol({ ...PUT_5600, expiry: isoDate('1999-12-17') })).toThrow(
      'does not fit',
    );
  });

  test('property: both ways, padded or not', () => {
    const series = fc.record({
      root: fc.stringMatching(/^[A-Z][A-Z0-9]{0,5}$/),
      expiry: fc
        .integer({ min: dayNumber(isoDate('2000-01-01')), max: dayNumber(isoDate('2099-12-31')) })
        .map(fromDayNumber),
      right: fc.constantFrom('call' as const, 'put' as const),
      strike: fc.integer({ min: 1, max: 99_999_999 }).map((thousandths) => thousandths / 1000),
    });
    fc.assert(
      fc.property(series, (option) => {
        const symbol = formatOptionSymbol(option);
        expect(symbol).toHaveLength(21);
        expect(parseOptionSymbol(symbol)).toEqual(option);
        expect(parseOptionSymbol(symbol.replace(/ +/, ''))).toEqual(option);
      }),
    );
  });
});
