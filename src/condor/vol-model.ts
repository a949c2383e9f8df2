import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { Snapshot } from '../market/snapshot.js';
import { optionSettlementMoment, vxSettlementMoment } from '../market/settlement-time.js';
import { chicagoDate, chicagoTime, yearsBetween } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import { blackUndiscounted } from '../pricing/black.js';
import { forwardPrice } from '../pricing/bsm.js';
import { spxPointsPerPoint } from './condor.js';
import type { Condor } from './condor.js';

/** Numbers of the SPX skew and of the at-the-money vol it hangs on (METHOD 2.2, 15.4). */
export interface VolModelSettings {
  /** Vol points per unit of ln(F/K) below the forward. */
  readonly putSkew: number;
  /** Vol points per unit of ln(K/F) above the forward. */
  readonly callSkew: number;
  readonly floor: number;
  /** At-the-money vol as a share of the VIX-family level at the same tenor. */
  readonly vixScale: number;
  /** The opening credit speaks for today's vol while it is at most this many days old. */
  readonly creditMaxAgeDays: number;
}

export interface AtmVol {
  readonly vol: number;
  readonly source: string;
  /** Set where the vol is the one that the opening credit implies. */
  readonly fromCredit: boolean;
}

/** Rates with which SPX options are valued, continuous, fractions a year. */
export interface Carry {
  readonly rate: number;
  readonly dividendYield: number;
}

/** What the skew of METHOD 2.2 adds to the at-the-money vol: a max(0, ln F/K) + b max(0, ln K/F). */
export function skewAt(forward: number, strike: number, model: VolModelSettings): number {
  const moneyness = Math.log(forward / strike);
  return moneyness > 0 ? model.putSkew * moneyness : -model.callSkew * moneyness;
}

/** The sticky-moneyness skew line of METHOD 2.2 about an at-the-money vol, never below its floor. */
export function skewedVol(
  atmVol: number,
  forward: number,
  strike: number,
  model: VolModelSettings,
): number {
  return Math.max(model.floor, atmVol + skewAt(forward, strike, model));
}

/**
 * The at-the-money vol for a condor that states no IVs (METHOD 15.4): the lowest at which the
 * model value on the opening day equals the credit, else the VIX family at the condor's tenor.
 *
 * The credit of an old position tells the vol of its opening day, not of today, so it is used
 * only up to `creditMaxAgeDays`; the result names which was taken and why.
 */
export function atmVolOf(
  condor: Condor,
  snapshot: Snapshot,
  asOf: EpochMs,
  carry: Carry,
  model: VolModelSettings,
): AtmVol {
  const { opened, openedSpx } = condor;
  let whyNot =
    (opened === undefined) === (openedSpx === undefined)
      ? ''
      : ' (the credit tells a vol only where both opened and openedSpx are given)';
  if (opened !== undefined && openedSpx !== undefined) {
    const age = daysBetween(opened, chicagoDate(asOf));
    const years = yearsFromOpening(condor, opened, asOf);
    if (age > model.creditMaxAgeDays) {
      whyNot = ` (the opening credit is ${age} days old, more than ${model.creditMaxAgeDays})`;
    } else if (typeof years === 'string') {
      whyNot = ` (${years})`;
    } else {
      const vol = creditImpliedVol(condor, years, openedSpx, carry, model);
      if (vol !== undefined) {
        return {
          vol,
          source: `implied by the credit at SPX ${openedSpx} on ${opened}`,
          fromCredit: true,
        };
      }
      whyNot = ' (no vol makes the model value equal the credit)';
    }
  }
  const days = daysBetween(chicagoDate(asOf), condor.expiry);
  const { vol, nodes } = vixFamilyVol(days, snapshot);
  return {
    vol: Math.max(model.floor, vol * model.vixScale),
    source: `${nodes} at ${days} days x ${model.vixScale}${whyNot}`,
    fromCredit: false,
  };
}

/** Calendar days that each index of the VIX family looks ahead (Cboe). */
const VIX_FAMILY = [
  ['VIX9D', 9],
  ['VIX', 30],
  ['VIX3M', 93],
  ['VIX6M', 184],
] as const;

/**
 * Total variance of the VIX family interpolated to a tenor; flat vol beyond its ends.
 * @param daysToExpiry calendar days
 */
export function vixFamilyVol(
  daysToExpiry: number,
  snapshot: Snapshot,
): { vol: number; nodes: string } {
  const days = Math.max(1 / 24, daysToExpiry);
  let left: { name: string; days: number; vol: number } | undefined;
  for (const [name, tenor] of VIX_FAMILY) {
    const level = snapshot.indices[name];
    if (level === undefined) continue;
    const vol = level / 100;
    if (days <= tenor) {
      if (left === undefined || days === tenor) return { vol, nodes: name };
      const leftVariance = left.vol * left.vol * left.days;
      const variance =
        leftVariance +
        ((days - left.days) / (tenor - left.days)) * (vol * vol * tenor - leftVariance);
      return { vol: Math.sqrt(variance / days), nodes: `${left.name} and ${name}` };
    }
    left = { name, days: tenor, vol };
  }
  return { vol: left?.vol ?? snapshot.indices.VIX / 100, nodes: left?.name ?? 'VIX' };
}

/** Of the expiry day's hours, the share that must be left for the hour of opening not to matter. */
const SHARE_OF_DAY_LEFT = 0.5;

/**
 * Years from a condor's opening to its settlement, or why no vol can be read from its credit.
 * Positions state the day alone: 15:00 of it is taken, or the valuation time where that comes
 * first, as no condor is opened after it. On the expiry day the hour decides: it lies between the
 * morning and the valuation time, and by then the clock may have run down several times over.
 */
function yearsFromOpening(condor: Condor, opened: IsoDate, asOf: EpochMs): number | string {
  const settles = optionSettlementMoment(condor.expiry, condor.settlement);
  const latest = Math.min(vxSettlementMoment(opened), asOf) as EpochMs;
  const years = yearsBetween(latest, settles);
  if (opened !== condor.expiry) return years;
  if (condor.settlement === 'am') return 'its AM-settled options no longer trade on their last day';
  const longest = yearsBetween(chicagoTime(opened, 8, 30), settles);
  if (years >= SHARE_OF_DAY_LEFT * longest) return years;
  return 'opened on its expiry day at an hour not known, which decides what vol its credit means';
}

const LOWEST_VOL = 0.01;
const HIGHEST_VOL = 3;
const SEARCH_STEP = 1.15;

/** The lowest v_atm at which the condor's model value at its opening equals its credit. */
function creditImpliedVol(
  condor: Condor,
  years: number,
  openedSpx: number,
  carry: Carry,
  model: VolModelSettings,
): number | undefined {
  const spot = openedSpx / spxPointsPerPoint(condor);
  const excess = (vol: number): number =>
    modelCreditPoints(condor, spot, years, vol, carry, model) - condor.creditPoints;
  let before = LOWEST_VOL;
  let beforeExcess = excess(before);
  let low = before;
  let lowExcess = beforeExcess;
  for (let high = low * SEARCH_STEP; high < HIGHEST_VOL; high *= SEARCH_STEP) {
    const highExcess = excess(high);
    if (lowExcess < 0 !== highExcess < 0) {
      return regulaFalsi(excess, low, lowExcess, high, highExcess);
    }
    // The value turns between steps: it may cross the credit there and come back.
    const distance = Math.abs(lowExcess);
    if (distance <= Math.abs(beforeExcess) && distance < Math.abs(highExcess)) {
      const turn = turningPoint(excess, before, high, lowExcess < 0 ? -1 : 1);
      const turnExcess = excess(turn);
      if (lowExcess < 0 !== turnExcess < 0) {
        return regulaFalsi(excess, before, beforeExcess, turn, turnExcess);
      }
    }
    [before, beforeExcess, low, lowExcess] = [low, lowExcess, high, highExcess];
  }
  return undefined;
}

/** Where `side` times a function with one valley in a bracket is least: golden section. */
function turningPoint(f: (x: number) => number, low: number, high: number, side: 1 | -1): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [low, high];
  let [left, right] = [b - golden * (b - a), a + golden * (b - a)];
  let [leftValue, rightValue] = [side * f(left), side * f(right)];
  for (let i = 0; i < 40; i += 1) {
    if (leftValue < rightValue) {
      [b, right, rightValue] = [right, left, leftValue];
      left = b - golden * (b - a);
      leftValue = side * f(left);
    } else {
      [a, left, leftValue] = [left, right, rightValue];
      right = a + golden * (b - a);
      rightValue = side * f(right);
    }
  }
  return leftValue < rightValue ? left : right;
}

/** Value of one condor's four options to their buyer, points, on the skew around `atmVol`. */
function modelCreditPoints(
  condor: Condor,
  spot: number,
  years: number,
  atmVol: number,
  carry: Carry,
  model: VolModelSettings,
): number {
  const forward = forwardPrice(spot, years, carry.rate, carry.dividendYield);
  const rootYears = Math.sqrt(years);
  const value = (right: 'call' | 'put', strike: number): number =>
    blackUndiscounted(
      right,
      forward,
      strike,
      skewedVol(atmVol, forward, strike, model) * rootYears,
    );
  const { longPut, shortPut, shortCall, longCall } = condor.strikes;
  return (
    Math.exp(-carry.rate * years) *
    (value('put', shortPut) -
      value('put', longPut) +
      value('call', shortCall) -
      value('call', longCall))
  );
}

/** Illinois regula falsi on a bracket: two function values a step fewer than bisection needs. */
function regulaFalsi(
  f: (x: number) => number,
  low: number,
  lowValue: number,
  high: number,
  highValue: number,
): number {
  let [a, fa, b, fb] = [low, lowValue, high, highValue];
  for (let i = 0; i < 100 && Math.abs(b - a) > 1e-12; i += 1) {
    const x = (a * fb - b * fa) / (fb - fa);
    const fx = f(x);
    if (Math.abs(fx) < 1e-12) return x;
    if (fx < 0 === fb < 0) {
      fa /= 2;
    } else {
      a = b;
      fa = fb;
    }
    b = x;
    fb = fx;
  }
  return b;
}
