import { curveMeasures } from '../market/term-structure.js';
import type { CurveMeasures } from '../market/term-structure.js';
import { readRegime } from '../market/regime.js';
import type { RegimeReading } from '../market/regime.js';
import { Refusal } from '../errors.js';
import { valuationMarket } from '../condor/position.js';
import type { ValuationMarket } from '../condor/valuation.js';
import type { Snapshot } from '../market/snapshot.js';
import type { EpochMs } from '../market/time.js';
import { adapts, tiltFor } from './adaptive.js';
import type { AdaptiveInputs, ConfirmedRegime } from './adaptive.js';
import { carryPlan } from './carry.js';
import type { CarryPlan } from './carry.js';
import { factor, productOf, setting } from './factors.js';
import { assertFuturesAllowed } from './futures-bar.js';
import { hedgeMarket, layerHoldings } from './hedge-market.js';
import type { HedgeMarket, LayerHolding } from './hedge-market.js';
import { hedgeRatioFactors, portfolioBeta } from './hedge-ratio.js';
import type { HedgeInstrument } from './instruments.js';
import type { Factor } from './result.js';
import { resultHead } from './result-head.js';
import type { ResultHead } from './result-head.js';
import type { HedgeSettings } from './settings.js';
import { HorizonTables } from './horizon-tables.js';
import type { ChooseInWindow } from './tenor.js';
import { bestTenor, scoreTenors } from './tenor-score.js';
import type { TenorScore } from './adaptive-result.js';
import { projectToBands } from './weights.js';

/** A layer before any position is known: what it would hold, its weight, and why. */
export interface PreparedLayer extends LayerHolding {
  readonly baseWeight: number;
  /** baseWeight and the tilts; their product is the raw weight. */
  readonly factors: readonly Factor[];
  readonly rawWeight: number;
  readonly weight: number;
  /** Where the contract was chosen by score: every contract of the window (METHOD 3.6). */
  readonly tenorScores?: readonly TenorScore[];
}

/** Everything about a hedge that does not depend on the position: made once, used for many books. */
export interface PreparedHedge {
  readonly market: HedgeMarket;
  readonly rate: { readonly value: number; readonly given: boolean };
  readonly dividendYield: { readonly value: number; readonly given: boolean };
  readonly measures: CurveMeasures;
  readonly regime: RegimeReading;
  readonly layers: readonly PreparedLayer[];
  readonly ratioFactors: readonly Factor[];
  /** Beta of the whole portfolio itself, not what it makes of the hedge ratio. */
  readonly beta: Factor;
  /** Carry plans of a layer's parts over some days; remembered. */
  readonly carryOf: (layerIndex: number, days: number) => readonly CarryPlan[];
  readonly horizons: HorizonTables;
  /** What SPX options are valued in; absent without an SPX level. */
  readonly valuation: ValuationMarket | undefined;
  /** The parts of every result that are the same for all books. */
  readonly head: ResultHead;
}

/**
 * Resolves a snapshot under the settings: curve, regime, each layer's instruments and weight, the
 * hedge ratio. Pure: time comes in as `asOf`.
 * @throws Refusal where a layer's instrument has no price in the snapshot
 */
export function prepareHedge(
  snapshot: Snapshot,
  settings: HedgeSettings,
  asOf: EpochMs,
  adaptive: AdaptiveInputs = {},
): PreparedHedge {
  assertFeasible(settings);
  assertFuturesAllowed(settings, adaptive);
  const rate = snapshot.rate ?? settings.defaults.rate;
  const market = hedgeMarket(snapshot, asOf, rate, settings);
  const measures = curveMeasures(market.curve, snapshot.indices.VIX3M);
  const read = readRegime({ vix: market.curve.spotVix, ...measures }, settings.regimes.thresholds);
  const regime = settings.static ? read : inForce(read, adaptive.confirmedRegime);
  const tenors = tenorChooser(market, adaptive);
  const holdings = layerHoldings(market, tenors.choose);
  const layers = weighLayers(holdings, settings, regime, adaptive).map(
    (layer, i): PreparedLayer => ({ ...layer, ...tenors.scoresOf(i) }),
  );
  const dividendYield = snapshot.dividendYield ?? settings.defaults.dividendYield;
  return {
    market,
    rate: { value: rate, given: snapshot.rate !== undefined },
    dividendYield: { value: dividendYield, given: snapshot.dividendYield !== undefined },
    valuation: valuationMarket(snapshot, asOf, settings.vol, { rate, dividendYield }),
    head: resultHead(market, measures, regime),
    measures,
    regime,
    layers,
    ratioFactors: hedgeRatioFactors(settings, regime.regime, adaptive),
    beta: portfolioBeta(settings, adaptive),
    ...revaluations(market, layers),
  };
}

/** The confirmed regime where memory is given, with the day's own rule beside it. */
function inForce(read: RegimeReading, confirmed: ConfirmedRegime | undefined): RegimeReading {
  return confirmed === undefined
    ? read
    : { ...read, regime: confirmed.regime, rule: `${confirmed.note}; ${read.rule}` };
}

interface TenorChooser {
  readonly choose: ChooseInWindow;
  readonly scoresOf: (layerIndex: number) => { readonly tenorScores?: readonly TenorScore[] };
}

/** METHOD 3.6, where it is asked for or something else adapts; else the target days of 15.2. */
function tenorChooser(market: HedgeMarket, adaptive: AdaptiveInputs): TenorChooser {
  const { settings } = market;
  const { choice } = settings.tenor;
  const byScore =
    !settings.static && (choice === 'score' || (choice === 'auto' && adapts(adaptive)));
  const scores = new Map<number, readonly TenorScore[]>();
  return {
    choose: (layerIndex, inside) => {
      const layer = settings.layers[layerIndex];
      if (!byScore || layer === undefined || inside.length === 0) return undefined;
      const found = scoreTenors(market, layerIndex, layer, inside);
      scores.set(layerIndex, found);
      const best = bestTenor(found);
      return inside.find(({ symbol }) => symbol === best?.symbol);
    },
    scoresOf: (layerIndex) => {
      const tenorScores = scores.get(layerIndex);
      return tenorScores === undefined ? {} : { tenorScores };
    },
  };
}

/**
 * The same preparation with other instruments in the layers, as a search has found them: weights,
 * regime and ratio stay.
 * @param parts of every layer, by index; a layer without any keeps its own
 */
export function withParts(
  prepared: PreparedHedge,
  parts: readonly (readonly HedgeInstrument[])[],
): PreparedHedge {
  const layers = prepared.layers.map((layer, i): PreparedLayer => {
    const instruments = parts[i] ?? [];
    if (instruments.length === 0) return layer;
    const share = 1 / instruments.length;
    return { ...layer, parts: instruments.map((instrument) => ({ instrument, share })) };
  });
  return { ...prepared, layers, ...revaluations(prepared.market, layers) };
}

/** What is worked out of the layers' instruments when first asked for, and remembered. */
function revaluations(
  market: HedgeMarket,
  layers: readonly PreparedLayer[],
): Pick<PreparedHedge, 'carryOf' | 'horizons'> {
  const byLayer = layers.map(() => new Map<number, readonly CarryPlan[]>());
  return {
    carryOf: (layerIndex, days) => {
      const plans = byLayer[layerIndex];
      let found = plans?.get(days);
      if (found === undefined) {
        const parts = layers[layerIndex]?.parts ?? [];
        found = parts.map(({ instrument }) => carryPlan(market, layerIndex, instrument, days));
        plans?.set(days, found);
      }
      return found;
    },
    horizons: new HorizonTables(
      market,
      layers.flatMap((layer) => layer.parts),
    ),
  };
}

/** The config room checks more; a library user's own settings must at least have a solution. */
function assertFeasible({ layers, hedge }: HedgeSettings): void {
  const least = layers.reduce((sum, { band }) => sum + band.min, 0);
  const most = layers.reduce((sum, { band }) => sum + band.max, 0);
  if (!(least <= 1 + 1e-9 && most >= 1 - 1e-9)) {
    throw new Refusal(
      `the bands' least shares sum to ${least}, their greatest to ${most}`,
      'let them reach 1 between them',
      { key: 'layers' },
    );
  }
  if (!(hedge.ratio > 0 && hedge.ratioMin <= hedge.ratioMax && hedge.tolerance > 0)) {
    throw new Refusal(
      `ratio ${hedge.ratio}, limits ${hedge.ratioMin} to ${hedge.ratioMax}, tolerance ${hedge.tolerance}`,
      'give a ratio and a tolerance above 0 and limits in order',
      { key: 'hedge' },
    );
  }
}

/** METHOD 6.3: base = mid-band, times the tilts, projected onto the bands. */
function weighLayers(
  holdings: readonly LayerHolding[],
  settings: HedgeSettings,
  regime: RegimeReading,
  adaptive: AdaptiveInputs,
): PreparedLayer[] {
  const { signalTilt, eventTilt }: AdaptiveInputs = settings.static ? {} : adaptive;
  const tilted = holdings.map((holding) => {
    const { name, band } = holding.layer;
    const baseWeight = (band.min + band.max) / 2;
    const factors = [
      setting('baseWeight', baseWeight, `layers.${name}.band`, 'middle of the band'),
      curveFactor(name, settings, regime),
      tiltFor(signalTilt, name, 'signals', settings.static ? 'static' : 'no signals given'),
      tiltFor(eventTilt, name, 'events', settings.static ? 'static' : 'no events given'),
    ];
    return { ...holding, baseWeight, factors, rawWeight: productOf(factors) };
  });
  const weights = projectToBands(
    tilted.map(({ rawWeight }) => rawWeight),
    tilted.map(({ layer }) => layer.band),
  );
  return tilted.map((layer, i) => ({ ...layer, weight: weights[i] as number }));
}

function curveFactor(layer: string, settings: HedgeSettings, { regime }: RegimeReading): Factor {
  if (settings.static) return factor('curve', 1, 'neutral: static');
  if (regime === 'unknown') return factor('curve', 1, 'neutral: the regime is not known');
  const tilt = settings.regimes.curveTilt[regime][layer];
  return tilt === undefined
    ? factor('curve', 1, `neutral: no tilt in the ${regime} regime`)
    : setting('curve', tilt, `regimes.curveTilt.${regime}.${layer}`);
}
