import type { RegimeName } from '../market/regime.js';
import type { AdaptiveInputs, RatioOverride } from './adaptive.js';
import { derived, factor, limitFactor, productOf, regimeFactor, setting } from './factors.js';
import { premiumFactors } from './premium-tilt.js';
import type { Factor } from './result.js';
import type { HedgeSettings } from './settings.js';

/** Bounds of h_beta: the portfolio's beta moves the hedge by half its distance from 1 (6.5). */
const BETA_SHARE = 0.5;
const BETA_FACTOR_MIN = 0.75;
const BETA_FACTOR_MAX = 1.25;

/**
 * The hedge ratio h = clip(h0 x h_beta x h_reg x h_quick, h_min, h_max) as factors whose product
 * it is (METHOD 6.4). The clip is the last factor, 1 where it does not bind.
 */
export function hedgeRatioFactors(
  settings: HedgeSettings,
  regime: RegimeName | 'unknown',
  adaptive: AdaptiveInputs,
): Factor[] {
  const { hedge, regimes } = settings;
  const factors = [
    setting('hedgeRatio', hedge.ratio, 'hedge.ratio'),
    betaFactor(portfolioBeta(settings, adaptive)),
    regimeFactor(settings, regime, regimes.hedgeRatio, 'regimes.hedgeRatio'),
    adaptive.liquidityGate ?? factor('quickRatio', 1, 'neutral: no quick ratio given'),
    ...premiumFactors(settings, adaptive),
  ];
  const { ratioOverride } = adaptive;
  if (ratioOverride !== undefined) factors.push(overrideFactor(ratioOverride, productOf(factors)));
  const raw = productOf(factors);
  const limits = setting(
    'ratioLimits',
    limitFactor(raw, hedge.ratioMin, hedge.ratioMax),
    raw > hedge.ratioMax ? 'hedge.ratioMax' : 'hedge.ratioMin',
    raw === 0
      ? 'a factor of 0 asks for no hedge, which no least ratio lifts'
      : `keeps the ratio in [${hedge.ratioMin}, ${hedge.ratioMax}]`,
  );
  return [...factors, limits];
}

/** What takes the rule's ratio to the one chosen; the rule's own stays in sight. */
function overrideFactor({ ratio, source }: RatioOverride, rule: number): Factor {
  const note = `the rule says ${Number(rule.toPrecision(6))}, chosen is ${ratio}`;
  return factor('override', rule > 0 ? ratio / rule : 1, source, note);
}

/** Beta of the whole portfolio: measured from its returns where they are given, else as set. */
export function portfolioBeta({ portfolio }: HedgeSettings, adaptive: AdaptiveInputs): Factor {
  const { measuredBeta: measured } = adaptive;
  if (measured === undefined) return setting('portfolioBeta', portfolio.beta, 'portfolio.beta');
  const { beta, standardError, observations, source } = measured;
  return factor(
    'portfolioBeta',
    beta,
    source,
    `beta ${beta.toFixed(3)}, standard error ${standardError.toFixed(3)}, of ${observations} returns`,
  );
}

/** h_beta: half of beta's distance from 1, bounded. */
function betaFactor(beta: Factor): Factor {
  const value = Math.min(
    BETA_FACTOR_MAX,
    Math.max(BETA_FACTOR_MIN, 1 + BETA_SHARE * (beta.value - 1)),
  );
  const shown = Number(beta.value.toPrecision(6));
  const rule = `1 + ${BETA_SHARE} x (${shown} - 1), held in [${BETA_FACTOR_MIN}, ${BETA_FACTOR_MAX}]`;
  const note = beta.note === undefined ? rule : `${rule}; ${beta.note}`;
  return derived(beta, beta.name, value, note);
}
