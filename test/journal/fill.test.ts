import { describe, expect, test } from 'vitest';
import type { Fill } from '../../src/journal/entry.js';
import { createFill } from '../../src/journal/fill.js';
import { isoDate } from '../../src/market/date.js';

const ON = isoDate('2026-11-20');
const SOUND: Fill = { symbol: 'VXZ26', contracts: 2, price: 18.9 };

function made(change: Partial<Fill>, on: string = ON): Fill {
  return createFill({ ...SOUND, ...change }, isoDate(on), isoDate('2026-11-24'));
}

describe('a fill', () => {
  test.each([
    ['vx/z6', 'VXZ26', 18.9],
    ['VXMZ26', 'VXMZ26', 18.9],
    ['VX48Z26', 'VX48Z26', 18.9],
    ['VIX261216P00015000', 'VIX   261216P00015000', 0.35],
    ['vxx', 'VXX', 48.1],
  ])('of %s is kept as %s', (symbol, kept, price) => {
    expect(made({ symbol, price })).toEqual({ symbol: kept, contracts: 2, price });
  });

  test.each(['VXG28', 'VXU27', 'VIX   280119C00020000'])('of %s, which is far off', (symbol) => {
    expect(made({ symbol }, ON).contracts).toBe(2);
  });

  test('on the morning it expires is a trade still', () => {
    expect(made({ symbol: 'VXX26' }, '2026-11-18').symbol).toBe('VXX26');
  });

  test.each<[string, Partial<Fill>, string, RegExp, string]>([
    ['tomorrow', {}, '2026-11-25', /after today/, 'date'],
    ['on a Sunday', {}, '2026-11-22', /did not trade on/, 'date'],
    ['of an ETP on a holiday', { symbol: 'VXX', price: 48 }, '2026-09-07', /did not trade/, 'date'],
    ['after the expiry', { symbol: 'VXX26' }, '2026-11-19', /had expired on 2026-11-18/, 'date'],
    ['before it was listed', { symbol: 'VXZ29' }, ON, /was not listed yet/, 'date'],
    ['of a month in a row too far', { symbol: 'VXF28' }, ON, /was not listed yet/, 'date'],
    ['of a weekly three months ahead', { symbol: 'VX06G27' }, ON, /was not listed yet/, 'date'],
    ['of a mini before there were any', { symbol: 'VXMG20' }, '2020-01-15', /not listed/, 'date'],
    ['of half a contract', { contracts: 0.5 }, ON, /no number of contracts/, 'contracts'],
    ['of none', { contracts: 0 }, ON, /no number of contracts/, 'contracts'],
    ['at a price in dollars', { price: 18_900 }, ON, /no price of VXZ26/, 'price'],
    ['at a hundredth', { price: 0.189 }, ON, /no price of VXZ26/, 'price'],
    ['at a negative price', { price: -18.9 }, ON, /no price/, 'price'],
    ['at no number', { price: NaN }, ON, /no price/, 'price'],
    ['with fees received', { feesUsd: -3 }, ON, /no fee paid/, 'feesUsd'],
    ['of SPX', { symbol: 'SPXW  261218P05600000' }, ON, /no VIX option/, 'symbol'],
    ['of a day without VIX options', { symbol: 'VIX   261217C00020000' }, ON, /expires/, 'symbol'],
    ['with a formula for an id', { id: '=cmd()' }, ON, /is no id/, 'id'],
    ['with an escape in its layer', { layer: '\u001b[31mshort' }, ON, /no name of a/, 'layer'],
    ['with a book for a note', { note: 'x'.repeat(1001) }, ON, /1001 characters/, 'note'],
  ])('%s is refused', (_, change, on, message, key) => {
    expect(() => made(change, on)).toThrow(message);
    expect(() => made(change, on)).toThrow(expect.objectContaining({ place: { key } }) as Error);
  });
});
