import { from, group, number } from './key.js';
import type { Limits } from './key.js';

const COMMISSION: Limits = { min: 0, max: 100 };
const HALF_SPREAD: Limits = { min: 0, max: 5 };
const SPREAD_SHARE: Limits = { min: 0, max: 0.5, fraction: 'it is a fraction of the price' };
const SKEW: Limits = { min: -5, max: 5 };
const DELTA: Limits = {
  min: 0,
  max: 1,
  aboveMin: true,
  belowMax: true,
  fraction: 'deltas are fractions',
};

/** What trading costs. */
export const COSTS = group('What trading costs, one side.', {
  vxCommissionUsd: number(1.5, COMMISSION, from('choice', '15.11'), 'Commission a VX future.'),
  vxmCommissionUsd: number(0.4, COMMISSION, from('choice', '15.11'), 'Commission a VXM future.'),
  optionCommissionUsd: number(0.65, COMMISSION, from('choice', '15.11'), 'Commission an option.'),
  vxHalfSpreadPoints: number(
    0.025,
    HALF_SPREAD,
    from('choice', '15.11'),
    'Half the bid-ask spread of VX, VIX points.',
  ),
  vxmHalfSpreadPoints: number(
    0.03,
    HALF_SPREAD,
    from('choice', '15.11'),
    'Half the bid-ask spread of VXM, VIX points.',
  ),
  optionHalfSpreadShare: number(
    0.04,
    SPREAD_SHARE,
    from('choice', '15.11'),
    'Half the bid-ask spread of a VIX option, a share of its price.',
  ),
  optionHalfSpreadMinPoints: number(
    0.02,
    HALF_SPREAD,
    from('choice', '15.11'),
    'Half the bid-ask spread of a VIX option is at least this, points.',
  ),
  etpHalfSpreadShare: number(
    0.0005,
    SPREAD_SHARE,
    from('choice', '15.11'),
    'Half the bid-ask spread of an ETP, a share of its price.',
  ),
});

/** How SPX options are valued where no implied vols are given. */
export const VOL = group('How SPX options are valued where a condor states no implied vols.', {
  putSkew: number(
    0.35,
    SKEW,
    from('choice', '2.2'),
    'Rise of the vol below the forward, per unit of ln(forward/strike).',
  ),
  callSkew: number(
    -0.05,
    SKEW,
    from('choice', '2.2'),
    'Rise of the vol above the forward, per unit of ln(strike/forward).',
  ),
  floor: number(
    0.05,
    { min: 0, max: 1, aboveMin: true, belowMax: true, fraction: 'vols are fractions' },
    from('choice', '2.2'),
    'No option is valued at a vol below this.',
  ),
  vixScale: number(
    0.88,
    { min: 0, max: 2, aboveMin: true, fraction: 'it is a fraction of VIX' },
    from('choice', '15.4'),
    'At-the-money vol of SPX options as a share of the VIX of the same tenor.',
  ),
  creditMaxAgeDays: number(
    5,
    { min: 0, max: 3653, whole: true },
    from('choice', '15.4'),
    "The opening credit is taken to tell today's vol while it is at most this many days old.",
  ),
});

/** How VIX options are chosen and valued. */
export const VIX_OPTIONS = group('How the calls of option layers are chosen and valued.', {
  longDelta: number(
    0.5,
    DELTA,
    from('vendor', '0'),
    'Delta, to its own VX future, of the call that is bought.',
  ),
  shortDelta: number(
    0.2,
    DELTA,
    from('choice', '15.1'),
    'Delta of the call that a call spread sells.',
  ),
  skew: number(
    0.25,
    SKEW,
    from('choice', '2.2'),
    'Rise of the vol per unit of ln(strike/future), where the snapshot quotes no VIX options.',
  ),
  tenorPower: number(
    0.7,
    { min: 0, max: 3 },
    from('choice', '2.2'),
    'How fast the vol falls with tenor: VVIX times the ratio of betas to this power.',
  ),
});

/** Stand-ins for market data. */
export const MARKET_DEFAULTS = group(
  'Stand-ins for what the snapshot lacks; used with a warning.',
  {
    rate: number(
      0.04,
      { min: -0.05, max: 0.25, fraction: 'rates are fractions' },
      from('choice', '15.11'),
      'Interest rate a year, continuous.',
    ),
    dividendYield: number(
      0.013,
      { min: 0, max: 0.06, fraction: 'yields are fractions' },
      from('choice', '15.11'),
      'Dividend yield of the S&P 500 a year, continuous.',
    ),
  },
);
