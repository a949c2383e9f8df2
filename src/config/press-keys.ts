import { from, group, number } from './key.js';
import type { Limits } from './key.js';
import { byRegime } from './regime-keys.js';

const SHARE: Limits = { min: 0, max: 1, fraction: 'it is a fraction of the cash' };
const MULTIPLE: Limits = { min: 1, max: 50, aboveMin: true, fraction: 'a multiple of 2 is 200%' };

/** How alvh press turns realised credit into long VIX exposure. */
export const PRESS = group('How alvh press turns realised credit into the long layer.', {
  share: number(
    0.25,
    SHARE,
    from('choice', '8.2'),
    'Share of the cash available that is pressed, before the factors below.',
  ),
  shareMax: number(0.4, SHARE, from('choice', '8.2'), 'Greatest share that is ever pressed.'),
  regime: group(
    'Factor on press.share by regime.',
    byRegime(
      { calm: 1, normal: 1, flat: 1.2, stress: 0.5, crisis: 0 },
      from('choice', '8.2'),
      (regime) => `Factor on the share pressed, ${regime} market.`,
    ),
  ),
  bigTop: group('Big Top: the four conditions of a press window, and what it does.', {
    highShare: number(
      0.98,
      { min: 0, max: 1, aboveMin: true, fraction: '0.98 is 2% below the high' },
      from('choice', '8.3'),
      'SPX at least this share of its highest close in 252 trading days.',
    ),
    vixPercentile: number(
      0.35,
      { min: 0, max: 1, fraction: '0.35 is the 35th percentile' },
      from('choice', '8.3'),
      'VIX at most at this percentile of its closes in 252 trading days, a fraction.',
    ),
    slope: number(
      0.05,
      { min: -1, max: 1, fraction: 'slopes are fractions' },
      from('vendor', '8.3'),
      'VX2/VX1 - 1 at least this.',
    ),
    rsi: number(
      70,
      { min: 0, max: 100 },
      from('vendor', '8.3'),
      'RSI(14) of SPX at least this, where breadth does not diverge.',
    ),
    factor: number(
      1.25,
      { min: 1, max: 5 },
      from('choice', '8.3'),
      'Factor on the share pressed with all four met; press.shareMax still holds.',
    ),
  }),
  ladder: group('When a VIX holding that has gained is sold, a third at a time.', {
    futureFirst: number(
      1.5,
      MULTIPLE,
      from('choice', '15.14'),
      'Futures and ETPs: the first third is sold at this multiple of the entry price.',
    ),
    futureSecond: number(2, MULTIPLE, from('choice', '15.14'), 'Futures and ETPs: the second.'),
    optionFirst: number(
      2,
      MULTIPLE,
      from('choice', '8.5'),
      'Options: the first third is sold at this multiple of the premium.',
    ),
    optionSecond: number(4, MULTIPLE, from('choice', '8.5'), 'Options: the second third.'),
    vixDrop: number(
      0.8,
      { min: 0, max: 1, fraction: '0.8 is 20% below' },
      from('choice', '8.5'),
      'Once a third is sold: the rest goes when VIX is below this share of its greatest close in 5 days.',
    ),
    exitDays: number(
      7,
      { min: 0, max: 60, whole: true },
      from('choice', '8.5'),
      'All is sold or rolled with fewer days than this to expiry.',
    ),
    recycleShare: number(
      0.4,
      { min: 0, max: 1, fraction: 'it is a fraction of the proceeds' },
      from('choice', '8.5'),
      'Share of the proceeds that goes one tenor out; the rest is cash.',
    ),
    recycleMaxRatio: number(
      1.05,
      { min: 0, max: 5, aboveMin: true, fraction: 'it is a ratio near 1' },
      from('choice', '8.5'),
      'Nothing is recycled with VIX/VIX3M at or above this.',
    ),
  }),
  maxRolls: number(
    2,
    { min: 0, max: 10, whole: true },
    from('choice', '8.5'),
    'Most rolls of one condor in its life.',
  ),
});
