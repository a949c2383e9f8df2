import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/errors.js';
import { hedgeRatioFactors } from '../../src/hedge/hedge-ratio.js';
import { prepareHedge } from '../../src/hedge/prepare.js';
import { AS_OF, STEWARD, layersWith, settingsWith, snapshotOf } from './fixtures.js';

const tilt = (value: number) => ({
  premiumTilt: { name: 'equityRiskPremium', value, source: 'history.csv' },
});

const product = (list: readonly { value: number }[]): number =>
  list.reduce((all, { value }) => all * value, 1);

describe('the tilt of the equity risk premium', () => {
  it('is a factor of the hedge ratio, before its limits', () => {
    const factors = hedgeRatioFactors(STEWARD, 'normal', tilt(1.1));
    expect(factors.map(({ name }) => name)).toEqual([
      'hedgeRatio',
      'portfolioBeta',
      'regime',
      'quickRatio',
      'equityRiskPremium',
      'ratioLimits',
    ]);
    expect(product(factors)).toBeCloseTo(1.1, 12);
  });

  it('stays within the ratio’s limits', () => {
    const settings = settingsWith({ hedge: { ratio: 1.45 } });
    expect(product(hedgeRatioFactors(settings, 'normal', tilt(1.1)))).toBe(1.5);
  });

  it('is absent without it, and 1 where nothing adapts', () => {
    const names = hedgeRatioFactors(STEWARD, 'normal', {}).map(({ name }) => name);
    expect(names).not.toContain('equityRiskPremium');
    const still = hedgeRatioFactors(settingsWith({ static: true }), 'normal', tilt(0.9));
    expect(still.find(({ name }) => name === 'equityRiskPremium')).toEqual({
      name: 'equityRiskPremium',
      value: 1,
      source: 'neutral: static',
    });
  });

  it.each([0.89, 1.11, Number.NaN])('of %d is refused', (value) => {
    expect(() => hedgeRatioFactors(STEWARD, 'normal', tilt(value))).toThrow(
      /from 0\.9|a factor of/,
    );
  });
});

describe('the bar on futures', () => {
  const barred = { futuresBarred: 'a quick ratio of 0.5' };
  const prepare = (settings = STEWARD) => prepareHedge(snapshotOf(), settings, AS_OF, barred);

  it('refuses layers that hold futures, naming them', () => {
    expect(() => prepare()).toThrow(/quick ratio of 0\.5; short, intermediate, stabilizer hold/);
    try {
      prepare(settingsWith({}, layersWith('short', { instrument: 'call' })));
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      const { kind, message, mend, place } = error as Refusal;
      expect(kind).toBe('limits');
      expect(message).toMatch(/; intermediate, stabilizer hold them$/);
      expect(mend).toMatch(/^set instrument: call/);
      expect(place.key).toBe('layers.intermediate.instrument');
    }
  });

  it('stays where nothing adapts', () => {
    expect(() => prepare(settingsWith({ static: true }))).toThrow(/hold them/);
  });

  it('lets calls pass', () => {
    const calls = STEWARD.layers.map((layer) => ({ ...layer, instrument: 'call' as const }));
    expect(prepare(settingsWith({}, calls)).layers).toHaveLength(3);
  });
});
