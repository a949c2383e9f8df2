import { describe, expect, it, test } from 'vitest';
import { createEpisode } from '../../src/scenario/create-episode.js';
import type { EpisodeInput } from '../../src/scenario/create-episode.js';
import * as naive from '../hedge/naive.js';

const INPUT: EpisodeInput = { id: 'mine', days: 10, spxReturn: -0.12, vix: [15.2, 45.7] };
const RISE = Math.log(45.7 / 15.2);

describe('createEpisode', () => {
  it('takes levels as logs of after over before', () => {
    const mine = createEpisode({
      ...INPUT,
      vvix: [95, 160],
      curve: [
        [16, 32],
        [17, 34],
        [18, 18],
        [19, 38],
        [20, 10],
        [21, 42],
      ],
    });
    const double = Math.log(2);
    expect(mine).toMatchObject({ id: 'mine', name: 'mine', days: 10, spxReturn: -0.12 });
    expect(mine.vixLogChange).toBeCloseTo(RISE, 14);
    expect(mine.vvixLogChange).toBeCloseTo(Math.log(160 / 95), 14);
    expect(mine.curveLogChanges).toEqual([double, double, 0, double, -double, double]);
    expect(mine.source).toBe('given by the user');
  });

  it('lets the futures of a day follow VIX as held contracts do (METHOD 4.2)', () => {
    for (const days of [0, 1]) {
      const mine = createEpisode({ ...INPUT, days, spxReturn: -0.01 });
      mine.curveLogChanges.forEach((change, i) => {
        const beta = 0.2008 + 0.6404 * Math.exp((-8.62 * 30 * (i + 1)) / 365);
        expect(change).toBeCloseTo(beta * RISE, 12);
      });
      expect(mine.source).toContain('method 4.2');
      // In a crash the front moves by 17% to 25% more.
      const crash = createEpisode({ ...INPUT, days, spxReturn: -0.12 });
      const more = (crash.curveLogChanges[0] ?? NaN) / (mine.curveLogChanges[0] ?? NaN);
      expect(more).toBeGreaterThan(1.17);
      expect(more).toBeLessThan(1.26);
    }
  });

  it('lets the futures of weeks follow it as constant maturities do (METHOD 15.7)', () => {
    // 14 calendar days are 10 trading days: stress betas of that column.
    const mine = createEpisode({ ...INPUT, days: 14 });
    const betas = naive.STRESS_BETAS.get(10) ?? [];
    mine.curveLogChanges.forEach((change, i) => {
      expect(change).toBeCloseTo((betas[i] ?? NaN) * RISE, 12);
    });
    expect(mine.source).toContain('method 15.7');
    const calm = createEpisode({ ...INPUT, days: 28, spxReturn: 0.03, vix: [20, 15] });
    const ordinary = naive.ORDINARY_BETAS.get(20) ?? [];
    expect(calm.curveLogChanges[3]).toBeCloseTo((ordinary[3] ?? NaN) * Math.log(0.75), 12);
  });

  it('leaves VVIX open where it is not given', () => {
    expect(createEpisode(INPUT)).not.toHaveProperty('vvixLogChange');
  });

  test.each<[string, Partial<EpisodeInput>, RegExp]>([
    ['an id with capitals', { id: 'Mine' }, /no id/],
    ['an empty id', { id: '' }, /no id/],
    ['an id of the bank', { id: 'grind-2022' }, /built-in bank/],
    ['half days', { days: 1.5 }, /no number of days/],
    ['days before the start', { days: -1 }, /no number of days/],
    ['days beyond two years', { days: 751 }, /no number of days/],
    ['days that are no number', { days: NaN }, /no number of days/],
    ['a return in per cent', { spxReturn: -12 }, /no SPX return as a fraction/],
    ['the loss of all', { spxReturn: -1 }, /no SPX return/],
    ['a return that is no number', { spxReturn: NaN }, /no SPX return/],
    ['VIX below any level', { vix: [15, 0] }, /0 is no level of VIX/],
    ['VIX that is no number', { vix: [NaN, 20] }, /no level of VIX/],
    ['VVIX on the scale of VIX', { vvix: [20, 40] }, /20 is no level of VVIX/],
    [
      'a future below zero',
      {
        curve: [
          [16, -3],
          [17, 20],
          [18, 20],
          [19, 20],
          [20, 20],
          [21, 21],
        ],
      },
      /-3 is no level of a VX future/,
    ],
  ])('refuses %s', (_, change, message) => {
    expect(() => createEpisode({ ...INPUT, ...change })).toThrow(message);
  });

  it('says what a per cent is as a fraction, exactly', () => {
    expect(() => createEpisode({ ...INPUT, spxReturn: -12 })).toThrow(
      expect.objectContaining({ mend: expect.stringMatching(/for -12% write -0\.12$/) as string }),
    );
    expect(() => createEpisode({ ...INPUT, spxReturn: -7.3 })).toThrow(
      expect.objectContaining({ mend: expect.stringMatching(/write -0\.073$/) as string }),
    );
    // -0.96 is a fraction, if a wild one: nothing to translate.
    expect(() => createEpisode({ ...INPUT, spxReturn: -0.96 })).toThrow(
      expect.objectContaining({ mend: expect.not.stringMatching(/%/) as string }),
    );
  });
});
