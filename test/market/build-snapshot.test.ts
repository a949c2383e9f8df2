import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { createSnapshot } from '../../src/market/build-snapshot.js';
import type { SnapshotInput } from '../../src/market/build-snapshot.js';
import { isoDate } from '../../src/market/date.js';
import { chicagoTime } from '../../src/market/time.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';

const TODAY = isoDate('2026-11-20');
const MONTHS = nextMonthlyVixExpiries(TODAY, 12);

function future(at: number, price = 20) {
  return { symbol: 'VX', expiry: MONTHS[at] ?? TODAY, price };
}

const GOOD: SnapshotInput = {
  time: chicagoTime(TODAY, 15, 0),
  indices: [{ symbol: 'VIX', price: 17.92 }],
  futures: [future(0), future(1)],
};

function refusalOf(changes: Partial<SnapshotInput>): Refusal {
  try {
    createSnapshot({ ...GOOD, ...changes });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was made');
}

test('without places, a refusal names the row by its list and index', () => {
  expect(refusalOf({ futures: [future(0), future(1, 0.2)] }).place).toEqual({
    key: 'futures[1].price',
  });
  expect(refusalOf({ indices: [] }).place).toEqual({ key: 'indices.VIX' });
  expect(refusalOf({ futures: [future(0), future(0)] }).message).toBe(
    'VXZ26 is given twice: also at futures[0].expiry',
  );
});

test('with places, a refusal is at the field', () => {
  const locate = (field: string) => ({ file: 'a.csv', line: 7, key: field });
  expect(refusalOf({ futures: [{ ...future(0, -1), locate }] }).place).toEqual(locate('price'));
});

test.each([
  ['2026-11-20', 23, true],
  ['2026-11-21', 15, false],
  ['2026-11-22', 16, false],
  ['2026-11-22', 17, true],
])('%s %i:00 is a time when VX may trade: %s', (date, hour, trades) => {
  const time = chicagoTime(isoDate(date), hour, 0);
  if (trades) expect(createSnapshot({ ...GOOD, time }).snapshot.time).toBe(time);
  else expect(refusalOf({ time }).mend).toContain('2026-11-20');
});

describe('a price far from its neighbours', () => {
  const curve = (...prices: number[]) => prices.map((price, at) => future(at, price));

  test.each([
    { prices: [18.6, 119.55, 20.3], at: 1, says: 'more than twice' },
    { prices: [18.6, 9.2, 20.3], at: 1, says: 'less than half' },
    { prices: [41, 20, 19], at: 0, says: 'more than twice' },
    { prices: [20, 19, 9.4], at: 2, says: 'less than half' },
  ])('$prices', ({ prices, at, says }) => {
    const refusal = refusalOf({ futures: curve(...prices) });
    expect(refusal.place).toEqual({ key: `futures[${at}].price` });
    expect(refusal.message).toContain(says);
  });

  test('the steepest curve there was is let through', () => {
    // Settlements of 2008-10-16, VX1 to VX4.
    const futures = curve(63.88, 42.78, 35.47, 34.71);
    const indices = [{ symbol: 'VIX', price: 67.61 }] as const;
    expect(createSnapshot({ ...GOOD, indices, futures }).snapshot.futures).toHaveLength(4);
  });
});

describe('missing months', () => {
  test('between the first nine are refused, beyond them not', () => {
    expect(refusalOf({ futures: [0, 1, 3].map((at) => future(at)) }).message).toBe(
      `the VX future of ${MONTHS[2] ?? ''} is missing`,
    );
    const quarterly = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10].map((at) => future(at));
    expect(createSnapshot({ ...GOOD, futures: quarterly }).snapshot.futures).toHaveLength(10);
  });

  test('the next one must be there, weekly contracts do not stand in for it', () => {
    const weekly = { symbol: 'VX49', expiry: isoDate('2026-12-09'), price: 18 };
    expect(refusalOf({ futures: [weekly] }).message).toContain('of 2026-12-16 is missing');
    expect(refusalOf({ futures: [weekly, future(1)] }).message).toContain('the next monthly one');
  });

  test('were not listed in the first years', () => {
    const time = chicagoTime(isoDate('2006-10-20'), 15, 15);
    const { snapshot, notes } = createSnapshot({
      ...GOOD,
      time,
      futures: ['2006-11-15', '2007-02-14'].map((expiry) => ({
        expiry: isoDate(expiry),
        price: 13,
      })),
    });
    expect(snapshot.futures.map(({ symbol }) => symbol)).toEqual(['VXX06', 'VXG07']);
    expect(notes[0]).toContain('not every month was listed');
  });
});

describe('contracts on their last day', () => {
  const day = MONTHS[0] ?? TODAY;

  test('are there until 08:00 Chicago and gone from then on', () => {
    const at = (hour: number, minute: number) =>
      createSnapshot({ ...GOOD, time: chicagoTime(day, hour, minute) }).snapshot.futures.length;
    expect(at(7, 59)).toBe(2);
    expect(at(8, 0)).toBe(1);
  });

  test('leave options with them', () => {
    const options = [
      { symbol: 'VIX', expiry: day, strike: 20, right: 'call', price: 1 },
      { symbol: 'SPXW', expiry: day, strike: 6000, right: 'put', price: 1 },
    ] as const;
    const time = chicagoTime(day, 9, 0);
    const { snapshot, notes } = createSnapshot({ ...GOOD, time, options });
    expect(snapshot.options.map(({ root }) => root)).toEqual(['SPXW']);
    expect(notes).toContain(`1 option that expired on ${day} is left out.`);
  });
});

test.each([
  ['no number', NaN],
  ['infinite', Infinity],
  ['negative', -5],
  ['zero', 0],
])('a price that is %s is refused everywhere', (_, price) => {
  const { indices, futures } = GOOD;
  const all: Partial<SnapshotInput>[] = [
    { indices: [{ symbol: 'VIX', price }] },
    { indices: [...indices, { symbol: 'SPX', price }] },
    { futures: [...futures.slice(1), future(0, price)] },
    { etps: [{ symbol: 'VIXY', price }] },
    { options: [{ symbol: 'VIX', expiry: MONTHS[0], strike: 20, right: 'call', price }] },
    { options: [{ symbol: 'VIX', expiry: MONTHS[0], strike: price, right: 'call', price: 1 }] },
    { options: [{ symbol: 'VIX', expiry: MONTHS[0], strike: 20, right: 'call', iv: price }] },
  ];
  for (const changes of all) expect(refusalOf(changes).mend).not.toBe('');
  if (price !== 0) expect(refusalOf({ rates: [{ symbol: 'SOFR', price }] }).mend).not.toBe('');
});

test.each([
  ['2024-03-29', 'Good Friday', '2024-03-28'],
  ['2024-12-25', 'Christmas Day', '2024-12-24'],
  ['2025-01-01', "New Year's Day", '2024-12-31'],
])('%s, %s, has no prices', (day, name, before) => {
  const time = chicagoTime(isoDate(day), 15, 0);
  const refusal = refusalOf({ time });
  expect(refusal.message).toContain(name);
  expect(refusal.mend).toContain(before);
});

test.each(['2024-01-15', '2024-06-19', '2024-11-28', '2015-04-03'])(
  '%s has short hours and is read',
  (day) => {
    const date = isoDate(day);
    const futures = nextMonthlyVixExpiries(date, 3).map((expiry) => ({ expiry, price: 18 }));
    const time = chicagoTime(date, 10, 0);
    expect(createSnapshot({ ...GOOD, time, futures }).snapshot.time).toBe(time);
  },
);

test('an option without bidders has a bid of 0', () => {
  const options = [
    { symbol: 'VIX', expiry: MONTHS[0], strike: 80, right: 'call', bid: 0, ask: 0.05 },
  ] as const;
  expect(createSnapshot({ ...GOOD, options }).snapshot.options).toHaveLength(1);
});
