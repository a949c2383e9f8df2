import { DISCLAIMER } from '../disclaimer.js';
import { Refusal } from '../errors.js';
import { VX_MULTIPLIER_USD } from './contracts.js';
import { tradingDaysBetween } from './calendar.js';
import { roundPoints, roundUsd } from './rounding.js';
import { readRegime } from './regime.js';
import type { RegimeThresholds } from './regime.js';
import type { Snapshot } from './snapshot.js';
import {
  curveMeasures,
  expiredNote,
  priceAt,
  rollYieldPerYear,
  termStructure,
} from './term-structure.js';
import type { CurveNode, TermStructure } from './term-structure.js';
import type { ConstantMaturity, TermNode, TermReport } from './term-report.js';
import { formatMoment } from './time.js';
import type { EpochMs } from './time.js';

/** Tenors at which the curve is quoted, calendar days (METHOD 3.1, 5.3). */
const CONSTANT_MATURITIES = [30, 60, 90, 120, 150, 180] as const;
const ROLL_DAYS = 30;

/**
 * The VIX term structure of a snapshot: nodes, constant maturities, measures, regime.
 * @throws Refusal (exit 3) where no monthly contract lives on: spot alone is no curve
 */
export function termReport(
  snapshot: Snapshot,
  asOf: EpochMs,
  thresholds: RegimeThresholds,
): TermReport {
  const curve = termStructure(snapshot, asOf);
  if (curve.nodes.length === 0) {
    throw new Refusal(
      `every VX future of the snapshot has expired by ${curve.date}`,
      'give a later snapshot, or value it at an earlier --as-of',
      {},
      'data',
    );
  }
  const measures = curveMeasures(curve, snapshot.indices.VIX3M);
  const regime = readRegime({ vix: curve.spotVix, ...measures }, thresholds);
  const nodes = [...curve.nodes, ...curve.weeklies].sort((a, b) => a.daysToExpiry - b.daysToExpiry);
  return {
    schemaVersion: 1,
    command: 'term',
    asOf: formatMoment(asOf),
    indices: snapshot.indices,
    nodes: nodes.map((node) => termNode(curve, node)),
    constantMaturities: CONSTANT_MATURITIES.map((days) => constantMaturity(curve, days)),
    measures,
    regime: regime.regime,
    regimeRule: regime.rule,
    warnings: warningsOf(curve, snapshot),
    disclaimer: DISCLAIMER,
  };
}

function rollOf(
  curve: TermStructure,
  days: number,
): { rollYieldPerYear: number; rollUsdPer30Days: number } {
  const later = priceAt(curve, Math.max(0, days - ROLL_DAYS));
  return {
    rollYieldPerYear: rollYieldPerYear(curve, days),
    rollUsdPer30Days: roundUsd(VX_MULTIPLIER_USD * (later - priceAt(curve, days))),
  };
}

function termNode(curve: TermStructure, node: CurveNode): TermNode {
  const { symbol, expiry, weekly, daysToExpiry, price } = node;
  return {
    symbol,
    expiry,
    weekly,
    daysToExpiry,
    tradingDaysToExpiry: tradingDaysBetween(curve.date, expiry),
    price,
    ...rollOf(curve, daysToExpiry),
  };
}

function constantMaturity(curve: TermStructure, days: number): ConstantMaturity {
  const first = curve.nodes[0];
  const last = curve.nodes[curve.nodes.length - 1];
  return {
    days,
    price: roundPoints(priceAt(curve, days)),
    synthetic: first !== undefined && days < first.daysToExpiry,
    clamped: last === undefined || days > last.daysToExpiry,
    ...rollOf(curve, days),
  };
}

function warningsOf(curve: TermStructure, snapshot: Snapshot): { code: string; message: string }[] {
  const out: { code: string; message: string }[] = [];
  const expired = expiredNote(snapshot, curve.date);
  if (expired !== undefined) out.push({ code: 'contract-expired', message: expired });
  const last = curve.nodes[curve.nodes.length - 1];
  if (last !== undefined && last.daysToExpiry < 180) {
    out.push({
      code: 'short-curve',
      message: `The last contract has ${last.daysToExpiry} days: longer constant maturities hold its price.`,
    });
  }
  if (snapshot.indices.VIX3M === undefined) {
    out.push({
      code: 'no-vix3m',
      message: 'The snapshot has no VIX3M: the regime is read from slope12 alone.',
    });
  }
  return out;
}
