import { DISCLAIMER } from '../disclaimer.js';
import { MS_PER_DAY, addDays, daysBetween } from '../market/date.js';
import { roundPoints, roundUsd } from '../market/rounding.js';
import type { Snapshot } from '../market/snapshot.js';
import { chicagoDate, formatMoment, yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { bsmGreeks } from '../pricing/bsm.js';
import { assertLive, assertScale, bookCreditUsd } from './book.js';
import type { Book, ExpiryGroup } from './book.js';
import { spxPointsPerPoint } from './condor.js';
import type { Condor } from './condor.js';
import { bookGreeks } from './greeks.js';
import { breakEvensOf, extremesOf, payoffAt, payoffOf } from './payoff.js';
import { atRiskNowUsd, condorSummary, valuationMarket } from './position.js';
import { positionWarnings } from './position-warnings.js';
import { probabilityOfProfit } from './probability.js';
import type { CondorDetail, CondorReport, DecayDay, ExpiryPayoff, LegDetail } from './report.js';
import { RISK_CAPITAL_METHOD, riskCapitalUsd } from './risk-capital.js';
import { condorPnlInState, legVol, resolveCondor } from './valuation.js';
import type { MarketState, ResolvedCondor, ValuationMarket } from './valuation.js';
import type { Carry, VolModelSettings } from './vol-model.js';

const TRADING_DAYS_PER_YEAR = 252;
/** SPX moves searched for the worst case at the first expiry. */
const WORST_CASE_STEPS = Array.from({ length: 261 }, (_, i) => -0.4 + i * 0.0025);

/** Market data for a condor report; without it only the payoff is known. */
export interface CondorReportMarket {
  readonly snapshot: Snapshot;
  readonly asOf: EpochMs;
  readonly model: VolModelSettings;
  readonly carry: Carry;
  /** Rates that the snapshot lacks and that `carry` fills from settings, by name. */
  readonly assumedRates: readonly string[];
}

/**
 * The position alone: payoff, break-evens, risk capital, and with market data greeks, extrinsic
 * value, its decay by day and probability of profit (METHOD 2, 6.1, 8.1, 15.4).
 * @throws Refusal where a condor has settled by the valuation time
 */
export function condorReport(book: Book, market?: CondorReportMarket): CondorReport {
  const valuation =
    market && valuationMarket(market.snapshot, market.asOf, market.model, market.carry);
  if (market !== undefined) for (const condor of book.condors) assertLive(condor, market.asOf);
  if (valuation) for (const condor of book.condors) assertScale(condor, valuation.spx);
  const resolved = valuation && book.condors.map((condor) => resolveCondor(condor, valuation));
  const priced = valuation && resolved ? pricedPart(book, resolved, valuation) : {};
  return {
    schemaVersion: 1,
    command: 'condor',
    ...(market && { asOf: formatMoment(market.asOf) }),
    ...(valuation && { spx: valuation.spx }),
    condors: book.condors.map((condor, i) => detailOf(condor, market, resolved?.[i], valuation)),
    creditUsd: bookCreditUsd(book),
    riskCapitalUsd: riskCapitalUsd(book),
    riskCapitalMethod: RISK_CAPITAL_METHOD,
    expiries: book.groups.map((group) => expiryPayoff(group, resolved, valuation)),
    ...priced,
    warnings: warningsOf(book, market, valuation),
    disclaimer: DISCLAIMER,
  };
}

function pricedPart(
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
): Partial<CondorReport> {
  const now: MarketState = { moment: valuation.asOf, spx: valuation.spx, volFactor: 1 };
  const credit = bookCreditUsd(book);
  const pnl = (state: MarketState): number => bookPnl(resolved, valuation, state);
  const pnlNow = pnl(now);
  const dailySd = (resolved[0]?.atm.vol ?? 0) / Math.sqrt(TRADING_DAYS_PER_YEAR);
  const tomorrow = (valuation.asOf + MS_PER_DAY) as EpochMs;
  return {
    atRiskNowUsd: atRiskNowUsd(book, resolved, valuation),
    ...(book.groups.length > 1 && {
      firstExpiryWorst: firstExpiryWorst(book, resolved, valuation),
    }),
    greeks: bookGreeks(resolved, valuation, now),
    modelValueUsd: pnlNow - credit,
    extrinsicUsd: extrinsicUsd(resolved, valuation, now),
    expectedDailyRange: { points: valuation.spx * dailySd, share: dailySd },
    oneDay: [-dailySd, 0, dailySd].map((spxMove) => ({
      spxMove,
      pnlUsd: pnl({ moment: tomorrow, spx: valuation.spx * (1 + spxMove), volFactor: 1 }) - pnlNow,
    })),
    decay: decayDays(book, resolved, valuation),
  };
}

function bookPnl(
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  state: MarketState,
): number {
  return resolved.reduce((sum, item) => sum + condorPnlInState(item, valuation, state), 0);
}

/** Model value beyond D max(0, e(F-K)), sold legs positive: what the seller has still to earn. */
function extrinsicUsd(
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
  state: MarketState,
): number {
  return resolved.reduce(
    (sum, item) =>
      sum +
      legDetails(item, valuation, state).reduce(
        (t, { leg, extrinsic }) =>
          t - (leg === 'longPut' || leg === 'longCall' ? extrinsic : -extrinsic),
        0,
      ) *
        100 *
        item.condor.quantity,
    0,
  );
}

function legDetails(
  item: ResolvedCondor,
  valuation: ValuationMarket,
  state: MarketState,
): LegDetail[] {
  const years = yearsBetween(state.moment, item.settles);
  if (years <= 0) return [];
  const spot = state.spx / spxPointsPerPoint(item.condor);
  const forward = spot * Math.exp(item.forwardDrift * years);
  const { rate } = valuation.carry;
  return item.legs.map((leg) => {
    const vol = legVol(item, leg, forward, state.volFactor, valuation.model);
    const { price, delta } = bsmGreeks(
      leg.right,
      spot,
      leg.strike,
      years,
      vol,
      rate,
      rate - item.forwardDrift,
    );
    const inTheMoney = leg.right === 'call' ? forward - leg.strike : leg.strike - forward;
    return {
      leg: leg.name,
      strike: leg.strike,
      impliedVol: vol,
      impliedVolSource: leg.impliedVolSource,
      price,
      delta,
      extrinsic: price - Math.exp(-rate * years) * Math.max(0, inTheMoney),
    };
  });
}

/** Day by day to the first expiry at unchanged spot and vol (METHOD 2: a curve, not one number). */
function decayDays(
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
): DecayDay[] {
  const today = chicagoDate(valuation.asOf);
  const days = daysBetween(today, book.groups[0].expiry);
  const { spx } = valuation;
  const start = bookPnl(resolved, valuation, { moment: valuation.asOf, spx, volFactor: 1 });
  const out: DecayDay[] = [];
  for (let day = 0; day <= days; day += 1) {
    const last = day === days;
    const moment = last
      ? (resolved[0]?.settles ?? valuation.asOf)
      : ((valuation.asOf + day * MS_PER_DAY) as EpochMs);
    const state: MarketState = { moment, spx, volFactor: 1 };
    out.push({
      date: addDays(today, day),
      daysToFirstExpiry: days - day,
      gainUsd: bookPnl(resolved, valuation, state) - start,
      extrinsicUsd: extrinsicUsd(resolved, valuation, state),
      thetaUsdPerDay: bookGreeks(resolved, valuation, state).thetaUsdPerDay,
    });
  }
  return out;
}

/** METHOD 6.1 (b): the first expiry settled, later condors at model value, over SPX moves. */
function firstExpiryWorst(
  book: Book,
  resolved: readonly ResolvedCondor[],
  valuation: ValuationMarket,
): { spx: number; pnlUsd: number } {
  const [first] = book.groups;
  const moment = resolved[0]?.settles ?? valuation.asOf;
  const settled = payoffOf(first.condors);
  const later = resolved.slice(first.condors.length);
  const levels = [
    ...WORST_CASE_STEPS.map((move) => valuation.spx * (1 + move)),
    ...settled.kinks.map(({ spx }) => spx),
  ];
  const { spx, pnlUsd } = levels
    .map((level) => ({
      spx: level,
      pnlUsd:
        payoffAt(settled, level) + bookPnl(later, valuation, { moment, spx: level, volFactor: 1 }),
    }))
    .reduce((worst, point) => (point.pnlUsd < worst.pnlUsd ? point : worst));
  return { spx: roundPoints(spx), pnlUsd: roundUsd(pnlUsd) };
}

function detailOf(
  condor: Condor,
  market: CondorReportMarket | undefined,
  resolved: ResolvedCondor | undefined,
  valuation: ValuationMarket | undefined,
): CondorDetail {
  const { daysToExpiry, ...summary } = condorSummary(
    condor,
    market === undefined ? condor.expiry : chicagoDate(market.asOf),
  );
  return {
    ...summary,
    ...(market && { daysToExpiry }),
    strikes: condor.strikes,
    creditPoints: condor.creditPoints,
    ...(resolved && valuation && marketDetail(condor, resolved, valuation)),
  };
}

function marketDetail(
  condor: Condor,
  resolved: ResolvedCondor,
  valuation: ValuationMarket,
): Partial<CondorDetail> {
  const years = yearsBetween(valuation.asOf, resolved.settles);
  const now: MarketState = { moment: valuation.asOf, spx: valuation.spx, volFactor: 1 };
  return {
    forward: resolved.forward,
    atmVol: resolved.atm.vol,
    atmVolSource: resolved.atm.source,
    legs: legDetails(resolved, valuation, now),
    probabilityOfProfit: {
      value: probabilityOfProfit(
        payoffOf([condor]),
        resolved.forward * spxPointsPerPoint(condor),
        resolved.atm.vol,
        years,
      ),
      basis: `lognormal about the forward (${resolved.forwardSource}), flat at-the-money vol, ${(years * 365).toFixed(2)} days by calendar minutes; risk-neutral`,
    },
  };
}

function expiryPayoff(
  group: ExpiryGroup,
  resolved: readonly ResolvedCondor[] | undefined,
  valuation: ValuationMarket | undefined,
): ExpiryPayoff {
  const payoff = payoffOf(group.condors);
  const { maxProfitUsd, maxLossUsd } = extremesOf(payoff);
  const item = resolved?.find(({ condor }) => condor === group.condors[0]);
  return {
    expiry: group.expiry,
    settlement: group.settlement,
    kinks: payoff.kinks,
    breakEvens: breakEvensOf(payoff),
    maxProfitUsd,
    maxLossUsd,
    ...(item &&
      valuation && {
        probabilityOfProfit: probabilityOfProfit(
          payoff,
          item.forward * spxPointsPerPoint(item.condor),
          item.atm.vol,
          yearsBetween(valuation.asOf, item.settles),
        ),
      }),
  };
}

function warningsOf(
  book: Book,
  market: CondorReportMarket | undefined,
  valuation: ValuationMarket | undefined,
): { code: string; message: string }[] {
  const out: { code: string; message: string }[] = [];
  if (market === undefined) {
    out.push({
      code: 'no-market',
      message:
        'No snapshot given: greeks, decay and probabilities are not known. Add one with --snapshot.',
    });
  } else if (valuation === undefined) {
    out.push({
      code: 'no-spx',
      message: 'The snapshot has no SPX level: greeks, decay and probabilities are not known.',
    });
  } else if (market.assumedRates.length > 0) {
    out.push({
      code: 'rate-default',
      message: `Not in the snapshot, so assumed: ${market.assumedRates.join(', ')}.`,
    });
  }
  out.push(...positionWarnings(book, valuation));
  if (book.groups.length > 1) {
    out.push({
      code: 'several-expiries',
      message:
        'Several settlements: break-evens and payoffs are exact for each alone; risk capital sums their worst losses.',
    });
  }
  return out;
}
