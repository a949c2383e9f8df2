/** Market states by curve and level, calmest first (METHOD 3.4). */
export const REGIME_NAMES = ['calm', 'normal', 'flat', 'stress', 'crisis'] as const;
export type RegimeName = (typeof REGIME_NAMES)[number];

/** Cut points of METHOD 3.4. Ratios are VIX/VIX3M, slopes VX2/VX1 - 1. */
export interface RegimeThresholds {
  readonly crisisRatio: number;
  readonly crisisVix: number;
  readonly stressRatio: number;
  readonly stressSlope: number;
  readonly flatRatio: number;
  readonly normalRatio: number;
  readonly normalSlope: number;
}

export interface RegimeReading {
  readonly regime: RegimeName | 'unknown';
  /** The measures and the cut that decided, in words. */
  readonly rule: string;
  /** The measure that decided; `neither` where no rule held or none is known. */
  readonly by: RegimeMeasure;
}

export type RegimeMeasure = 'vixToVix3m' | 'slope12' | 'neither';

/**
 * The regime by raw cuts, no memory: the first rule that holds, from crisis down (METHOD 3.4,
 * 15.6). A measure that is missing leaves the rules that need it unused, and the rule says so.
 */
export function readRegime(
  measures: { vix: number; vixToVix3m?: number | undefined; slope12?: number | undefined },
  cut: RegimeThresholds,
): RegimeReading {
  const { vix, vixToVix3m: ratio, slope12: slope } = measures;
  const seen = [
    ratio === undefined ? 'no VIX3M' : `vixToVix3m ${ratio.toFixed(3)}`,
    slope === undefined ? 'no second future' : `slope12 ${slope.toFixed(3)}`,
  ].join(', ');
  const reading = (
    regime: RegimeName | 'unknown',
    why: string,
    by: RegimeMeasure,
  ): RegimeReading => ({ regime, rule: `${seen}: ${why}`, by });
  if (ratio === undefined && slope === undefined) {
    return reading(
      'unknown',
      'neither measure is in the snapshot, every regime factor is 1',
      'neither',
    );
  }
  if (ratio !== undefined && ratio >= cut.crisisRatio && vix >= cut.crisisVix) {
    return reading(
      'crisis',
      `ratio >= ${cut.crisisRatio} and VIX >= ${cut.crisisVix}`,
      'vixToVix3m',
    );
  }
  if (ratio !== undefined && ratio >= cut.stressRatio) {
    return reading('stress', `ratio >= ${cut.stressRatio}`, 'vixToVix3m');
  }
  if (slope !== undefined && slope < cut.stressSlope) {
    return reading('stress', `slope12 < ${cut.stressSlope}`, 'slope12');
  }
  if (ratio !== undefined && ratio >= cut.flatRatio) {
    return reading('flat', `ratio >= ${cut.flatRatio}`, 'vixToVix3m');
  }
  if (ratio !== undefined && ratio >= cut.normalRatio) {
    return reading('normal', `ratio >= ${cut.normalRatio}`, 'vixToVix3m');
  }
  if (slope !== undefined && slope <= cut.normalSlope) {
    return reading('normal', `slope12 <= ${cut.normalSlope}`, 'slope12');
  }
  if (slope === undefined) return reading('normal', 'no slope to call it calm', 'neither');
  return reading('calm', 'none of the tighter rules holds', 'neither');
}
