import { flag, from, group, noNumber, number } from './key.js';
import type { Limits } from './key.js';

const RATE: Limits = { min: -0.05, max: 0.5, fraction: 'rates are fractions' };
const LEVERAGE: Limits = { min: 1, max: 3 };

const FINANCING = group('What borrowed money costs, where capital.leverage is above 1.', {
  boxRate: noNumber(
    RATE,
    from('none', '10.1'),
    'Rate of an SPX box to the horizon, effective a year. Without it, that of the box which the ' +
      "snapshot's options make.",
  ),
  spread: number(
    0.004,
    { min: 0, max: 0.2, fraction: 'spreads are fractions' },
    from('choice', '12.5'),
    'What the lender takes over the box rate, a year; 30 to 50 basis points are usual.',
  ),
});

const MEASURE = group('The probabilities that expected returns rest on (named in the result).', {
  volShare: number(
    1,
    { min: 0, max: 3, aboveMin: true, fraction: 'it is a fraction of the vol' },
    from('choice', '6.6'),
    "SPX's vol to the horizon as a share of the at-the-money vol. Below 1 is a bet that options " +
      'are sold too dear.',
  ),
  drift: number(
    0,
    { min: -0.5, max: 0.5, fraction: 'drifts are fractions' },
    from('choice', '6.6'),
    'Rise of SPX a year over its forward, continuous.',
  ),
});

/** What the money tied up in the structure must earn, and what it is expected to. */
export const CAPITAL = group(
  'What the money tied up must earn, and how its expected return is told.',
  {
    equityRiskPremium: noNumber(
      { min: 0, max: 0.5, fraction: 'premiums are fractions' },
      from('none', '6.5'),
      'Return of stocks over the risk-free rate that you require, a year. Without it there is no ' +
        'cost of capital, and no net present value.',
    ),
    riskFreeRate: noNumber(
      RATE,
      from('none', '6.5'),
      "Risk-free rate, effective a year. Without it, the snapshot's rate; defaults.rate never.",
    ),
    debtShare: noNumber(
      { min: 0, max: 1, belowMax: true, fraction: 'it is a fraction of the capital' },
      from('none', '6.5'),
      'Share of the capital that is debt. Without debtShare and debtRate: none.',
    ),
    debtRate: noNumber(
      RATE,
      from('none', '6.5'),
      'Interest on that debt, effective a year; needed where debtShare is above 0.',
    ),
    taxRate: noNumber(
      { min: 0, max: 1, belowMax: true, fraction: 'tax rates are fractions' },
      from('none', '6.5'),
      'Share of that interest which taxes give back, 0 for none; needed where debtShare is above 0.',
    ),
    blume: flag(
      false,
      from('choice', '6.5'),
      'Draw the beta in the cost of equity towards 1: 0.67 beta + 0.33.',
    ),
    marginYield: noNumber(
      RATE,
      from('none', '6.6'),
      'What your broker pays on margin, effective a year. Without it, none is counted.',
    ),
    irrMinDays: number(
      7,
      { min: 1, max: 365, whole: true },
      from('choice', '6.6'),
      'A return over fewer days is not told as a rate a year.',
    ),
    measure: MEASURE,
    leverage: number(
      1,
      LEVERAGE,
      from('choice', '12.5'),
      'Capital over own money: 1.2 borrows a fifth of the own money by selling a box; 1 is none.',
    ),
    leverageCap: number(
      1.25,
      LEVERAGE,
      from('choice', '12.5'),
      'Greatest leverage that is accepted.',
    ),
    maintenanceMargin: number(
      0.25,
      { min: 0, max: 1, aboveMin: true, belowMax: true, fraction: 'margins are fractions' },
      from('choice', '12.5'),
      'Own money as a share of the assets below which the broker sells.',
    ),
    financing: FINANCING,
  },
);
