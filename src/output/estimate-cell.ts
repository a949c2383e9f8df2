import type { Estimate } from '../calibrate/estimate.js';
import { cell, cellOf } from './document.js';
import type { Cell } from './document.js';
import { ABSENT, grouped } from './format.js';

/** `0.526 ±0.011`, the error below the figure where the table is narrow. */
export function withError(estimate: Estimate | undefined, decimals = 3): Cell {
  if (estimate === undefined) return cell(ABSENT);
  const { value, standardError } = estimate;
  return cellOf([grouped(value, decimals), `±${grouped(standardError, decimals)}`]);
}
