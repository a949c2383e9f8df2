import { describe, expect, it } from 'vitest';
import { readRegime } from '../../src/market/regime.js';

/** METHOD 3.4. */
const CUT = {
  crisisRatio: 1.1,
  crisisVix: 35,
  stressRatio: 1,
  stressSlope: -0.02,
  flatRatio: 0.97,
  normalRatio: 0.9,
  normalSlope: 0.05,
};

describe('readRegime (METHOD 3.4): the first rule that holds, from crisis down', () => {
  it.each([
    // VIX, VIX/VIX3M, slope12
    [35, 1.1, -0.1, 'crisis'],
    [34.99, 1.1, -0.1, 'stress'],
    [35, 1.0999, -0.1, 'stress'],
    [80, 1.3, 0.1, 'crisis'],
    [20, 1, 0.08, 'stress'],
    [20, 0.9999, 0.08, 'flat'],
    [20, 0.85, -0.0201, 'stress'],
    [20, 0.85, -0.02, 'normal'],
    [20, 0.98, -0.03, 'stress'],
    [20, 0.97, 0.08, 'flat'],
    [20, 0.9699, 0.08, 'normal'],
    [20, 0.9, 0.08, 'normal'],
    [20, 0.8999, 0.08, 'calm'],
    [20, 0.8999, 0.05, 'normal'],
    [20, 0.8999, 0.0501, 'calm'],
    [40, 0.85, 0.06, 'calm'],
  ] as const)('VIX %d, ratio %d, slope %d: %s', (vix, vixToVix3m, slope12, wanted) => {
    expect(readRegime({ vix, vixToVix3m, slope12 }, CUT).regime).toBe(wanted);
  });

  it.each([
    [-0.0201, 'stress'],
    [-0.02, 'normal'],
    [0.05, 'normal'],
    [0.0501, 'calm'],
  ] as const)('without VIX3M, slope %d alone: %s, and the rule says so', (slope12, wanted) => {
    const { regime, rule } = readRegime({ vix: 80, slope12 }, CUT);
    expect(regime).toBe(wanted);
    expect(rule).toContain('no VIX3M');
  });

  it.each([
    [1.1, 'crisis'],
    [1, 'stress'],
    [0.97, 'flat'],
    [0.9, 'normal'],
  ] as const)('without a second future, ratio %d alone: %s', (vixToVix3m, wanted) => {
    const { regime, rule } = readRegime({ vix: 40, vixToVix3m }, CUT);
    expect(regime).toBe(wanted);
    expect(rule).toContain('no second future');
  });

  it('with neither the regime is not known', () => {
    expect(readRegime({ vix: 40 }, CUT).regime).toBe('unknown');
  });

  it('agrees with the table of METHOD 3.4 on a grid', () => {
    for (const vix of [10, 34.9, 35, 60]) {
      for (let r = 80; r <= 120; r += 1) {
        for (let s = -50; s <= 120; s += 5) {
          const [ratio, slope] = [r / 100, s / 1000];
          const wanted =
            ratio >= 1.1 && vix >= 35
              ? 'crisis'
              : ratio >= 1 || slope < -0.02
                ? 'stress'
                : ratio >= 0.97
                  ? 'flat'
                  : ratio >= 0.9 || slope <= 0.05
                    ? 'normal'
                    : 'calm';
          expect(readRegime({ vix, vixToVix3m: ratio, slope12: slope }, CUT).regime).toBe(wanted);
        }
      }
    }
  });

  it('the rule holds the measures', () => {
    expect(readRegime({ vix: 17.92, vixToVix3m: 17.92 / 20.15, slope12: 0.0451 }, CUT)).toEqual({
      regime: 'normal',
      rule: 'vixToVix3m 0.889, slope12 0.045: slope12 <= 0.05',
      by: 'slope12',
    });
  });
});
