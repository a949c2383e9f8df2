import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { productOf } from '../../src/hedge/factors.js';
import { REGIME_NAMES } from '../../src/market/regime.js';
import type { BigTop } from '../../src/press/big-top.js';
import { bigTop } from '../../src/press/big-top.js';
import { pressShare } from '../../src/press/share.js';
import { STEWARD, settingsWith } from '../hedge/fixtures.js';

const known = (value: number) => ({ value, note: 'given' });
const WINDOW = bigTop(
  { spxShareOfHigh: known(1), vixPercentile: known(0.1), slope12: 0.06, rsi: 71 },
  STEWARD.press.bigTop,
);

describe('the share pressed', () => {
  it.each([
    ['calm', 0.25],
    ['normal', 0.25],
    ['flat', 0.3],
    ['stress', 0.125],
    ['crisis', 0],
    ['unknown', 0.25],
  ] as const)('in a %s market is %f', (regime, value) => {
    expect(pressShare(STEWARD, regime, undefined).value).toBeCloseTo(value, 15);
  });

  it('is a quarter more in a press window, within its maximum', () => {
    expect(WINDOW.state).toBe('window');
    expect(pressShare(STEWARD, 'calm', WINDOW).value).toBeCloseTo(0.3125, 15);
    expect(pressShare(STEWARD, 'flat', WINDOW).value).toBeCloseTo(0.375, 15);
    const large = settingsWith({ press: { share: 0.38 } });
    expect(pressShare(large, 'flat', WINDOW).value).toBeLessThanOrEqual(0.4);
    expect(pressShare(large, 'flat', WINDOW).value).toBeCloseTo(0.4, 12);
    expect(pressShare(large, 'crisis', WINDOW).value).toBe(0);
  });

  it('takes tilts as they come, but for a static sizing', () => {
    const tilts = {
      priceToCashFlow: { name: 'priceToCashFlow', value: 1.2, source: 'test' },
      quickRatio: { name: 'quickRatio', value: 0.9, source: 'test' },
    };
    expect(pressShare(STEWARD, 'calm', undefined, tilts).value).toBeCloseTo(0.27, 15);
    const still = { ...STEWARD, static: true };
    expect(pressShare(still, 'crisis', WINDOW, tilts).value).toBeCloseTo(0.225, 15);
  });

  it('lies in [0, its maximum] and is the product of its factors to the last bit', () => {
    const tilt = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...REGIME_NAMES, 'unknown' as const),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom<BigTop | undefined>(undefined, WINDOW),
        tilt,
        tilt,
        (regime, share, shareMax, top, pcf, reer) => {
          const read = pressShare(settingsWith({ press: { share, shareMax } }), regime, top, {
            priceToCashFlow: { name: 'priceToCashFlow', value: pcf, source: 'test' },
            reer: { name: 'reer', value: reer, source: 'test' },
          });
          expect(read.value).toBeGreaterThanOrEqual(0);
          expect(read.value).toBeLessThanOrEqual(shareMax);
          expect(productOf(read.factors)).toBe(read.value);
        },
      ),
    );
  });
});
