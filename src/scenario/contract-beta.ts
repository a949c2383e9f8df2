/**
 * dln F / dln VIX of one held VX contract over a day: the fit of METHOD 4.2 to same-contract log
 * changes 2007-2021 (rmse 0.021, contracts of 1 to 225 days).
 * @param daysToExpiry calendar days
 */
export function contractBeta(daysToExpiry: number): number {
  return 0.2008 + 0.6404 * Math.exp((-8.62 * daysToExpiry) / 365);
}

/**
 * {@link contractBeta} over a day on which SPX moves so: what a future that is held does.
 * @param spxReturn simple return
 */
export function heldBeta(daysToExpiry: number, spxReturn: number): number {
  return contractBeta(daysToExpiry) * stressMultiplier(daysToExpiry, spxReturn);
}

/** Mean days to expiry of VX1..VX7, and what their beta is multiplied by on days of SPX below -3%. */
const STRESS_DAYS = [17, 46, 77, 107, 138, 168, 199] as const;
const STRESS_BETA = [0.731, 0.534, 0.441, 0.374, 0.329, 0.291, 0.27] as const;
const ALL_BETA = [0.623, 0.426, 0.325, 0.266, 0.227, 0.205, 0.19] as const;
/** SPX simple returns between which a day turns from ordinary to stressed (METHOD 15.7). */
const RAMP_START = -0.02;
const RAMP_END = -0.05;

/**
 * By how much a crash day raises {@link contractBeta}: 1 in ordinary times, on days of SPX -5% the
 * ratio of the two last columns of METHOD 4.2's table, 1.17 at the front to 1.42 at 199 days.
 * @param spxReturn simple return
 */
export function stressMultiplier(daysToExpiry: number, spxReturn: number): number {
  const share = Math.min(1, Math.max(0, (spxReturn - RAMP_START) / (RAMP_END - RAMP_START)));
  return share === 0 ? 1 : 1 + share * (stressRatio(daysToExpiry) - 1);
}

function stressRatio(days: number): number {
  const ratio = (i: number): number => (STRESS_BETA[i] as number) / (ALL_BETA[i] as number);
  let left = 0;
  while (left < STRESS_DAYS.length - 1 && days > (STRESS_DAYS[left + 1] as number)) left += 1;
  const from = STRESS_DAYS[left] as number;
  const to = STRESS_DAYS[left + 1];
  if (to === undefined || days <= from) return ratio(left);
  return ratio(left) + ((days - from) / (to - from)) * (ratio(left + 1) - ratio(left));
}
