import { from, group, number } from './key.js';

/** How a stress is run. */
export const STRESS = group('How alvh stress revalues position and hedge.', {
  rollDays: number(
    7,
    { min: 0, max: 60, whole: true },
    from('choice', '15.9'),
    'A contract is rolled when it has this many days left, where an episode outlasts it.',
  ),
  exitSpreadFactor: number(
    3,
    { min: 1, max: 20 },
    from('choice', '12.4'),
    'VIX options are left at half-spreads this many times those of costs.',
  ),
  marginFactor: number(
    2,
    { min: 1, max: 20 },
    from('choice', '12.5'),
    'Futures margin in a stress, as a multiple of margin.vxUsd.',
  ),
  putMoneyness: number(
    0.95,
    { min: 0, max: 1.2, aboveMin: true, fraction: '0.95 is a strike 5% below SPX' },
    from('choice', '5'),
    'Strike of the SPX puts that the same money would buy, a share of SPX.',
  ),
});
