import { roundUsd } from '../market/rounding.js';
import { productOf } from './factors.js';
import { unitNotionalUsd } from './instruments.js';
import { marginOf } from './layer-facts.js';
import type { Open } from './open.js';
import type { PreparedHedge } from './prepare.js';
import type { Factor, HedgeSummary, LayerResult } from './result.js';
import type { HeldPart } from './structure.js';

/** Notional of all layers, dollars. */
export function notionalOf(held: readonly (readonly HeldPart[])[]): number {
  let total = 0;
  for (const parts of held) {
    let ofLayer = 0;
    for (const { instrument, units } of parts) ofLayer += units * unitNotionalUsd(instrument);
    total += ofLayer;
  }
  return total;
}

/** The hedge as a whole: what it was aimed at, what is held, what it costs. */
export function hedgeSummary(
  prepared: PreparedHedge,
  riskUsd: number,
  creditUsd: number,
  factors: readonly Factor[],
  layers: readonly LayerResult[],
  held: readonly HeldPart[],
): HedgeSummary {
  let notional = 0;
  let outlayUsd = 0;
  let entryCostUsd = 0;
  let carryPerMonth = 0;
  for (const layer of layers) {
    notional += layer.notionalUsd;
    outlayUsd += layer.outlayUsd;
    entryCostUsd += layer.entryCostUsd;
    carryPerMonth += layer.carryPerMonthUsd;
  }
  const marginUsd = marginOf(held, prepared.market.settings);
  const notionalUsd = roundUsd(notional);
  const carryPerMonthUsd = roundUsd(carryPerMonth);
  const summary: Partial<Open<HedgeSummary>> = {
    basis: 'notional',
    // The factors beside risk capital: a quotient would miss the ratio's limits by a last digit.
    ratio: riskUsd > 0 ? productOf(factors.slice(1)) : 0,
    targetNotionalUsd: productOf(factors),
    notionalUsd,
    notionalShareOfRiskCapital: riskUsd > 0 ? notionalUsd / riskUsd : 0,
    outlayUsd: roundUsd(outlayUsd),
  };
  if (marginUsd !== undefined) summary.marginUsd = marginUsd;
  summary.entryCostUsd = roundUsd(entryCostUsd);
  summary.carryPerMonthUsd = carryPerMonthUsd;
  summary.carryShareOfCredit = carryPerMonthUsd / creditUsd;
  summary.factors = factors;
  return summary as HedgeSummary;
}
