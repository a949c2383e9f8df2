import { from, group, number } from './key.js';
import type { Key, Limits } from './key.js';

const WEIGHT: Limits = { min: 0, max: 1, fraction: 'a weight of 0.25 is a quarter' };
const LENGTH: Limits = { min: 2, max: 500, whole: true };
const SCORE: Limits = { min: 0, max: 100 };
const TILT: Limits = { min: 0, max: 0.5, fraction: '0.2 moves a layer by at most 20%' };

const score = (value: number, does: string): Key<number> =>
  number(value, SCORE, from('choice', '7.5'), does);

const weight = (what: string): Key<number> =>
  number(
    0.25,
    WEIGHT,
    from('choice', '7.4'),
    `Weight of ${what} in the score; 0 leaves it out. Missing inputs give theirs to the others.`,
  );

/** How the market signals are read and what follows from them. */
export const SIGNALS = group(
  'The market signals of alvh signals, and of alvh size with --spx. None has robust evidence for ' +
    'timing a hedge: bounded tilts keep the damage small.',
  {
    weights: group('Weights of the inputs.', {
      macd: weight('MACD'),
      rsi: weight('RSI'),
      breadth: weight('the advance-decline line'),
      curve: weight('VIX/VIX3M'),
    }),
    macd: group('Lengths of MACD, sessions.', {
      fast: number(12, LENGTH, from('choice', '7.1'), 'The fast average.'),
      slow: number(26, LENGTH, from('choice', '7.1'), 'The slow average.'),
      signal: number(9, LENGTH, from('choice', '7.1'), 'The average of their difference.'),
    }),
    rsi: group("Wilder's RSI.", {
      length: number(14, LENGTH, from('choice', '7.2'), 'Sessions.'),
      overbought: number(70, SCORE, from('choice', '7.2'), 'Overbought from here.'),
    }),
    scale: group('What the MACD histogram is measured in.', {
      atrLength: number(14, LENGTH, from('choice', '7.1'), 'Sessions of the average true range.'),
      changeLength: number(
        20,
        LENGTH,
        from('choice', '7.1'),
        'Sessions of the sd of close changes, where there are no highs and lows.',
      ),
    }),
    breadth: group('The advance-decline line against the price.', {
      window: number(60, LENGTH, from('choice', '7.3'), 'Sessions.'),
      nearHigh: number(
        0.995,
        { min: 0.5, max: 1, fraction: '0.995 is within half a percent' },
        from('choice', '7.3'),
        'The close is at its high from this share of the highest.',
      ),
      slopeLength: number(20, LENGTH, from('choice', '7.3'), "Sessions of the line's slope."),
    }),
    curve: group('VIX/VIX3M as a reading.', {
      from: number(
        0.85,
        { min: 0, max: 5, fraction: 'it is a ratio near 1' },
        from('choice', '7.4'),
        'The ratio that reads 0.',
      ),
      width: number(
        0.2,
        { min: 0, max: 5, aboveMin: true, fraction: 'it is a difference of ratios' },
        from('choice', '7.4'),
        'How far above it the reading is 1.',
      ),
    }),
    state: group('Where the state of the score changes.', {
      alertEnter: score(60, 'Alert from this score.'),
      alertExit: score(50, 'Alert until the score is below this.'),
      stressEnter: score(75, 'Stress from this score.'),
      stressExit: score(60, 'Stress until the score is below this.'),
      dwellSessions: number(
        3,
        { min: 1, max: 250, whole: true },
        from('choice', '7.5'),
        'Sessions that a state lasts at least.',
      ),
    }),
    tilt: group('Most that the score moves a layer before weights are fitted into their bands.', {
      first: number(0.2, TILT, from('choice', '7.4'), 'The first layer, up with the score.'),
      last: number(0.1, TILT, from('choice', '7.4'), 'The last layer, down with the score.'),
    }),
    warmUp: number(
      60,
      { min: 2, max: 1000, whole: true },
      from('choice', '7.5'),
      'Sessions of SPX before the first score.',
    ),
    minInputs: number(
      2,
      { min: 1, max: 4, whole: true },
      from('choice', '7.4'),
      'With fewer inputs there is no score, and no tilt.',
    ),
    staleDays: number(
      4,
      { min: 0, max: 30, whole: true },
      from('choice', '7.5'),
      'Calendar days after which the last close is too old for a score.',
    ),
  },
);
