import { choice, from, group, number } from './key.js';

/** How a layer's contract is chosen inside its window. */
export const TENOR = group("How a layer's contract is chosen inside its window.", {
  choice: choice(
    'auto',
    ['auto', 'target', 'score'],
    from('choice', '3.6'),
    'target: nearest the target days; score: most stress gain per unit of carry; auto: score where ' +
      'signals, events or gauges move something or a state is kept, else target.',
  ),
  carryFloor: number(
    0.005,
    { min: 0, max: 1, aboveMin: true, fraction: 'it is a fraction of the notional' },
    from('choice', '3.6'),
    'In a score the carry of 30 days costs no less than this share of the notional.',
  ),
  rollTrigger: number(
    1.15,
    { min: 1, max: 10 },
    from('choice', '3.6'),
    "A contract is to be rolled where the next expiry's score is more than so many times its own.",
  ),
});
