import { DISCLAIMER } from '../disclaimer.js';
import type { IsoDate } from '../market/date.js';
import type { MacroGauges } from './macro-gauges.js';
import { macroWarnings } from './macro-warnings.js';
import type { Warning } from '../report-parts.js';

/** What `alvh macro -f json` prints. Rates, shares and percentiles are fractions. */
export interface MacroReport {
  readonly schemaVersion: 1;
  readonly command: 'macro';
  readonly asOf: IsoDate;
  readonly macro: MacroGauges;
  /** The setting portfolio.beta; `alvh size --returns` measures it. */
  readonly portfolioBeta: { readonly value: number; readonly source: string };
  readonly warnings: readonly Warning[];
  readonly disclaimer: string;
}

/** The gauges with what is to be said of them. */
export function macroReport(
  macro: MacroGauges,
  portfolioBeta: MacroReport['portfolioBeta'],
): MacroReport {
  return {
    schemaVersion: 1,
    command: 'macro',
    asOf: macro.asOf,
    macro,
    portfolioBeta,
    warnings: macroWarnings(macro),
    disclaimer: DISCLAIMER,
  };
}
