import { choice, flag, from, group, noNumber, number } from './key.js';
import type { Limits } from './key.js';

const RATIO: Limits = { min: 0, max: 5, fraction: 'a hedge ratio of 1 is 100%' };
/** Far above any margin a VX future has had: a slip, or another unit. */
export const MAX_MARGIN_USD = 1_000_000;

/** One VX is thousands of dollars a margin: 12 is thousands of dollars, or points. */
export const MIN_MARGIN_USD = 500;
const MARGIN: Limits = { min: MIN_MARGIN_USD, max: MAX_MARGIN_USD };
const MINI_MARGIN: Limits = { min: MIN_MARGIN_USD / 10, max: MAX_MARGIN_USD };

/** How large the hedge is. */
export const HEDGE = group('How large the hedge is.', {
  basis: choice(
    'notional',
    ['notional'],
    from('choice', '6.2'),
    'What bands and ratio are shares of: dollars of VIX exposure, contracts x multiplier x price.',
  ),
  ratio: number(
    1,
    { ...RATIO, aboveMin: true },
    from('choice', '6.4'),
    "Hedge notional as a share of the book's risk capital, before beta and regime.",
  ),
  ratioMin: number(
    0.25,
    RATIO,
    from('choice', '6.4'),
    'Least hedge ratio after beta and regime; only carry caps and the premium budget go below it.',
  ),
  ratioMax: number(1.5, RATIO, from('choice', '6.4'), 'Greatest hedge ratio.'),
  riskCapital: choice(
    'entry',
    ['entry', 'atRiskNow'],
    from('choice', '6.1'),
    'Risk capital: entry is the worst loss from the credit received, atRiskNow the worst loss ' +
      "from today's value.",
  ),
  tolerance: number(
    0.25,
    { min: 0, max: 1, aboveMin: true, fraction: 'it is a fraction of the target' },
    from('choice', '15.3'),
    'Whole contracts may miss the target notional by this share of it.',
  ),
  miniMonths: number(
    6,
    { min: 0, max: 12, whole: true },
    from('choice', '15.3'),
    'Monthly expiries, from the front, in which mini futures (VXM) are taken to trade.',
  ),
  weeklies: flag(false, from('choice', '15.2'), 'Let layers hold weekly expiries too.'),
  carryCap: flag(
    true,
    from('choice', '8.4'),
    'Cap the carry of the hedge by what the condors gain over the same days (regimes.carryCap).',
  ),
  premiumBudget: number(
    0.25,
    { min: 0, max: 1, fraction: 'it is a fraction of the credit' },
    from('choice', '6.9'),
    "Most premium that option layers may cost, a share of the book's credit.",
  ),
  accountCarryCap: number(
    0.03,
    { min: 0, max: 1, fraction: 'it is a fraction of the account' },
    from('choice', '8.4'),
    "Most carry a year, a share of the account's value; applies where portfolio.accountUsd is given.",
  ),
});

/** What the book is part of. */
export const PORTFOLIO = group('What the condors are part of.', {
  beta: number(
    1,
    { min: -5, max: 5 },
    from('choice', '6.5'),
    'Beta of the whole portfolio to the S&P 500; 1 is neutral. Not the beta of the condors.',
  ),
  accountUsd: noNumber(
    { min: 0, max: 1e12, aboveMin: true },
    from('none', '8.4'),
    "The account's value in dollars, for hedge.accountCarryCap.",
  ),
});

/** What the broker asks for futures. */
export const MARGIN_KEYS = group(
  'Margin a contract in dollars, as your broker asks it today. It changes often and jumps in stress.',
  {
    vxUsd: noNumber(MARGIN, from('none', '1.2'), 'Margin of one VX future.'),
    vxmUsd: noNumber(
      MINI_MARGIN,
      from('none', '1.2'),
      'Margin of one VXM future; a tenth of vxUsd where only that is given.',
    ),
  },
);
