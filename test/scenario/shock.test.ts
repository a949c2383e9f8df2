import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEpisode } from '../../src/scenario/create-episode.js';
import { EPISODES } from '../../src/scenario/episodes.js';
import { moveBy, shockAtTenor } from '../../src/scenario/shock.js';
import type { MarketShock } from '../../src/scenario/shock.js';

const SHOCK: MarketShock = {
  id: 'made-up',
  days: 40,
  spxReturn: -0.2,
  vixLogChange: 1.2,
  curveLogChanges: [0.6, 0.4, 0.3, 0.25, 0.2, 0.1],
  vvixLogChange: 0.5,
};

describe('shockAtTenor', () => {
  it('is spot VIX’s at 0 days, straight between the tenors, held beyond the last', () => {
    const at = (days: number): number => shockAtTenor(SHOCK, days);
    expect(at(0)).toBe(1.2);
    // Half way from 1.2 at 0 days to 0.6 at 30.
    expect(at(15)).toBeCloseTo(0.9, 14);
    expect(at(7)).toBeCloseTo(1.2 - (7 / 30) * 0.6, 14);
    expect(at(30)).toBe(0.6);
    expect(at(45)).toBeCloseTo(0.5, 14);
    expect(at(110)).toBeCloseTo(0.3 - (20 / 30) * 0.05, 14);
    expect(at(180)).toBe(0.1);
    expect(at(181)).toBe(0.1);
    expect(at(400)).toBe(0.1);
  });
});

describe('shockAtTenor of held contracts (METHOD 4.2)', () => {
  it.each([1, 7, 16, 30, 45, 180, 220])('%d days: the fit, at every tenor', (days) => {
    const quiet: MarketShock = { ...SHOCK, days: 1, spxReturn: -0.01, ofHeldContracts: true };
    const beta = 0.2008 + 0.6404 * Math.exp((-8.62 * days) / 365);
    expect(shockAtTenor(quiet, days)).toBeCloseTo(1.2 * beta, 14);
    // In a crash by what the table of 4.2 has on days below -3%, whole from -5%.
    const ratio = shockAtTenor({ ...quiet, spxReturn: -0.06 }, days) / shockAtTenor(quiet, days);
    expect(ratio).toBeGreaterThanOrEqual(0.731 / 0.623 - 1e-12);
    expect(ratio).toBeLessThanOrEqual(0.27 / 0.19 + 1e-12);
  });

  it('is what a scenario of a day has that gives SPX and VIX alone, and one of weeks has not', () => {
    const given = { id: 'mine', spxReturn: -0.01, vix: [20, 30] as const };
    const day = createEpisode({ ...given, days: 1 });
    const beta = 0.2008 + 0.6404 * Math.exp((-8.62 * 16) / 365);
    expect(shockAtTenor(day, 16)).toBeCloseTo(Math.log(1.5) * beta, 14);
    const weeks = createEpisode({ ...given, days: 28 });
    expect(weeks.ofHeldContracts).toBeUndefined();
    const curve = [21, 21, 21, 21, 21, 21].map((level) => [20, level] as const);
    expect(createEpisode({ ...given, days: 1, curve }).ofHeldContracts).toBeUndefined();
  });
});

describe('moveBy', () => {
  it('spreads a shock without steps evenly in logs', () => {
    const half = moveBy(SHOCK, 20);
    expect(half.spxReturn).toBeCloseTo(Math.sqrt(0.8) - 1, 14);
    expect(half.vixLogChange).toBeCloseTo(0.6, 14);
    expect(half.curveLogChanges[0]).toBeCloseTo(0.3, 14);
    expect(half.vvixLogChange).toBeCloseTo(0.25, 14);
    expect(moveBy(SHOCK, 10).vixLogChange).toBeCloseTo(0.3, 14);
  });

  it('goes through its steps', () => {
    const stepped: MarketShock = {
      ...SHOCK,
      steps: [
        {
          day: 10,
          spxReturn: -0.1,
          vixLogChange: 1.5,
          curveLogChanges: [0.9, 0.5, 0.4, 0.3, 0.2, 0.2],
          vvixLogChange: 0.8,
        },
        {
          day: 30,
          spxReturn: -0.3,
          vixLogChange: 1,
          curveLogChanges: [0.5, 0.3, 0.2, 0.2, 0.1, 0],
          vvixLogChange: 0.2,
        },
      ],
    };
    expect(moveBy(stepped, 5).vixLogChange).toBeCloseTo(0.75, 14);
    expect(moveBy(stepped, 10)).toMatchObject({ vixLogChange: 1.5, vvixLogChange: 0.8 });
    expect(moveBy(stepped, 20).vixLogChange).toBeCloseTo(1.25, 14);
    expect(moveBy(stepped, 20).spxReturn).toBeCloseTo(Math.sqrt(0.9 * 0.7) - 1, 14);
    expect(moveBy(stepped, 20).curveLogChanges[5]).toBeCloseTo(0.1, 14);
    expect(moveBy(stepped, 35).vixLogChange).toBeCloseTo(1.1, 14);
    expect(moveBy(stepped, 35).vvixLogChange).toBeCloseTo(0.35, 14);
  });

  it('is whole on the last day and after, and nothing on the first', () => {
    for (const episode of EPISODES) {
      for (const day of [episode.days, episode.days + 1, 5000]) {
        expect(moveBy(episode, day).vixLogChange).toBe(episode.vixLogChange);
      }
      const start = moveBy(episode, 0);
      expect([start.spxReturn, start.vixLogChange, start.vvixLogChange]).toEqual([0, 0, 0]);
      expect(start.curveLogChanges).toEqual([0, 0, 0, 0, 0, 0]);
    }
    expect(moveBy({ ...SHOCK, days: 0 }, 0).spxReturn).toBe(-0.2);
  });

  it('leaves VIX option vols alone where VVIX is not known', () => {
    const { id, days, spxReturn, vixLogChange, curveLogChanges } = SHOCK;
    const bare = { id, days, spxReturn, vixLogChange, curveLogChanges };
    expect(moveBy(bare, 20).vvixLogChange).toBe(0);
  });

  it('never jumps: a day moves no more than the steepest stretch', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EPISODES),
        fc.integer({ min: 0, max: 281 }),
        (episode, day) => {
          const knots = [
            { day: 0, vixLogChange: 0 },
            ...(episode.steps ?? []),
            { ...episode, day: episode.days },
          ];
          const slopes = knots.slice(1).map((knot, i) => {
            const left = knots[i] ?? knot;
            return Math.abs((knot.vixLogChange - left.vixLogChange) / (knot.day - left.day));
          });
          const jump = moveBy(episode, day + 1).vixLogChange - moveBy(episode, day).vixLogChange;
          expect(Math.abs(jump)).toBeLessThanOrEqual(Math.max(...slopes) + 1e-12);
        },
      ),
    );
  });
});
