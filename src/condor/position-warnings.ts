import { daysBetween } from '../market/date.js';
import { chicagoDate } from '../market/time.js';
import type { Book } from './book.js';
import { LEG_NAMES, creditUsd, spxPointsPerPoint, wingWidths } from './condor.js';
import type { Condor } from './condor.js';
import { condorPnlInState, resolveCondor } from './valuation.js';
import type { ValuationMarket } from './valuation.js';

interface PositionWarning {
  readonly code: 'credit-far-from-model' | 'side-cannot-lose' | 'strike-not-listed';
  readonly message: string;
}

/**
 * What is odd in a book by itself or beside the market: most often a decimal point.
 * @param nowUsd profit or loss of each condor at today's model value, where it is known already
 */
export function positionWarnings(
  book: Book,
  market: ValuationMarket | undefined,
  nowUsd?: readonly number[],
): PositionWarning[] {
  const out: PositionWarning[] = [];
  book.condors.forEach((condor, i) => {
    addStrikeWarning(out, condor);
    addSideWarning(out, condor);
    if (market !== undefined) addCreditWarning(out, condor, market, nowUsd?.[i]);
  });
  return out;
}

/** SPX lists strikes by 5 points and more, XSP by 1 (Cboe's strike lists; not for every expiry). */
const STRIKE_STEP = { SPX: 5, XSP: 1 };

function addStrikeWarning(out: PositionWarning[], { id, underlying, strikes }: Condor): void {
  const step = STRIKE_STEP[underlying];
  const { longPut, shortPut, shortCall, longCall } = strikes;
  if ([longPut, shortPut, shortCall, longCall].every((strike) => strike % step === 0)) return;
  const off = LEG_NAMES.map((name) => strikes[name]).filter((strike) => strike % step !== 0);
  const rule = step === 1 ? 'whole numbers' : `multiples of ${step}`;
  out.push({
    code: 'strike-not-listed',
    message: `${id}: no ${underlying} option is listed at ${off.join(', ')}: strikes are ${rule}.`,
  });
}

/** A side whose wing the credit covers (METHOD 6.1): a free lunch, or a slip. */
function addSideWarning(out: PositionWarning[], { id, creditPoints, strikes }: Condor): void {
  const { put, call } = wingWidths(strikes);
  if (creditPoints < Math.min(put, call)) return;
  out.push({
    code: 'side-cannot-lose',
    message: `${id}: the credit of ${creditPoints} points is not below the ${put < call ? 'put' : 'call'} wing, so that side cannot lose; check the credit.`,
  });
}

/** Young enough that SPX and VIX have not moved the value by much. */
const FRESH_DAYS = 5;
/** A fresh credit this many times off is no matter of skew; an old one may well be. */
const FRESH_TIMES = 3;
const OLD_TIMES = 20;
/** Beyond it, a value times or by ten lies nearer to the model than the value itself. */
const SLIP_TIMES = Math.sqrt(10);
/** With so many days left, time alone has not taken most of what a condor was sold for. */
const UNDECAYED_DAYS = 21;
/** Below this share of the wider wing a difference is small change. */
const MATERIAL_SHARE = 0.01;
/** Nobody sells for so much of the wing what a model values at a third of it. */
const NEARLY_ALL = 0.9;

type Age = 'fresh' | 'old' | 'unknown';

/**
 * A credit far from what the VIX family gives the same four options. An old condor's value has
 * moved since, so that only two digits slipped stand out; where the day of opening is not stated,
 * one digit does. The credit's own implied vol would agree with any credit, so it is left aside.
 */
function addCreditWarning(
  out: PositionWarning[],
  condor: Condor,
  market: ValuationMarket,
  nowUsd: number | undefined,
): void {
  const { creditPoints: credit, id } = condor;
  const { put, call } = wingWidths(condor.strikes);
  const width = Math.max(put, call);
  const age = ageOf(condor, market);
  // No model value is above the wing: most old credits need none to be told sound.
  if (age === 'old' && credit > width / OLD_TIMES && credit < NEARLY_ALL * width) return;
  const model = modelPoints(condor, market, nowUsd);
  const [below, above] = timesOf(age, condor, market);
  const far =
    credit < model / below ||
    credit > model * above ||
    (credit > model * FRESH_TIMES && credit >= NEARLY_ALL * width);
  if (!far || Math.abs(credit - model) < MATERIAL_SHARE * width) return;
  const slipped: number[] = [];
  for (const factor of [0.01, 0.1, 10, 100]) {
    // Where it lies far outside its digits need not be put right: that takes longer than the rest.
    if (credit * factor > 2 * width) break;
    const other = Number((credit * factor).toPrecision(12));
    if (other < width && other > model / SLIP_TIMES && other < model * SLIP_TIMES) {
      slipped.push(other);
    }
  }
  const meant = slipped.length === 0 ? '' : ` If ${slipped.join(' or ')} is meant, write that.`;
  const right =
    age === 'unknown'
      ? ` If ${credit} is right, state when it was opened: the model is of today.`
      : '';
  out.push({
    code: 'credit-far-from-model',
    message: `${id}: its credit of ${credit} points ($${(credit * 100).toFixed(2)} a condor) is far from the ${model.toFixed(2)} points that the VIX family gives it; credits are index points per condor, neither dollars nor cents.${meant}${right}`,
  });
}

function ageOf({ opened }: Condor, { asOf }: ValuationMarket): Age {
  if (opened === undefined) return 'unknown';
  return daysBetween(opened, chicagoDate(asOf)) <= FRESH_DAYS ? 'fresh' : 'old';
}

/** How many times below and above the model a credit is far from it. */
function timesOf(
  age: Age,
  condor: Condor,
  { asOf, spx }: ValuationMarket,
): readonly [below: number, above: number] {
  if (age === 'fresh') return [FRESH_TIMES, FRESH_TIMES];
  if (age === 'old') return [OLD_TIMES, Infinity];
  const { expiry, strikes } = condor;
  // Overrun by SPX or nearly expired, it is worth many times more or less than it was sold for:
  // that is the trade, not a slip.
  const level = spx / spxPointsPerPoint(condor);
  const overrun = level < strikes.shortPut || level > strikes.shortCall;
  const undecayed = daysBetween(chicagoDate(asOf), expiry) >= UNDECAYED_DAYS;
  return [overrun ? OLD_TIMES : SLIP_TIMES, undecayed ? SLIP_TIMES : Infinity];
}

/** Value of the four options at today's VIX-family vol, points of the underlying. */
function modelPoints(condor: Condor, market: ValuationMarket, nowUsd: number | undefined): number {
  const pnl =
    nowUsd !== undefined && isPlain(condor, market) ? nowUsd : plainPnlUsd(condor, market);
  return (creditUsd(condor) - pnl) / (100 * condor.quantity);
}

/** Whether the VIX family gives the condor its vol anyway. */
function isPlain({ opened, openedSpx, ivs }: Condor, { snapshot }: ValuationMarket): boolean {
  return (
    opened === undefined &&
    openedSpx === undefined &&
    ivs === undefined &&
    snapshot.options.length === 0
  );
}

function plainPnlUsd(condor: Condor, market: ValuationMarket): number {
  const { id, underlying, expiry, settlement, settlementStated, quantity, strikes } = condor;
  const bare = { id, underlying, expiry, settlement, settlementStated, quantity, strikes };
  const plain = { ...market, snapshot: { ...market.snapshot, options: [] } };
  const resolved = resolveCondor({ ...bare, creditPoints: condor.creditPoints }, plain);
  const spx = condor.openedSpx ?? market.spx;
  return condorPnlInState(resolved, plain, { moment: market.asOf, spx, volFactor: 1 });
}
