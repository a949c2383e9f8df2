import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTradingDay } from '../../src/market/calendar.js';
import { addDays, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { chicagoDate } from '../../src/market/time.js';
import type { EpochMs } from '../../src/market/time.js';
import type { MarketEvent } from '../../src/signals/events.js';
import type { EventSettings } from '../../src/signals/event-settings.js';
import { eventTilt, eventWeights } from '../../src/signals/event-weights.js';
import { FOMC_MEETINGS } from '../../src/signals/fomc-meetings.js';
import { impliedEventVariance } from '../../src/signals/event-variance.js';

const SETTINGS: EventSettings = {
  amplitude: { fomc: 0.15, cpi: 0.1, ppi: 0.05, other: 0 },
  decayDays: 3,
  leastTilt: 0.01,
};

function event(type: string, date: string, time?: string): MarketEvent {
  const at = time === undefined ? {} : { time };
  return { date: isoDate(date), type, source: 'test', tentative: false, ...at };
}

function at(moment: string): EpochMs {
  return Date.parse(moment) as EpochMs;
}

/** Trading days after one date up to another, walked one by one. */
function walked(from: IsoDate, to: IsoDate): number {
  let days = 0;
  for (let day = from; day < to;) {
    day = addDays(day, 1);
    if (isTradingDay(day)) days += 1;
  }
  return days;
}

describe('the weight of an event', () => {
  // METHOD 11 by hand: A exp(-d/3).
  it.each([
    ['FOMC, its day', event('FOMC', '2026-12-09', '14:00'), '2026-12-09T14:59:00Z', 0, 0.15],
    [
      'FOMC, the day before',
      event('FOMC', '2026-12-09', '14:00'),
      '2026-12-08T21:00:00Z',
      1,
      0.10748,
    ],
    ['CPI in three days', event('CPI', '2026-12-10', '08:30'), '2026-12-07T21:00:00Z', 3, 0.036788],
    [
      'PPI over a weekend',
      event('PPI', '2026-12-14', '08:30'),
      '2026-12-11T21:00:00Z',
      1,
      0.035827,
    ],
    ['over Thanksgiving', event('CPI', '2026-11-27', '08:30'), '2026-11-25T21:00:00Z', 1, 0.071653],
    ['of a type of its own', event('GDP', '2026-12-10'), '2026-12-09T21:00:00Z', 1, 0],
  ])('%s', (_, given, now, tradingDays, weight) => {
    const { events, combined } = eventWeights([given], at(now), SETTINGS);
    expect(events).toEqual([
      { event: given, tradingDays, weight: expect.closeTo(weight, 5) as number },
    ]);
    expect(combined).toBeCloseTo(weight, 5);
  });

  it('is nothing from the moment of the release on', () => {
    const fomc = event('FOMC', '2026-12-09', '14:00');
    expect(eventWeights([fomc], at('2026-12-09T18:59:59Z'), SETTINGS).combined).toBeCloseTo(
      0.15,
      12,
    );
    expect(eventWeights([fomc], at('2026-12-09T19:00:00Z'), SETTINGS)).toEqual({
      events: [],
      combined: 0,
    });
  });

  it('without a time ends at the usual hour, in summer and winter; others at the end of the day', () => {
    const left = (type: string, date: string, now: string): number =>
      eventWeights([event(type, date)], at(now), SETTINGS).events.length;
    expect(left('CPI', '2026-07-14', '2026-07-14T12:29:00Z')).toBe(1);
    expect(left('CPI', '2026-07-14', '2026-07-14T12:30:00Z')).toBe(0);
    expect(left('CPI', '2026-12-10', '2026-12-10T13:29:00Z')).toBe(1);
    expect(left('CPI', '2026-12-10', '2026-12-10T13:30:00Z')).toBe(0);
    expect(left('GDP', '2026-12-10', '2026-12-11T04:59:00Z')).toBe(1);
    expect(left('GDP', '2026-12-10', '2026-12-11T05:00:00Z')).toBe(0);
  });

  it('combines to 1 - prod(1 - e): an FOMC week by hand', () => {
    // FOMC tomorrow .10748, CPI in two days .10 exp(-2/3) = .051342, PPI in three .018394.
    const week = [
      event('FOMC', '2026-12-09'),
      event('CPI', '2026-12-10'),
      event('PPI', '2026-12-11'),
    ];
    const { combined } = eventWeights(week, at('2026-12-08T21:00:00Z'), SETTINGS);
    expect(combined).toBeCloseTo(1 - (1 - 0.10748) * (1 - 0.051342) * (1 - 0.018394), 5);
  });

  it('counts trading days as a walk over them does, in any order of events', () => {
    const day = fc.integer({ min: 0, max: 1200 }).map((n) => addDays(isoDate('2025-06-01'), n));
    const type = fc.constantFrom('FOMC', 'CPI', 'PPI', 'GDP');
    fc.assert(
      fc.property(day, fc.array(fc.tuple(type, day), { maxLength: 6 }), (today, given) => {
        const asOf = at(`${today}T21:30:00Z`);
        const events = given.map(([name, date]) => event(name, date, '16:30'));
        const { combined, events: weighed } = eventWeights(events, asOf, SETTINGS);
        expect(eventWeights([...events].reverse(), asOf, SETTINGS).combined).toBeCloseTo(
          combined,
          12,
        );
        expect(combined).toBeGreaterThanOrEqual(0);
        expect(combined).toBeLessThan(1);
        for (const { event: each, tradingDays } of weighed) {
          expect(each.date >= today).toBe(true);
          expect(tradingDays).toBe(walked(chicagoDate(asOf), each.date));
        }
        const within = events.filter(({ date }) => date > today && walked(today, date) <= 60);
        expect(weighed.length).toBeGreaterThanOrEqual(within.length);
      }),
      { numRuns: 60 },
    );
  });

  it('is exactly nothing where all together are below the least tilt, and says so', () => {
    const far = [event('FOMC', '2026-12-09', '14:00')];
    const now = at('2026-11-17T21:00:00Z');
    // 18 November to 9 December less Thanksgiving: 15 trading days, .15 exp(-5) = .0010107.
    const weights = eventWeights(far, now, SETTINGS);
    expect(weights).toMatchObject({ combined: 0, events: [{ tradingDays: 15 }] });
    expect(weights.cut?.combined).toBeCloseTo(0.0010107, 7);
    expect(eventTilt(weights, ['short'])['short']).toEqual({
      name: 'events',
      value: 1,
      source: 'no event near: E 0.001 is below 0.01 (METHOD 11, our choice)',
      note: 'FOMC 2026-12-09 in 15 trading days 0.0010',
    });
    expect(eventWeights(far, now, { ...SETTINGS, leastTilt: 0 }).combined).toBeCloseTo(
      0.0010107,
      7,
    );
    expect(eventWeights(far, now, { ...SETTINGS, leastTilt: 0.001010691 }).combined).toBeCloseTo(
      0.0010107,
      7,
    );
  });

  it('moves the first layer alone', () => {
    const weights = eventWeights(
      [event('FOMC', '2026-12-09')],
      at('2026-12-08T21:00:00Z'),
      SETTINGS,
    );
    const tilt = eventTilt(weights, ['short', 'intermediate', 'stabilizer']);
    expect(tilt['short']?.value).toBeCloseTo(1.10748, 5);
    expect(tilt['short']?.note).toBe('FOMC 2026-12-09 in 1 trading day 0.1075');
    expect(tilt['intermediate']?.value).toBe(1);
    expect(tilt['stabilizer']?.value).toBe(1);
  });
});

describe('the built-in FOMC dates', () => {
  it('are those of METHOD 11, on trading days, tentative from 2027 on', () => {
    expect(FOMC_MEETINGS.map(({ date, tentative }) => `${date}${tentative ? '?' : ''}`)).toEqual([
      ...['2026-01-28', '2026-03-18', '2026-04-29', '2026-06-17'],
      ...['2026-07-29', '2026-09-16', '2026-10-28', '2026-12-09'],
      ...['2027-01-27?', '2027-03-17?', '2027-04-28?', '2027-06-09?'],
      ...['2027-07-28?', '2027-09-15?', '2027-10-27?', '2027-12-08?', '2028-01-26?'],
    ]);
    expect(FOMC_MEETINGS.every(({ date, time }) => isTradingDay(date) && time === '14:00')).toBe(
      true,
    );
  });
});

describe('the variance priced into an event', () => {
  it('is found again where two expiries were made with it', () => {
    // Base vol 15%, an event of 1.2%: v^2 T = base^2 (T - 1/252) + s^2 where the event is within.
    const [base, move, t1, t2] = [0.15, 0.012, 5 / 252, 10 / 252];
    const after = Math.sqrt((base ** 2 * (t2 - 1 / 252) + move ** 2) / t2);
    const found = impliedEventVariance({ vol: base, years: t1 }, { vol: after, years: t2 }, base);
    expect(Math.sqrt(found)).toBeCloseTo(move, 12);
  });

  it('is nothing where the later expiry is the cheaper', () => {
    expect(impliedEventVariance({ vol: 0.3, years: 0.02 }, { vol: 0.15, years: 0.04 }, 0.15)).toBe(
      0,
    );
  });

  it('refuses what is no vol and expiries out of order', () => {
    const sound = { vol: 0.2, years: 0.02 };
    expect(() => impliedEventVariance(sound, { vol: 0.2, years: 0.02 }, 0.2)).toThrow(RangeError);
    expect(() => impliedEventVariance(sound, { vol: NaN, years: 0.04 }, 0.2)).toThrow(RangeError);
    expect(() => impliedEventVariance(sound, { vol: 0.2, years: 0.04 }, -0.1)).toThrow(RangeError);
  });
});
