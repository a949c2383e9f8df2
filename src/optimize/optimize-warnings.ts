import { dollars } from '../hedge/dollars.js';
import type { SizeResult, Warning } from '../hedge/result.js';
import { unhedgedFigures } from './hedge-of.js';
import type { HedgeProblem } from './hedge-problem.js';
import type { HedgeSolution, OptimizeResult } from './problem.js';

/** A search that has found a hedge, proven the best or not. */
export type FoundHedge = Extract<OptimizeResult, { readonly solution: HedgeSolution }>;

/** A difference that would print as none. */
const DUST_USD = 0.5;

/** The notional is forced, so that even the least tail risk within the limits may be more than none. */
export function tailWarnings({ problem }: HedgeProblem, { cvarUsd }: HedgeSolution): Warning[] {
  const { cvarUsd: unhedged } = unhedgedFigures(problem);
  if (cvarUsd <= unhedged + DUST_USD) return [];
  const least = problem.limits.notionalUsd?.min ?? 0;
  const why =
    problem.minimize === 'cost'
      ? 'It is the cheapest that keeps --cvar-max'
      : `It is there because the limits ask for a notional of ${dollars(least)} at least`;
  return [
    {
      code: 'tail-risk-added',
      message: `In these scenarios the hedge adds tail risk: CVaR is ${dollars(cvarUsd)} with it and ${dollars(unhedged)} without. ${why}: look whether the scenarios hold what you fear (optimize.scenarios, optimize.bankShare) before you buy it, or ask for less (hedge.ratio, hedge.tolerance).`,
    },
  ];
}

/** What to know of an answer, the weightiest first. @param result the sizing of the rules */
export function optimizeWarnings(
  result: SizeResult,
  own: HedgeProblem,
  found: FoundHedge,
): Warning[] {
  const out: Warning[] = [
    ...tailWarnings(own, found.solution),
    {
      code: 'scenario-probabilities',
      message:
        'The answer is as good as the probabilities of its scenarios, which are assumed: see how the answer moves with optimize.scenarios, optimize.bankShare and optimize.seed.',
    },
  ];
  if (found.status === 'gap') {
    out.push({
      code: 'not-proven',
      message: `The search stopped before it was exhausted: no hedge is better by more than ${(found.gap * 100).toFixed(2)}%.`,
    });
  }
  const modelled = own.candidates.some(
    ({ instrument }) =>
      (instrument.kind === 'call' && instrument.call.modelled) ||
      (instrument.kind === 'callSpread' && instrument.long.modelled),
  );
  if (modelled) {
    out.push({
      code: 'vix-option-model-vol',
      message:
        'VIX calls without a quote are priced from VVIX by a model, and drawn scenarios leave VVIX where it is unless they come from a history that has it: check their prices before trading them, or leave them out (--set optimize.calls=false --set optimize.callSpreads=false).',
    });
  }
  if (own.candidates.every(({ instrument }) => instrument.kind === 'future')) {
    out.push({
      code: 'futures-only',
      message: 'Only futures were considered: VIX calls need VVIX or quotes in the snapshot.',
    });
  }
  return [...result.warnings.filter(({ code }) => KEPT.has(code)), ...out];
}

/** Warnings of the sizing that are about the market and not about what the rules bought. */
const KEPT = new Set([
  'crisis-no-new-short',
  'stress-late',
  'regime-unknown',
  'rate-default',
  'reading',
]);
