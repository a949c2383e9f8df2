import type { Windows } from './changes.js';
import type { Estimate } from './estimate.js';
import { lagsFor } from './newey-west.js';
import { ols } from './ols.js';

/** Daily VVIX log change on the VIX log change. */
export interface VvixResponse {
  readonly observations: number;
  /** dln VVIX / dln VIX. */
  readonly beta: Estimate;
  readonly r2: number;
  readonly residualSd: number;
}

/** With fewer days the slope says nothing. */
const MIN_OBSERVATIONS = 60;

/**
 * How VVIX, the vol of VIX options, moves with VIX by the day.
 * @param daily windows of one trading day
 * @returns undefined where too few days have a VVIX
 */
export function vvixResponse({ days, windows }: Windows): VvixResponse | undefined {
  const moves = windows.flatMap(({ at, from, to, vixLogChange }) =>
    from.vvix === undefined || to.vvix === undefined
      ? []
      : [{ at, vixLogChange, vvixLogChange: Math.log(to.vvix / from.vvix) }],
  );
  if (moves.length < MIN_OBSERVATIONS) return undefined;
  const fit = ols(
    {
      days,
      at: Int32Array.from(moves, ({ at }) => at),
      y: Float64Array.from(moves, ({ vvixLogChange }) => vvixLogChange),
      x: [
        new Float64Array(moves.length).fill(1),
        Float64Array.from(moves, ({ vixLogChange }) => vixLogChange),
      ],
    },
    lagsFor(1, moves.length),
  );
  return {
    observations: moves.length,
    beta: { value: fit.coefficients[1] ?? NaN, standardError: fit.robustErrors[1] ?? NaN },
    r2: fit.r2,
    residualSd: fit.residualSd,
  };
}
