import { SCENARIO_KINDS } from '../hedge/settings.js';
import { choice, flag, from, group, number } from './key.js';

/** How the least tail risk is searched for. */
export const OPTIMIZE = group('How alvh optimize, and size --method optimize, search.', {
  alpha: number(
    0.95,
    { min: 0.5, max: 0.999, fraction: '0.95 is the worst 5%' },
    from('choice', '6.8'),
    'Confidence of the CVaR: 0.95 is the mean of the worst 5% of the scenarios.',
  ),
  scenarios: choice(
    'mix',
    SCENARIO_KINDS,
    from('choice', '6.8'),
    'mix is bankShare episodes and the rest bootstrap (parametric without history files).',
  ),
  bankShare: number(
    0.1,
    { min: 0, max: 1, fraction: 'it is a share of the probability' },
    from('choice', '6.8'),
    'Probability of the episodes together in a mix.',
  ),
  paths: number(
    5000,
    { min: 20, max: 200_000, whole: true },
    from('choice', '4.3'),
    'Scenarios that are generated.',
  ),
  seed: number(
    1,
    { min: 0, max: 4_294_967_295, whole: true },
    from('choice', '4.3'),
    'Start of the random numbers: the same seed gives the same scenarios.',
  ),
  horizonDays: number(
    20,
    { min: 1, max: 60, whole: true },
    from('choice', '6.8'),
    'Trading days of a scenario, and of the cost; not beyond the first condor expiry.',
  ),
  resamples: number(
    20,
    { min: 0, max: 500, whole: true },
    from('choice', '6.8'),
    'Times the scenarios are drawn anew to see how stable the answer is; 0: not.',
  ),
  frontierPoints: number(
    6,
    { min: 0, max: 50, whole: true },
    from('choice', '6.8'),
    'Points of the frontier of cost against CVaR; 0: none.',
  ),
  futures: flag(true, from('choice', '6.8'), 'May use VX and VXM.'),
  calls: flag(true, from('choice', '6.8'), 'May use VIX calls, where they have a price.'),
  callSpreads: flag(true, from('choice', '6.8'), 'May use VIX call spreads.'),
  etps: flag(true, from('choice', '6.8'), 'May use the ETPs whose price the snapshot has.'),
});
