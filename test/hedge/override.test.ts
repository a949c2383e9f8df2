import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { overrideRecord, overridesAt as standingAt } from '../../src/hedge/override.js';
import type { OverridesStanding } from '../../src/hedge/override.js';
import type { OverrideRecord, OverrideWish } from '../../src/hedge/override.js';
import { isoDate } from '../../src/market/date.js';
import type { EpochMs } from '../../src/market/time.js';
import { STEWARD } from './fixtures.js';

const HOUR = 3_600_000;
/** 2026-11-20, 15:00 in Chicago. */
const NOW = Date.parse('2026-11-20T21:00:00Z') as EpochMs;
const after = (hours: number): EpochMs => (NOW + hours * HOUR) as EpochMs;
const wish: OverrideWish = { by: 'Ann', reason: 'a reason', chosenRatio: 1 };

function record(change: Partial<OverrideWish> = {}, ruleRatio = 0.9, now = NOW): OverrideRecord {
  const { hedge, overrides } = STEWARD;
  return overrideRecord({ ...wish, ...change }, ruleRatio, hedge, overrides, now);
}

/** By a rule that has stayed what it was when the records were made. */
function overridesAt(
  records: readonly OverrideRecord[],
  now: EpochMs,
  ruleRatio = 0.9,
): OverridesStanding {
  return standingAt(records, now, { ruleRatio, settings: STEWARD.overrides });
}

function problemOf(change: Partial<OverrideWish>): string {
  try {
    record(change);
  } catch (error) {
    if (error instanceof Refusal) return `${error.place.key ?? ''}: ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('an override', () => {
  it('holds at once up to a quarter above the rule, and after 24 hours beyond', () => {
    expect(record({ chosenRatio: 0.25 }).from).toBe(NOW);
    expect(record({ chosenRatio: 1.125 }).from).toBe(NOW);
    expect(record({ chosenRatio: 1.13 }).from).toBe(after(24));
    const cooling = record({ chosenRatio: 1.5 });
    expect(overridesAt([cooling], NOW)).toEqual({ cooling });
    expect(overridesAt([cooling], after(23.99))).toEqual({ cooling });
    expect(overridesAt([cooling], after(24))).toEqual({ inForce: cooling });
  });

  it('is measured against the rule, so steps do not get round the cooling-off', () => {
    const first = record({ chosenRatio: 1.1 });
    const second = record({ chosenRatio: 1.3 }, 0.9, after(1));
    expect(second.from).toBe(after(25));
    expect(overridesAt([first, second], after(2))).toEqual({ inForce: first, cooling: second });
  });

  it('lapses after its last day, a week on where none is named', () => {
    const one = record();
    expect(one.until).toBe('2026-11-27');
    expect(overridesAt([one], after(7 * 24)).inForce).toEqual(one);
    expect(overridesAt([one], after(8 * 24))).toEqual({});
    expect(record({ until: isoDate('2026-11-20') }).until).toBe('2026-11-20');
  });

  it('ends where the rule is given back, a cooling one too', () => {
    const chosen = record({ chosenRatio: 1 });
    const cooling = record({ chosenRatio: 1.4 }, 0.9, after(1));
    const { chosenRatio: _chosen, ...back } = record({}, 0.9, after(2));
    expect(overridesAt([chosen, cooling, back], after(1))).toEqual({ inForce: chosen, cooling });
    expect(overridesAt([chosen, cooling, back], after(2))).toEqual({});
    expect(overridesAt([chosen, cooling, back], after(40))).toEqual({});
    expect(_chosen).toBe(1);
  });

  it('is not known before it was decided', () => {
    expect(overridesAt([record({}, 0.9, after(5))], after(4))).toEqual({});
  });

  it('cools off by the rule of today too: another profile is no way round it', () => {
    const { from } = record({ chosenRatio: 1.45 }, 1.3);
    expect(from).toBe(NOW);
    const one = record({ chosenRatio: 1.45 }, 1.3);
    expect(overridesAt([one], after(1), 1.3).inForce?.chosenRatio).toBe(1.45);
    expect(overridesAt([one], after(1), 0.9)).toEqual({ cooling: { ...one, from: after(24) } });
    expect(overridesAt([one], after(24), 0.9).inForce?.chosenRatio).toBe(1.45);
  });

  it('is over for good once another has held, also when that one lapses first', () => {
    const long = record({ chosenRatio: 0.5, until: isoDate('2026-12-10') });
    const short = record({ chosenRatio: 1, until: isoDate('2026-11-22') }, 0.9, after(1));
    expect(overridesAt([long, short], after(2)).inForce).toEqual(short);
    expect(overridesAt([long, short], after(5 * 24))).toEqual({});
  });

  it('lasts no longer than today’s settings allow, whatever the log says', () => {
    const edited = { ...record(), until: isoDate('2036-01-01') };
    expect(overridesAt([edited], after(30 * 24)).inForce?.until).toBe('2026-12-21');
    expect(overridesAt([edited], after(33 * 24))).toEqual({});
  });

  it('that would cool off past its last day is refused', () => {
    expect(problemOf({ chosenRatio: 1.4, until: isoDate('2026-11-20') })).toMatch(/^--until/);
    expect(problemOf({ chosenRatio: 1.4, until: isoDate('2026-11-21') })).toBe('none');
  });

  it('needs a name, a reason, a ratio inside the limits and a near last day', () => {
    expect(problemOf({ by: ' ' })).toMatch(/^--by: .* name/);
    expect(problemOf({ reason: '' })).toMatch(/^--override: .* reason/);
    expect(problemOf({ chosenRatio: 1.51 })).toMatch(/^--ratio: 1.51 lies outside/);
    expect(problemOf({ chosenRatio: 0.2 })).toMatch(/^--ratio: 0.2 lies outside/);
    expect(problemOf({ until: isoDate('2026-11-19') })).toMatch(/^--until/);
    expect(problemOf({ until: isoDate('2026-12-22') })).toMatch(/^--until/);
    expect(problemOf({ until: isoDate('2026-12-21') })).toBe('none');
  });

  it('never makes a ratio more than a quarter above the rule hold before a day is over', () => {
    const wishes = fc.array(
      fc.record({
        hours: fc.double({ min: 0, max: 100, noNaN: true }),
        rule: fc.double({ min: 0.25, max: 1.5, noNaN: true }),
        ratio: fc.option(fc.double({ min: 0.25, max: 1.5, noNaN: true }), { nil: undefined }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(wishes, fc.double({ min: 0, max: 200, noNaN: true }), (items, hours) => {
        const records = items
          .sort((a, b) => a.hours - b.hours)
          .map(({ hours: at, rule, ratio }) => {
            const { chosenRatio: _, ...others } = { ...wish, by: 'Ann' };
            const asked = ratio === undefined ? others : { ...others, chosenRatio: ratio };
            const { hedge, overrides } = STEWARD;
            expect(_).toBe(1);
            return overrideRecord(asked, rule, hedge, overrides, after(at));
          });
        const { inForce } = overridesAt(records, after(hours), items.at(-1)?.rule);
        if (inForce?.chosenRatio === undefined) return;
        const waited = after(hours) - inForce.at;
        if (inForce.chosenRatio > 1.25 * inForce.ruleRatio) {
          expect(waited).toBeGreaterThanOrEqual(24 * HOUR);
        }
        expect(waited).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
