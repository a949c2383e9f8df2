import { createBook } from '../condor/book.js';
import type { Book } from '../condor/book.js';
import { LEG_NAMES, creditUsd } from '../condor/condor.js';
import type { Condor } from '../condor/condor.js';
import { condorBreakEvens, condorMaxLossUsd } from '../condor/payoff.js';
import { riskCapitalUsd } from '../condor/risk-capital.js';
import { condorPnlInState } from '../condor/valuation.js';
import type { MarketState, ResolvedCondor, ValuationMarket } from '../condor/valuation.js';
import { Refusal } from '../errors.js';
import { dollars } from '../hedge/dollars.js';
import type { CostSettings } from '../hedge/settings.js';
import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';

/** One roll: the condor that is closed and the one that is sold in its place, by the same id. */
export interface RollInputs {
  readonly from: ResolvedCondor;
  readonly to: Condor;
  /** Rolls of this condor so far. */
  readonly rolls: number;
}

/** What a roll does. Dollars; received is positive, paid negative. */
export interface RollReading {
  readonly id: string;
  readonly rollsBefore: number;
  readonly rollsAfter: number;
  readonly maxRolls: number;
  readonly from: {
    readonly expiry: IsoDate;
    readonly quantity: number;
    readonly maxLossUsd: number;
  };
  readonly to: { readonly expiry: IsoDate; readonly quantity: number; readonly maxLossUsd: number };
  /** To buy the old condor back at model value, and what trading it costs: both negative. */
  readonly closeUsd: number;
  readonly closeCostsUsd: number;
  /** Old credit less both: the ledger's `roll` row. */
  readonly realisedUsd: number;
  readonly newCreditUsd: number;
  /** New credit and the realised result: the most that old and new condor can make together. */
  readonly bestTogetherUsd: number;
  /** Old worst loss, and new one with the realised loss: the second is never the greater. */
  readonly riskBeforeUsd: number;
  readonly riskAfterUsd: number;
  readonly bookRiskBeforeUsd: number;
  readonly bookRiskAfterUsd: number;
  /** Of the new condor alone, points of its underlying. */
  readonly breakEvens: { readonly lower?: number; readonly upper?: number };
  /** Where the realised result is earned back too; absent where the new credit does not reach. */
  readonly breakEvensTogether: { readonly lower?: number; readonly upper?: number };
}

/**
 * Evaluates rolls of condors (METHOD 8.5). The hard rule: what can be lost never grows. The new
 * condor's worst loss and the loss realised by closing the old one together are at most the old
 * one's worst loss, for the condor and for the book's risk capital; a gain buys no larger risk.
 * And no condor is rolled more often than `maxRolls`. Any rule that raises size after a loss has
 * ruin risk: that is what is refused here.
 * @throws Refusal of kind `limits` where a roll breaks the rule, naming both numbers and the mend
 */
export function evaluateRolls(
  book: Book,
  rolls: readonly RollInputs[],
  valuation: ValuationMarket,
  costs: CostSettings,
  maxRolls: number,
): RollReading[] {
  const readings: RollReading[] = [];
  let current = book;
  for (const roll of rolls) {
    const reading = readRoll(current, roll, valuation, costs, maxRolls);
    refuseGrowth(reading, current, roll);
    readings.push(reading);
    current = replaced(current, roll.to);
  }
  return readings;
}

function readRoll(
  book: Book,
  { from, to, rolls }: RollInputs,
  valuation: ValuationMarket,
  costs: CostSettings,
  maxRolls: number,
): RollReading {
  const { condor } = from;
  const now: MarketState = { moment: valuation.asOf, spx: valuation.spx, volFactor: 1 };
  const closeUsd = roundUsd(condorPnlInState(from, valuation, now) - creditUsd(condor));
  const closeCostsUsd = roundUsd(-tradeCostsUsd(condor, closeUsd, costs));
  const realisedUsd = roundUsd(creditUsd(condor) + closeUsd + closeCostsUsd);
  const lossUsd = Math.max(0, -realisedUsd);
  return {
    id: condor.id,
    rollsBefore: rolls,
    rollsAfter: rolls + 1,
    maxRolls,
    from: summary(condor),
    to: summary(to),
    closeUsd,
    closeCostsUsd,
    realisedUsd,
    newCreditUsd: creditUsd(to),
    bestTogetherUsd: roundUsd(creditUsd(to) + realisedUsd),
    riskBeforeUsd: roundUsd(condorMaxLossUsd(condor)),
    riskAfterUsd: roundUsd(condorMaxLossUsd(to) + lossUsd),
    bookRiskBeforeUsd: riskCapitalUsd(book),
    bookRiskAfterUsd: roundUsd(riskCapitalUsd(replaced(book, to)) + lossUsd),
    breakEvens: condorBreakEvens(to),
    breakEvensTogether: breakEvensWith(to, realisedUsd),
  };
}

function summary(condor: Condor): RollReading['from'] {
  return {
    expiry: condor.expiry,
    quantity: condor.quantity,
    maxLossUsd: roundUsd(condorMaxLossUsd(condor)),
  };
}

function refuseGrowth(reading: RollReading, book: Book, roll: RollInputs): void {
  const { id, rollsBefore, maxRolls, realisedUsd } = reading;
  if (reading.rollsAfter > maxRolls) {
    throw new Refusal(
      `${id} has been rolled ${rollsBefore} times, and ${maxRolls} is the most`,
      'close it and take the loss',
      { key: 'press.maxRolls' },
      'limits',
    );
  }
  const grows = reading.riskAfterUsd > reading.riskBeforeUsd;
  if (!grows && reading.bookRiskAfterUsd <= reading.bookRiskBeforeUsd) return;
  const [after, before, whose] = grows
    ? [reading.riskAfterUsd, reading.riskBeforeUsd, '']
    : [reading.bookRiskAfterUsd, reading.bookRiskBeforeUsd, ' of the book'];
  const lossUsd = Math.max(0, -realisedUsd);
  const realised = lossUsd > 0 ? `, of it ${exact(lossUsd)} realised by closing the old one` : '';
  throw new Refusal(
    `rolling ${id} would raise what can be lost${whose} from ${exact(before)} to ${exact(after)}${realised}`,
    mendOf(book, roll, reading),
    { key: '--roll-to' },
    'limits',
  );
}

/** The most condors that keep the rule with the strikes and credit proposed, or none. */
function mendOf(book: Book, { to }: RollInputs, reading: RollReading): string {
  const lossUsd = Math.max(0, -reading.realisedUsd);
  const perCondor = condorMaxLossUsd({ ...to, quantity: 1 });
  const most = Math.floor((reading.riskBeforeUsd - lossUsd) / perCondor + 1e-9);
  for (let quantity = Math.min(most, to.quantity - 1); quantity > 0; quantity -= 1) {
    const risk = riskCapitalUsd(replaced(book, { ...to, quantity })) + lossUsd;
    if (roundUsd(risk) <= reading.bookRiskBeforeUsd) {
      return `sell at most ${quantity} condors in its place, not ${to.quantity}, or narrow the wings`;
    }
  }
  return 'no quantity keeps the rule with these strikes and this credit: narrow the wings, or close it and take the loss';
}

function replaced(book: Book, to: Condor): Book {
  return createBook([...book.condors.filter(({ id }) => id !== to.id), to]);
}

/**
 * Commission of each leg and the half-spread of the four as one order, a share of its net price
 * (METHOD 15.11: the settings of VIX options, as it names none for SPX).
 */
function tradeCostsUsd(condor: Condor, closeUsd: number, costs: CostSettings): number {
  const multiplier = condor.quantity * SPX_OPTION_MULTIPLIER_USD;
  const netPoints = Math.abs(closeUsd) / multiplier;
  const half = Math.max(costs.optionHalfSpreadMinPoints, costs.optionHalfSpreadShare * netPoints);
  return condor.quantity * LEG_NAMES.length * costs.optionCommissionUsd + half * multiplier;
}

/** Break-evens of the new condor with the realised result in its credit. */
function breakEvensWith(to: Condor, realisedUsd: number): RollReading['breakEvens'] {
  const points = realisedUsd / (to.quantity * SPX_OPTION_MULTIPLIER_USD);
  const creditPoints = to.creditPoints + points;
  return creditPoints > 0 ? condorBreakEvens({ ...to, creditPoints }) : {};
}

/** Whole dollars, and cents where two figures would else look the same. */
function exact(usd: number): string {
  return Number.isInteger(usd) ? dollars(usd) : `${dollars(Math.floor(usd))}.${cents(usd)}`;
}

function cents(usd: number): string {
  return String(Math.floor((usd % 1) * 100)).padStart(2, '0');
}
