import { withParts } from '../hedge/prepare.js';
import { planBook } from '../hedge/size.js';
import type { HedgePlan } from '../hedge/size.js';
import type { HedgeInstrument } from '../hedge/instruments.js';
import type { Warning } from '../hedge/result.js';
import type { PricedPlan } from '../stress/outcome.js';
import type { OptimizedUnits } from './optimize-book.js';

/** Warnings of the rules' own search, which the optimiser's answer does not rest on. */
const OF_THE_RULES = new Set(['carry-cap', 'premium-budget', 'bands-not-met']);

/**
 * A sizing that holds what the optimiser has found: the same chain of cost, carry, break-evens and
 * warnings as the rules' answer has (`size --method optimize`).
 */
export function optimizedPlan(
  plan: PricedPlan,
  { candidates, units, warnings }: OptimizedUnits,
  note: string,
): HedgePlan {
  const parts: HedgeInstrument[][] = plan.prepared.layers.map(() => []);
  const held: number[][] = plan.prepared.layers.map(() => []);
  candidates.forEach(({ layerIndex, instrument }, j) => {
    const count = units[j] ?? 0;
    if (count === 0) return;
    parts[layerIndex]?.push(instrument);
    held[layerIndex]?.push(count);
  });
  const made = planBook(withParts(plan.prepared, parts), plan.book, held);
  const method: Warning = { code: 'method-optimize', message: note };
  return {
    ...made,
    result: {
      ...made.result,
      warnings: [
        method,
        ...warnings,
        ...made.result.warnings.filter(({ code }) => !OF_THE_RULES.has(code)),
      ],
    },
  };
}
