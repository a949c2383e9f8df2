import type { RegimeReading } from '../market/regime.js';
import type { CurveMeasures } from '../market/term-structure.js';
import { formatMoment } from '../market/time.js';
import { frozen } from './frozen.js';
import type { HedgeMarket } from './hedge-market.js';
import type { SizeResult } from './result.js';

/** The parts of a result that are the same for every book of a snapshot. */
export type ResultHead = Pick<SizeResult, 'asOf' | 'snapshotTime' | 'termStructure'>;

/** Made once a preparation, shared by all results. */
export function resultHead(
  market: HedgeMarket,
  measures: CurveMeasures,
  regime: RegimeReading,
): ResultHead {
  return frozen({
    asOf: formatMoment(market.asOf),
    snapshotTime: formatMoment(market.snapshot.time),
    termStructure: termSummary(market, measures, regime),
  });
}

function termSummary(
  { curve, snapshot }: HedgeMarket,
  { slope12, vixToVix3m }: CurveMeasures,
  { regime, rule }: RegimeReading,
): SizeResult['termStructure'] {
  const { SPX: spx } = snapshot.indices;
  return {
    spotVix: curve.spotVix,
    ...(spx !== undefined && { spx }),
    regime,
    regimeRule: rule,
    ...(slope12 !== undefined && { slope12 }),
    ...(vixToVix3m !== undefined && { vixToVix3m }),
    nodes: curve.nodes.map(({ symbol, expiry, daysToExpiry, price }) => ({
      symbol,
      expiry,
      daysToExpiry,
      price,
    })),
  };
}
