import { flag, from, group, number } from './key.js';
import type { Limits } from './key.js';

const AGE: Limits = { min: 1, max: 1000, whole: true };
const LAG: Limits = { min: 0, max: 365, whole: true };
/** METHOD 8.3: no percentile moves the press by more than a quarter. */
const TILT: Limits = { min: 0, max: 0.25, fraction: 'tilts are fractions' };

const EQUITY_RISK_PREMIUM = group(
  'The premium that the payout model implies, against its mean of twelve months.',
  {
    deadBand: number(
      0.0025,
      { min: 0, max: 0.05, fraction: 'it is a fraction a year' },
      from('choice', '9.2'),
      'A change within this is none, a year.',
    ),
    tilt: number(
      0.1,
      { min: 0, max: 0.1, fraction: 'tilts are fractions' },
      from('choice', '9.2'),
      'Where erpTilt is on: the hedge ratio is lowered by this where the premium expands, raised ' +
        'where it contracts.',
    ),
    lagDays: number(
      90,
      LAG,
      from('choice', '9.2'),
      "Days from a month's end until its payout is taken to be known, where no row says when.",
    ),
    maxAgeDays: number(
      190,
      AGE,
      from('choice', '9.2'),
      'The history is ignored where its latest month ended more days ago.',
    ),
  },
);

const PRICE_TO_CASH_FLOW = group('Price over operating cash flow, by percentile.', {
  tilt: number(
    0.25,
    TILT,
    from('choice', '8.3'),
    'Most that it speeds up or slows down the press.',
  ),
  lagDays: number(
    90,
    LAG,
    from('choice', '8.3'),
    "Days from a month's end until its figure is taken to be known, where no row says when.",
  ),
  maxAgeDays: number(
    190,
    AGE,
    from('choice', '8.3'),
    'The series is ignored where its latest month ended more days ago.',
  ),
});

const REER = group("The dollar's real effective exchange rate, by percentile.", {
  tilt: number(
    0.15,
    TILT,
    from('choice', '8.3'),
    'Most that it speeds up or slows down the press.',
  ),
  lagDays: number(
    45,
    LAG,
    from('choice', '8.3'),
    "Days from a month's end until its figure is taken to be known, where no row says when.",
  ),
  maxAgeDays: number(
    120,
    AGE,
    from('choice', '9.3'),
    'The series is ignored where its latest month ended more days ago.',
  ),
});

const QUICK_RATIO = group('Liquid assets over current liabilities, as a gate.', {
  soundRatio: number(
    1,
    { min: 0, max: 10 },
    from('choice', '9.4'),
    'From this ratio on nothing changes.',
  ),
  futuresRatio: number(
    0.7,
    { min: 0, max: 10 },
    from('choice', '9.4'),
    'Below this ratio no VX or VXM futures may be held; 0 lifts the bar.',
  ),
  lowFactor: number(
    0.9,
    { min: 0, max: 1, aboveMin: true, fraction: 'it is a fraction of the hedge' },
    from('choice', '9.4'),
    'Factor of the hedge ratio below soundRatio.',
  ),
  extraCash: number(
    0.2,
    { min: 0, max: 5, fraction: 'it is a fraction of the cash' },
    from('choice', '9.4'),
    'Further cash to hold below soundRatio, a share of what is held.',
  ),
  maxAgeDays: number(
    200,
    AGE,
    from('choice', '9.4'),
    'A balance sheet that is older is warned of; where it is low it still binds.',
  ),
});

/** Slow gauges of a market file. */
export const MACRO = group('Slow gauges of a --market file: ages, lags, and how far each may go.', {
  tilt: flag(
    true,
    from('choice', '8.3'),
    'Whether the gauges move figures; false shows them only. The bar on futures below ' +
      'quickRatio.futuresRatio stays.',
  ),
  erpTilt: flag(
    false,
    from('choice', '9.2'),
    'Whether the change of the equity risk premium moves the hedge ratio.',
  ),
  historyMonths: number(
    120,
    { min: 24, max: 2000, whole: true },
    from('choice', '8.3'),
    'Published months that a percentile needs.',
  ),
  dividendDiscount: group('P/E against a payout model.', {
    maxAgeDays: number(
      100,
      AGE,
      from('choice', '9.1'),
      'Figures that are older are shown and have no effect.',
    ),
  }),
  equityRiskPremium: EQUITY_RISK_PREMIUM,
  priceToCashFlow: PRICE_TO_CASH_FLOW,
  reer: REER,
  quickRatio: QUICK_RATIO,
});
