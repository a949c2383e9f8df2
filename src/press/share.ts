import { factor, limitFactor, productOf, regimeFactor, setting } from '../hedge/factors.js';
import type { Factor } from '../hedge/result.js';
import type { HedgeSettings } from '../hedge/settings.js';
import type { RegimeName } from '../market/regime.js';
import type { BigTop } from './big-top.js';

/** Tilts on the press that other rooms make; each is neutral (1) where absent (METHOD 8.2, 8.3). */
export interface PressTilts {
  /** m_pcf: price to cash flow of the market. */
  readonly priceToCashFlow?: Factor;
  /** m_reer: real effective exchange rate of the dollar. */
  readonly reer?: Factor;
  /** m_quick: quick ratio of the account. */
  readonly quickRatio?: Factor;
}

/** phi with the factors whose product it is. */
export interface PressShare {
  readonly value: number;
  readonly max: number;
  readonly factors: readonly Factor[];
}

/**
 * The share of cash that is pressed, phi = clip(phi0 x m_reg x m_pcf x m_reer x m_quick x Big Top,
 * 0, phi_max) (METHOD 8.2, 8.3). The clip is the last factor, 1 where it does not bind, so that
 * the product of the factors is the share.
 * @param bigTop absent where it is not read: then neutral
 */
export function pressShare(
  settings: HedgeSettings,
  regime: RegimeName | 'unknown',
  bigTop: BigTop | undefined,
  tilts: PressTilts = {},
): PressShare {
  const { share, shareMax } = settings.press;
  const factors = [
    setting('pressShare', share, 'press.share'),
    regimeFactor(settings, regime, settings.press.regime, 'press.regime'),
    tiltOf(settings, tilts.priceToCashFlow, 'priceToCashFlow', 'no price to cash flow given'),
    tiltOf(settings, tilts.reer, 'reer', 'no exchange rate given'),
    tilts.quickRatio ?? factor('quickRatio', 1, 'neutral: no quick ratio given'),
    bigTopFactor(settings, bigTop),
  ];
  const raw = productOf(factors);
  const limit = setting(
    'shareLimit',
    raw < 0 ? 0 : limitFactor(raw, 0, shareMax),
    'press.shareMax',
    `keeps the share in [0, ${shareMax}]`,
  );
  const all = [...factors, limit];
  return { value: productOf(all), max: shareMax, factors: all };
}

function tiltOf(
  settings: HedgeSettings,
  tilt: Factor | undefined,
  name: string,
  missing: string,
): Factor {
  if (settings.static) return factor(name, 1, 'neutral: static');
  return tilt ?? factor(name, 1, `neutral: ${missing}`);
}

function bigTopFactor(settings: HedgeSettings, bigTop: BigTop | undefined): Factor {
  const name = 'bigTop';
  if (settings.static) return factor(name, 1, 'neutral: static');
  if (bigTop === undefined) return factor(name, 1, 'neutral: not read');
  const met = `${bigTop.met} of ${bigTop.conditions.length} conditions met`;
  return bigTop.state === 'window'
    ? setting(name, settings.press.bigTop.factor, 'press.bigTop.factor', met)
    : factor(name, 1, `neutral: ${met}`);
}
