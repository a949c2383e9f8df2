import { Refusal } from '../errors.js';
import type { AdaptiveInputs } from './adaptive.js';
import { factor } from './factors.js';
import type { Factor } from './result.js';
import type { HedgeSettings } from './settings.js';

/** METHOD 9.2: a change of the equity risk premium moves h by a tenth at most. */
const MIN = 0.9;
const MAX = 1.1;

/**
 * The factor of the equity risk premium's change; none where it was not asked for, so that a hedge
 * without macro figures has the factors it always had.
 * @throws Refusal for a factor beyond [0.9, 1.1]
 */
export function premiumFactors(
  settings: HedgeSettings,
  { premiumTilt }: AdaptiveInputs,
): readonly Factor[] {
  if (premiumTilt === undefined) return [];
  if (settings.static) return [factor(premiumTilt.name, 1, 'neutral: static')];
  const { value } = premiumTilt;
  // A tenth off or on is 0.9 or 1.1 give or take a last digit.
  if (value >= MIN - 1e-12 && value <= MAX + 1e-12) return [premiumTilt];
  throw new Refusal(
    `a factor of ${value} for the equity risk premium`,
    `give one from ${MIN} to ${MAX}`,
    { key: 'premiumTilt' },
  );
}
