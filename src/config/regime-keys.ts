import type { RegimeName } from '../market/regime.js';
import { from, group, number } from './key.js';
import type { Key, Limits } from './key.js';
import type { Source } from './source-tags.js';

const CUT_RATIO: Limits = { min: 0, max: 5, aboveMin: true, fraction: 'it is a ratio near 1' };
const CUT_SLOPE: Limits = { min: -1, max: 1, fraction: 'slopes are fractions' };
const FACTOR: Limits = { min: 0, max: 5, fraction: 'a factor of 1 changes nothing' };
const TILT: Limits = { ...FACTOR, aboveMin: true };

/** A key for each regime. */
export function byRegime(
  values: Readonly<Record<RegimeName, number>>,
  source: Source,
  does: (regime: RegimeName) => string,
): Readonly<Record<RegimeName, Key<number>>> {
  const key = (regime: RegimeName): Key<number> =>
    number(values[regime], FACTOR, source, does(regime));
  return {
    calm: key('calm'),
    normal: key('normal'),
    flat: key('flat'),
    stress: key('stress'),
    crisis: key('crisis'),
  };
}

const tilt = (value: number, layer: string, regime: RegimeName): Key<number> =>
  number(value, TILT, from('choice', '6.3'), `Factor on the ${layer} layer, ${regime} market.`);

const tilts = (regime: RegimeName, short: number, intermediate: number, stabilizer: number) =>
  group(`Tilts in a ${regime} market.`, {
    short: tilt(short, 'short', regime),
    intermediate: tilt(intermediate, 'intermediate', regime),
    stabilizer: tilt(stabilizer, 'stabilizer', regime),
  });

/** A tilt of any layer in any regime. */
export const TILT_KEY: Key<number> = number(
  1,
  TILT,
  from('choice', '6.3'),
  "Factor on the layer's weight before it is fitted into its band; 1 where it is absent.",
);

export const CURVE_TILT = group(
  'Factors on the layers by regime, before the weights are fitted into their bands. A layer that ' +
    'is not named has 1.',
  {
    calm: tilts('calm', 0.85, 1, 1.1),
    normal: group('Tilts in a normal market: none.', {}),
    flat: tilts('flat', 1.1, 1, 0.95),
    stress: tilts('stress', 1.15, 1, 0.9),
    crisis: group('Tilts in a crisis: none; add nothing to the short layer then.', {}),
  },
);

const THRESHOLDS = group(
  'Where one regime ends and the next begins, tried from crisis down. Ratio is VIX/VIX3M, slope ' +
    'is VX2/VX1 - 1.',
  {
    crisisRatio: number(
      1.1,
      CUT_RATIO,
      from('choice', '3.4'),
      'Crisis: ratio at least this, and VIX at least crisisVix.',
    ),
    crisisVix: number(
      35,
      { min: 0, max: 200, aboveMin: true },
      from('choice', '3.4'),
      'Crisis: VIX at least this, and ratio at least crisisRatio.',
    ),
    stressRatio: number(1, CUT_RATIO, from('memory', '3.4'), 'Stress: ratio at least this.'),
    stressSlope: number(-0.02, CUT_SLOPE, from('choice', '3.4'), 'Stress: slope below this.'),
    flatRatio: number(0.97, CUT_RATIO, from('choice', '3.4'), 'Flat: ratio at least this.'),
    normalRatio: number(0.9, CUT_RATIO, from('memory', '3.4'), 'Normal: ratio at least this.'),
    normalSlope: number(
      0.05,
      CUT_SLOPE,
      from('choice', '3.4'),
      'Normal: slope at most this. Calm is what is left.',
    ),
  },
);

/** How the market's state is read and what follows from it. */
export const REGIMES = group('How the state of the market is read, and what follows from it.', {
  thresholds: THRESHOLDS,
  hysteresis: number(
    0.02,
    { min: 0, max: 0.2, fraction: 'it is a difference of ratios' },
    from('choice', '3.4'),
    'A regime is left when VIX/VIX3M is this far below its cut (alvh signals; size with --state).',
  ),
  confirmDays: number(
    2,
    { min: 1, max: 20, whole: true },
    from('choice', '3.4'),
    'Days in a row that must read another regime before it counts (alvh signals; size with --state).',
  ),
  hedgeRatio: group(
    'Factor on hedge.ratio by regime.',
    byRegime(
      { calm: 0.9, normal: 1, flat: 1.1, stress: 1, crisis: 0.6 },
      from('choice', '6.4'),
      (regime) => `Factor on the hedge ratio, ${regime} market.`,
    ),
  ),
  carryCap: group(
    "Most that the hedge's carry may take of the condors' own gain over the same days.",
    byRegime(
      { calm: 0.35, normal: 0.5, flat: 0.6, stress: 1, crisis: 1 },
      from('choice', '8.4'),
      (regime) => `Carry cap, a share of the condors' gain, ${regime} market.`,
    ),
  ),
  curveTilt: CURVE_TILT,
});
