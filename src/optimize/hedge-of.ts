import { smallestSymbol } from '../hedge/instrument-symbols.js';
import { splitUnits } from '../hedge/instruments.js';
import type { PricedPlan } from '../stress/outcome.js';
import type { Candidate } from './candidates.js';
import type { HedgeProblem } from './hedge-problem.js';
import type { OptimizeProblem } from './problem.js';
import type { OptimizedHedge, OptimizedHolding, OptimizedLayer, RiskFigures } from './report.js';
import { tailRisk } from './tail-risk.js';

/** Bands are kept to within floating-point dust. */
const DUST = 1e-9;

/** A hedge in whole units, with what it does in the problem's scenarios. */
export function hedgeOf(
  { prepared }: PricedPlan,
  { problem, candidates }: HedgeProblem,
  units: readonly number[],
): OptimizedHedge {
  const { instruments, probabilities, alpha } = problem;
  const losses = Float64Array.from(problem.baseLossUsd);
  instruments.forEach(({ gainUsd }, j) => {
    const held = units[j] ?? 0;
    if (held === 0) return;
    for (let s = 0; s < losses.length; s += 1) {
      losses[s] = (losses[s] as number) - held * (gainUsd[s] as number);
    }
  });
  const sum = (key: 'notionalUsd' | 'costUsd' | 'premiumUsd' | 'carryUsd'): number =>
    instruments.reduce((all, item, j) => all + item[key] * (units[j] ?? 0), 0);
  const notionalUsd = sum('notionalUsd');
  return {
    ...tailRisk(losses, probabilities, alpha),
    expectedLossUsd: losses.reduce((all, loss, s) => all + loss * (probabilities[s] ?? 0), 0),
    notionalUsd,
    costUsd: sum('costUsd'),
    premiumUsd: sum('premiumUsd'),
    carryUsd: sum('carryUsd'),
    layers: prepared.layers.map(({ layer: { name, band } }, index): OptimizedLayer => {
      const holdings = candidates.flatMap(({ layerIndex, instrument }, j): OptimizedHolding[] => {
        const contracts = units[j] ?? 0;
        if (layerIndex !== index || contracts === 0) return [];
        return [
          {
            symbol: smallestSymbol(instrument),
            kind: instrument.kind,
            contracts,
            notionalUsd: contracts * (instruments[j]?.notionalUsd ?? 0),
          },
        ];
      });
      const held = holdings.reduce((all, { notionalUsd: usd }) => all + usd, 0);
      const weight = notionalUsd > 0 ? held / notionalUsd : 0;
      const bandHeld = weight >= band.min - DUST && weight <= band.max + DUST;
      return { name, band, weight, bandHeld, holdings };
    }),
  };
}

/** Tail risk of the condors alone. */
export function unhedgedFigures({
  baseLossUsd,
  probabilities,
  alpha,
}: OptimizeProblem): RiskFigures {
  return {
    ...tailRisk(baseLossUsd, probabilities, alpha),
    expectedLossUsd: baseLossUsd.reduce((sum, loss, s) => sum + loss * (probabilities[s] ?? 0), 0),
  };
}

/** What the rules hold, as candidates: standard contracts and minis apart. */
export function ruleHoldings({
  held,
}: PricedPlan): { readonly candidate: Candidate; readonly units: number }[] {
  return held.flatMap((parts, layerIndex) =>
    parts.flatMap(({ instrument, units }) => {
      const one = (of: Candidate['instrument'], count: number) =>
        count === 0
          ? []
          : [{ candidate: { layerIndex, instrument: of, maxUnits: Infinity }, units: count }];
      if (instrument.kind !== 'future') return one(instrument, units);
      const { standard, minis } = splitUnits(instrument, units);
      return [
        ...one({ ...instrument, minis: false }, standard),
        ...one({ ...instrument, minis: true }, minis),
      ];
    }),
  );
}
