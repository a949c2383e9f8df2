import { SPX_OPTION_MULTIPLIER_USD } from '../market/contracts.js';
import { pointsToUsd, roundPoints, roundUsd } from '../market/rounding.js';
import { spxPointsPerPoint, wingWidths } from './condor.js';
import type { Condor } from './condor.js';

export interface PayoffKink {
  /** In SPX points, also for XSP condors. */
  readonly spx: number;
  readonly pnlUsd: number;
}

/**
 * Profit or loss at settlement as a function of the SPX print, from the stated credits alone:
 * straight between the kinks, level before the first and after the last (every wing is bought,
 * so both ends are flat: a condor cannot be made otherwise).
 */
export interface Payoff {
  readonly kinks: readonly PayoffKink[];
}

/** Profit or loss of one condor when SPX settles at `spx`, dollars. */
export function condorPnlUsd(condor: Condor, spx: number): number {
  const points = condor.creditPoints - settlementLossPoints(condor, spx);
  return pointsToUsd(points, condor.quantity, SPX_OPTION_MULTIPLIER_USD);
}

/** What the condor's options are worth against the seller at settlement, dollars, positive. */
export function settlementLossUsd(condor: Condor, spx: number): number {
  return settlementLossPoints(condor, spx) * SPX_OPTION_MULTIPLIER_USD * condor.quantity;
}

function settlementLossPoints(condor: Condor, spx: number): number {
  const level = spx / spxPointsPerPoint(condor);
  const { longPut, shortPut, shortCall, longCall } = condor.strikes;
  const put = level < shortPut ? shortPut - Math.max(level, longPut) : 0;
  const call = level > shortCall ? Math.min(level, longCall) - shortCall : 0;
  return put + call;
}

/**
 * The payoff of condors that settle against the same print. Sums are rounded to a millionth of a
 * dollar: a stretch that lies on zero must not be taken for a profit of 1e-13.
 */
export function payoffOf(condors: readonly Condor[]): Payoff {
  const kinks: PayoffKink[] = [];
  for (const spx of strikesOf(condors)) {
    let sum = 0;
    for (const condor of condors) sum += condorPnlUsd(condor, spx);
    kinks.push({ spx, pnlUsd: roundUsd(sum) });
  }
  return { kinks };
}

/** Every strike once, in SPX points, ascending. */
function strikesOf(condors: readonly Condor[]): number[] {
  const levels: number[] = [];
  for (const condor of condors) {
    const scale = spxPointsPerPoint(condor);
    const { longPut, shortPut, shortCall, longCall } = condor.strikes;
    levels.push(longPut * scale, shortPut * scale);
    // Of an iron butterfly the sold strikes are one.
    if (shortCall !== shortPut) levels.push(shortCall * scale);
    levels.push(longCall * scale);
  }
  // One condor's are in order by its making.
  if (condors.length < 2) return levels;
  levels.sort((a, b) => a - b);
  return levels.filter((level, i) => i === 0 || level !== levels[i - 1]);
}

/** The payoff at an SPX level, dollars. */
export function payoffAt(payoff: Payoff, spx: number): number {
  return new PayoffLine(payoff).at(spx);
}

/**
 * A payoff asked for at one level after another: the straight line last looked at is kept, from its
 * lower end on.
 */
export class PayoffLine {
  private readonly kinks: readonly PayoffKink[];
  private from = NaN;
  private to = NaN;
  private base = NaN;
  private baseUsd = NaN;
  private width = NaN;
  private riseUsd = NaN;

  constructor({ kinks }: Payoff) {
    this.kinks = kinks;
  }

  /** The payoff at an SPX level, dollars. */
  at(spx: number): number {
    if (!(spx >= this.from && spx < this.to)) this.find(spx);
    return this.baseUsd + ((spx - this.base) / this.width) * this.riseUsd;
  }

  private find(spx: number): void {
    const { kinks } = this;
    let passed = 0;
    while (passed < kinks.length && (kinks[passed] as PayoffKink).spx <= spx) passed += 1;
    const left = passed > 0 ? kinks[passed - 1] : undefined;
    const right = passed < kinks.length ? kinks[passed] : undefined;
    this.from = left?.spx ?? -Infinity;
    this.to = right?.spx ?? Infinity;
    this.base = left?.spx ?? 0;
    this.baseUsd = (left ?? right)?.pnlUsd ?? 0;
    const slopes = left !== undefined && right !== undefined;
    this.width = slopes ? right.spx - left.spx : 1;
    this.riseUsd = slopes ? right.pnlUsd - left.pnlUsd : 0;
  }
}

/**
 * Exact break-evens: the SPX levels where the payoff crosses zero, ascending. Where it lies on
 * zero over a stretch, the stretch's ends.
 */
export function breakEvensOf(payoff: Payoff): number[] {
  const roots: number[] = [];
  const { kinks } = payoff;
  for (let i = 0; i < kinks.length; i += 1) {
    const { spx, pnlUsd } = kinks[i] as PayoffKink;
    const next = kinks[i + 1];
    if (pnlUsd === 0) addRoot(roots, spx);
    if (next !== undefined && pnlUsd * next.pnlUsd < 0) {
      const share = pnlUsd / (pnlUsd - next.pnlUsd);
      addRoot(roots, roundPoints(spx + share * (next.spx - spx)));
    }
  }
  return roots;
}

function addRoot(roots: number[], spx: number): void {
  if (roots[roots.length - 1] !== spx) roots.push(spx);
}

/** A stretch of SPX over which a payoff is a profit; open where it never ends. */
export interface ProfitZone {
  readonly lower?: number;
  readonly upper?: number;
}

/**
 * Every stretch on which the payoff lies above zero, ascending.
 * @param roots its break-evens, where they are known already
 */
export function profitZonesOf(payoff: Payoff, roots = breakEvensOf(payoff)): ProfitZone[] {
  const zones: ProfitZone[] = [];
  let lower: number | undefined;
  let open = false;
  for (let i = 0; i <= roots.length; i += 1) {
    const from = roots[i - 1];
    const to = roots[i];
    const inside =
      from === undefined ? (to ?? 1) / 2 : to === undefined ? from + 1 : (from + to) / 2;
    const profit = payoffAt(payoff, inside) > 0;
    if (profit && !open) lower = from;
    if (!profit && open) zones.push(sidesOf(lower, from));
    open = profit;
  }
  if (open) zones.push(sidesOf(lower, undefined));
  return zones;
}

/** Two sides, of which one that is not there is left out. */
export function sidesOf(lower: number | undefined, upper: number | undefined): ProfitZone {
  if (lower === undefined) return upper === undefined ? {} : { upper };
  return upper === undefined ? { lower } : { lower, upper };
}

/**
 * The profit zone that an SPX level lies in, else the nearest to it (of two as near, the lower):
 * its edges are the break-evens that a trader asks for, also when SPX has left it. Empty where
 * the payoff is nowhere a profit.
 */
export function profitZoneNear(
  payoff: Payoff,
  spx: number,
  roots = breakEvensOf(payoff),
): ProfitZone {
  const zones = profitZonesOf(payoff, roots);
  let best = zones[0];
  if (best === undefined) return {};
  for (let i = 1; i < zones.length; i += 1) {
    const zone = zones[i] as ProfitZone;
    if (distanceFrom(spx, zone) < distanceFrom(spx, best)) best = zone;
  }
  return best;
}

function distanceFrom(spx: number, { lower = -Infinity, upper = Infinity }: ProfitZone): number {
  return Math.max(lower - spx, spx - upper, 0);
}

/** The best and the worst profit over every settlement, dollars: both stand on a kink. */
export function extremesOf(payoff: Payoff): { maxProfitUsd: number; maxLossUsd: number } {
  let best = -Infinity;
  let worst = Infinity;
  for (const { pnlUsd } of payoff.kinks) {
    best = Math.max(best, pnlUsd);
    worst = Math.min(worst, pnlUsd);
  }
  return { maxProfitUsd: best, maxLossUsd: -worst };
}

/**
 * One condor's break-evens in points of its underlying (METHOD 6.1): short put less credit, short
 * call plus credit; none on a side whose wing is not wider than the credit.
 */
export function condorBreakEvens(condor: Condor): { lower?: number; upper?: number } {
  const { put, call } = wingWidths(condor.strikes);
  const credit = condor.creditPoints;
  return sidesOf(
    credit < put ? roundPoints(condor.strikes.shortPut - credit) : undefined,
    credit < call ? roundPoints(condor.strikes.shortCall + credit) : undefined,
  );
}

/** Most one condor can lose, dollars: the wider wing less the credit, never both (METHOD 6.1). */
export function condorMaxLossUsd(condor: Condor): number {
  const { put, call } = wingWidths(condor.strikes);
  const points = Math.max(put, call) - condor.creditPoints;
  return pointsToUsd(points, condor.quantity, SPX_OPTION_MULTIPLIER_USD);
}
