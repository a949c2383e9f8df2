import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { nearest } from '../../src/input/keys.js';
import { isPlainDecimal, readNumber } from '../../src/input/numbers.js';

describe('numbers', () => {
  test.each([
    ['18.85', 18.85],
    ['-0.5', -0.5],
    ['6000', 6000],
    ['17.240000', 17.24],
    ['0', 0],
    ['-0', 0],
    ['14.80', 14.8],
  ])('%s is read', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  test('every plain decimal is read to the last digit', () => {
    const decimal = fc.tuple(fc.integer(), fc.nat(999_999)).map(([a, b]) => `${a}.${b}`);
    fc.assert(
      fc.property(decimal, (text) => {
        expect(readNumber(text)).toBe(Number(text) + 0);
      }),
    );
  });

  test('anything else is refused with a mend, in one short line', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE%$ _xX()'") }),
    );
    fc.assert(
      fc.property(text, (one) => {
        if (isPlainDecimal(one)) return;
        try {
          readNumber(one);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.mend).not.toBe('');
          expect(`${error.message}; ${error.mend}`.length).toBeLessThan(300);
          expect(error.message).not.toMatch(/\p{Cc}/u);
          return;
        }
        throw new Error('it was read');
      }),
      { numRuns: 2000 },
    );
  });

  test('the mend, where it names a number, is a number we read', () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789.,-+eE%$_x()'"), maxLength: 12 });
    fc.assert(
      fc.property(text, (one) => {
        if (isPlainDecimal(one)) return;
        try {
          readNumber(one);
        } catch (error) {
          const named = /^write (-?\d\S*)$/.exec((error as Refusal).mend)?.[1];
          if (named !== undefined) expect(isPlainDecimal(named)).toBe(true);
        }
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the nearest name', () => {
  test.each([
    ['VIX3', ['VIX', 'VIX3M', 'VVIX'], 'VIX3M'],
    ['long_put', ['shortPut', 'longPut', 'longCall'], 'longPut'],
    ['EXPIRY', ['expiry', 'id'], 'expiry'],
  ])('of %s', (name, candidates, expected) => {
    expect(nearest(name, candidates)?.candidate).toBe(expected);
  });
});
