import type { RegimeName } from '../market/regime.js';
import type { Factor } from './result.js';
import type { HedgeSettings } from './settings.js';

export function factor(name: string, value: number, source: string, note?: string): Factor {
  return note === undefined ? { name, value, source } : { name, value, source, note };
}

/** A factor that is a setting: its source is the key, until the cli names the file or default. */
export function setting(name: string, value: number, key: string, note?: string): Factor {
  return note === undefined
    ? { name, value, source: key, key }
    : { name, value, source: key, note, key };
}

/** A factor made of another: its source stays, value and note are new. */
export function derived(from: Factor, name: string, value: number, note?: string): Factor {
  return from.key === undefined
    ? factor(name, value, from.source, note)
    : setting(name, value, from.key, note);
}

/** The product in the order printed, so that a reader's calculator gives the same digits. */
export function productOf(factors: readonly Factor[]): number {
  let product = 1;
  for (const { value } of factors) product *= value;
  return product;
}

/**
 * What a regime makes of a figure: the setting of that regime; neutral where nothing adapts.
 * @param key of the settings by regime: `regimes.hedgeRatio`
 */
export function regimeFactor(
  settings: Pick<HedgeSettings, 'static'>,
  regime: RegimeName | 'unknown',
  byRegime: Readonly<Record<RegimeName, number>>,
  key: string,
): Factor {
  if (settings.static) return factor('regime', 1, 'neutral: static');
  if (regime === 'unknown') return factor('regime', 1, 'neutral: the regime is not known');
  return setting('regime', byRegime[regime], `${key}.${regime}`);
}

/** The factor that brings `raw` inside the limits; rounding must not carry it past them. */
export function limitFactor(raw: number, min: number, max: number): number {
  if (raw > max) {
    let value = max / raw;
    while (raw * value > max) value -= value * Number.EPSILON;
    return value;
  }
  // A factor of 0 asks for no hedge: no factor could bring that to the least ratio.
  if (raw > 0 && raw < min) {
    let value = min / raw;
    while (raw * value < min) value += value * Number.EPSILON;
    return value;
  }
  return 1;
}
