import type { PressSettings } from '../hedge/settings.js';

/** A measure, or why it is not known. */
export type Measured =
  { readonly value: number; readonly note: string } | { readonly unknown: string };

/** What the Big Top detector reads. Shares and percentiles are fractions. */
export interface BigTopInputs {
  /** SPX over its highest close in 252 trading days. */
  readonly spxShareOfHigh: Measured;
  /** Share of 252 trading days of VIX closes that lie below today's. */
  readonly vixPercentile: Measured;
  /** VX2/VX1 - 1; absent without a second future. */
  readonly slope12?: number | undefined;
  /** Whether the advance-decline line diverges from the index (METHOD 7.3). */
  readonly breadthDivergence?: boolean | undefined;
  /** Why breadth, although given, could not be read. */
  readonly breadthUnread?: string | undefined;
  /** RSI(14) of SPX. */
  readonly rsi?: number | undefined;
}

export interface BigTopCondition {
  readonly name: 'spxNearHigh' | 'vixLow' | 'contango' | 'thinOrOverbought';
  /** The rule in words, its limit in it. */
  readonly rule: string;
  /** Absent where it is unknown, or is no number. */
  readonly value?: number;
  /** Absent: unknown, which counts as not met. */
  readonly met?: boolean;
  readonly note: string;
}

export interface BigTop {
  readonly conditions: readonly BigTopCondition[];
  /** How many are met for certain. */
  readonly met: number;
  /** `window` with all met, `watch` with all but one (METHOD 8.3). */
  readonly state: 'none' | 'watch' | 'window';
}

/**
 * The Big Top detector (METHOD 8.3): four conditions, each true, false or unknown; unknown counts
 * as not met. A convention: no evidence says that such days come before a fall.
 */
export function bigTop(inputs: BigTopInputs, limits: PressSettings['bigTop']): BigTop {
  const conditions = [
    measured(
      'spxNearHigh',
      `SPX at least ${percent(limits.highShare)} of its 252-day high`,
      inputs.spxShareOfHigh,
      (value) => value >= limits.highShare,
    ),
    measured(
      'vixLow',
      `VIX at most at its 252-day percentile ${percent(limits.vixPercentile)}`,
      inputs.vixPercentile,
      (value) => value <= limits.vixPercentile,
    ),
    measured(
      'contango',
      `VX2/VX1 - 1 at least ${percent(limits.slope)}`,
      inputs.slope12 === undefined
        ? { unknown: 'no second future' }
        : { value: inputs.slope12, note: 'snapshot' },
      (value) => value >= limits.slope,
    ),
    thinOrOverbought(inputs, limits.rsi),
  ];
  const met = conditions.filter((one) => one.met === true).length;
  const short = conditions.length - met;
  return { conditions, met, state: short === 0 ? 'window' : short === 1 ? 'watch' : 'none' };
}

function measured(
  name: BigTopCondition['name'],
  rule: string,
  measure: Measured,
  holds: (value: number) => boolean,
): BigTopCondition {
  if ('unknown' in measure) return { name, rule, note: `unknown: ${measure.unknown}` };
  const { value, note } = measure;
  return { name, rule, value, met: holds(value), note };
}

/** Either is enough; with one false and the other unknown, the answer is unknown. */
function thinOrOverbought(
  { breadthDivergence, breadthUnread, rsi }: BigTopInputs,
  limit: number,
): BigTopCondition {
  const name = 'thinOrOverbought';
  const rule = `breadth diverges, or RSI(14) at least ${limit}`;
  const overbought = rsi === undefined ? undefined : rsi >= limit;
  const seen = [
    breadthDivergence === undefined
      ? breadthUnread === undefined
        ? 'breadth not given'
        : `breadth not read (${breadthUnread})`
      : breadthDivergence
        ? 'breadth diverges'
        : 'breadth does not diverge',
    rsi === undefined ? 'RSI not given' : `RSI ${rsi.toFixed(1)}`,
  ].join(', ');
  const base = { name, rule, ...(rsi !== undefined && { value: rsi }) } as const;
  if (breadthDivergence === true || overbought === true) return { ...base, met: true, note: seen };
  if (breadthDivergence === undefined || overbought === undefined) {
    return { ...base, note: `unknown: ${seen}` };
  }
  return { ...base, met: false, note: seen };
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
