import { DAYS_PER_YEAR } from '../capital/cash-flow.js';
import type { CashFlow } from '../capital/cash-flow.js';
import { readRate } from '../capital/irr.js';
import {
  CRASH_MARGIN_FACTOR,
  borrowRate,
  fundingAt,
  leveredReturn,
  liquidationDrop,
  surviveCrash,
} from '../capital/leverage.js';
import { quotedBox } from '../capital/quoted-box.js';
import { yearsBetween } from '../market/time.js';
import type { LeverageResult } from './capital-result.js';
import { dollars } from './dollars.js';
import { factor, setting } from './factors.js';
import type { Derivation, Factor, Warning } from './result.js';
import type { Structure } from './structure.js';

/** The structure as it is without leverage. */
export interface Unlevered {
  readonly tiedUpUsd: number;
  readonly periodReturn: number;
  readonly days: number;
  readonly cashFlows: readonly CashFlow[];
  /** The worst that the structure can lose, dollars, positive. */
  readonly worstLossUsd: number;
}

export interface SecondEngine {
  readonly result?: LeverageResult;
  readonly derivations: readonly Derivation[];
  readonly warnings: readonly Warning[];
}

/**
 * Part of the capital borrowed by a short box (METHOD 12.5): what it costs, what it makes of the
 * return, where the broker sells, whether the worst is survived at twice the margin, and the cash
 * that the box asks for at its end. It adds no theta and no hedge.
 */
export function secondEngine(structure: Structure, unlevered: Unlevered): SecondEngine {
  const { capital } = structure.prepared.market.settings;
  const { leverage, maintenanceMargin, financing, irrMinDays } = capital;
  if (leverage <= 1) return { derivations: [], warnings: [] };
  const box = boxRateOf(structure);
  if (box === undefined) {
    const message =
      'The rate of an SPX box is not known: give capital.financing.boxRate, or a snapshot with calls and puts at two strikes of the horizon. Leverage is left out.';
    return { derivations: [], warnings: [{ code: 'box-rate-unknown', message }] };
  }
  const { tiedUpUsd, days, periodReturn, cashFlows, worstLossUsd } = unlevered;
  const funding = fundingAt(tiedUpUsd, leverage);
  const { equityUsd, borrowedUsd } = funding;
  const { horizon } = structure.centre.horizon.path;
  const rate = borrowRate(box.value, financing.spread);
  const repaymentUsd = borrowedUsd * (1 + rate) ** (days / DAYS_PER_YEAR);
  const levered = leveredReturn(periodReturn, repaymentUsd / borrowedUsd - 1, funding);
  const irr = readRate([
    ...cashFlows,
    {
      date: structure.prepared.market.curve.date,
      amountUsd: borrowedUsd,
      what: 'short box sold',
    },
    { date: horizon, amountUsd: -repaymentUsd, what: 'short box paid back' },
  ]);
  const crash = surviveCrash(funding, worstLossUsd, maintenanceMargin);
  const result: LeverageResult = {
    leverage,
    equityUsd,
    borrowedUsd,
    boxRate: box.value,
    boxRateSource: box.source,
    borrowRate: rate,
    periodReturn: levered,
    ...(irr.kind === 'one' && days >= irrMinDays && { irr: irr.rate }),
    repayment: { date: horizon, amountUsd: repaymentUsd },
    liquidationDrop: liquidationDrop(funding, maintenanceMargin),
    crash: { lossUsd: worstLossUsd, ...crash },
  };
  return {
    result,
    derivations: derivationsOf(result, periodReturn, box, financing.spread, maintenanceMargin),
    warnings: warningsOf(result),
  };
}

/** Effective a year: as given, else from the box that the snapshot's options make. */
function boxRateOf({ prepared, book, valuation, centre }: Structure): Factor | undefined {
  const { boxRate } = prepared.market.settings.capital.financing;
  if (boxRate !== undefined) return setting('boxRate', boxRate, 'capital.financing.boxRate');
  const { expiry, settlement } = book.groups[0];
  const box = quotedBox(
    prepared.market.snapshot.options,
    settlement === 'am' ? 'SPX' : 'SPXW',
    expiry,
    yearsBetween(valuation.asOf, centre.horizon.moment),
  );
  if (box === undefined) return undefined;
  const { root, lowerStrike, upperStrike, effective } = box;
  return factor('boxRate', effective, 'snapshot', `${root} ${lowerStrike}/${upperStrike} box`);
}

function derivationsOf(
  result: LeverageResult,
  assetReturn: number,
  box: Factor,
  spread: number,
  maintenanceMargin: number,
): Derivation[] {
  const { leverage, borrowedUsd, equityUsd } = result;
  return [
    {
      figure: 'borrowing rate, a year',
      rule: 'sum',
      terms: [box, setting('spread', spread, 'capital.financing.spread')],
      result: result.borrowRate,
      source: 'method 12.5',
    },
    {
      figure: 'levered return over the period',
      rule: 'formula',
      formula: 'return + borrowed / own money x (return - cost of the loan over the period)',
      terms: [
        factor('return', assetReturn, 'method 6.6'),
        factor('cost of the loan', result.repayment.amountUsd / borrowedUsd - 1, 'borrowing rate'),
        factor('borrowed, USD', borrowedUsd, 'method 12.5'),
        factor('own money, USD', equityUsd, 'method 12.5'),
      ],
      result: result.periodReturn,
      source: 'method 12.5',
    },
    {
      figure: 'fall of the assets at which the broker sells',
      rule: 'formula',
      formula: '1 - (borrowed / assets) / (1 - maintenance margin)',
      terms: [
        setting('leverage', leverage, 'capital.leverage'),
        setting('maintenanceMargin', maintenanceMargin, 'capital.maintenanceMargin'),
      ],
      result: result.liquidationDrop,
      source: 'method 12.5',
    },
  ];
}

function warningsOf({ repayment, crash }: LeverageResult): Warning[] {
  const due: Warning = {
    code: 'box-repayment',
    message: `The short box takes ${dollars(repayment.amountUsd)} in cash on ${repayment.date}, whatever the condors did: have it free that day.`,
  };
  if (crash.survives) return [due];
  return [
    {
      code: 'leverage-crash',
      message: `The structure's worst on the central path, a loss of ${dollars(crash.lossUsd)}, leaves ${dollars(crash.equityUsd)} of own money where ${CRASH_MARGIN_FACTOR} x the maintenance margin asks for ${dollars(crash.requiredUsd)}: the broker would sell. Lower capital.leverage.`,
    },
    due,
  ];
}
