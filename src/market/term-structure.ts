import { dayNumber } from './date.js';
import type { IsoDate } from './date.js';
import { tradingDaysBetween } from './calendar.js';
import { chicagoDate } from './time.js';
import type { EpochMs } from './time.js';
import type { FutureQuote, Snapshot } from './snapshot.js';

/** A future on the curve, with its days to expiry at the valuation date. */
export interface CurveNode extends FutureQuote {
  /** Calendar dates apart in Chicago (METHOD 15.1). */
  readonly daysToExpiry: number;
}

/**
 * The VIX term structure on one date: spot at 0 days, then monthly contracts.
 * Linear in calendar days between nodes, spot to the first future below it, the last price held
 * beyond it (METHOD 3.1).
 */
export interface TermStructure {
  readonly date: IsoDate;
  readonly spotVix: number;
  /** Live monthly contracts by expiry. */
  readonly nodes: readonly CurveNode[];
  /** Live weekly contracts by expiry; not part of the curve. */
  readonly weeklies: readonly CurveNode[];
}

/** The term structure of a snapshot seen at `asOf`; contracts that expire that day are gone. */
export function termStructure(snapshot: Snapshot, asOf: EpochMs): TermStructure {
  const date = chicagoDate(asOf);
  const today = dayNumber(date);
  const live = snapshot.futures
    .map((quote) => ({ ...quote, daysToExpiry: dayNumber(quote.expiry) - today }))
    .filter((node) => node.daysToExpiry > 0);
  return {
    date,
    spotVix: snapshot.indices.VIX,
    nodes: live.filter((node) => !node.weekly),
    weeklies: live.filter((node) => node.weekly),
  };
}

/**
 * What to say of the snapshot's futures that are gone by the curve's date; undefined where none
 * is. Weeklies too: they may have been asked for.
 */
export function expiredNote(snapshot: Snapshot, date: IsoDate): string | undefined {
  const gone = snapshot.futures.filter(({ expiry }) => expiry <= date);
  if (gone.length === 0) return undefined;
  const list = gone.map(({ symbol, expiry }) => `${symbol} (${expiry})`).join(', ');
  return `Expired by the valuation date ${date} and left out of the curve: ${list}.`;
}

/**
 * The price a VX future with this many days to expiry has on the curve.
 * @param days calendar days to expiry, not negative; fractions allowed
 */
export function priceAt(curve: TermStructure, days: number): number {
  let leftDays = 0;
  let leftPrice = curve.spotVix;
  for (const node of curve.nodes) {
    if (days <= node.daysToExpiry) {
      const share = (days - leftDays) / (node.daysToExpiry - leftDays);
      return leftPrice + share * (node.price - leftPrice);
    }
    leftDays = node.daysToExpiry;
    leftPrice = node.price;
  }
  return leftPrice;
}

/** dF/dtau per calendar day just below a tenor: where a long position rolls down to. */
export function slopeBelow(curve: TermStructure, days: number): number {
  let leftDays = 0;
  let leftPrice = curve.spotVix;
  for (const node of curve.nodes) {
    if (days <= node.daysToExpiry) {
      return (node.price - leftPrice) / (node.daysToExpiry - leftDays);
    }
    leftDays = node.daysToExpiry;
    leftPrice = node.price;
  }
  return 0;
}

/** -(dF/dtau)/F x 365 of a long position, a fraction a year; negative in contango (3.3). */
export function rollYieldPerYear(curve: TermStructure, days: number): number {
  return (-slopeBelow(curve, days) / priceAt(curve, days)) * 365;
}

/** The measures of METHOD 3.3; one that needs a contract the snapshot lacks is absent. */
export interface CurveMeasures {
  readonly slope12?: number;
  readonly slope47?: number;
  readonly basis?: number;
  readonly vixToVix3m?: number;
  readonly dailyRollPoints?: number;
}

export function curveMeasures(curve: TermStructure, vix3m: number | undefined): CurveMeasures {
  const [first, second, , fourth, , , seventh] = curve.nodes;
  const businessDays = first === undefined ? 0 : tradingDaysBetween(curve.date, first.expiry);
  return {
    ...(first && second && { slope12: second.price / first.price - 1 }),
    ...(fourth && seventh && { slope47: seventh.price / fourth.price - 1 }),
    ...(first && { basis: first.price / curve.spotVix - 1 }),
    ...(vix3m !== undefined && { vixToVix3m: curve.spotVix / vix3m }),
    ...(first &&
      businessDays > 0 && { dailyRollPoints: (first.price - curve.spotVix) / businessDays }),
  };
}
