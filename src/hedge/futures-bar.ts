import { Refusal } from '../errors.js';
import type { AdaptiveInputs } from './adaptive.js';
import type { HedgeSettings } from './settings.js';

/**
 * Below a quick ratio of 0.7 no VX or VXM futures are held: a margin call could not be met (METHOD
 * 9.4). A rule that refuses; layers are never switched in silence. Shares of an ETP are paid in full
 * and have no margin call, so they pass.
 * @throws Refusal of kind `limits` naming the layers that hold futures
 */
export function assertFuturesAllowed(
  { layers }: HedgeSettings,
  { futuresBarred }: AdaptiveInputs,
): void {
  if (futuresBarred === undefined) return;
  const names = layers.filter(({ instrument }) => instrument === 'future').map(({ name }) => name);
  if (names.length === 0) return;
  throw new Refusal(
    `no VX or VXM futures: ${futuresBarred}; ${names.join(', ')} ${names.length === 1 ? 'holds' : 'hold'} them`,
    `set instrument: call (or callSpread) for ${names.length === 1 ? 'it' : 'each of them'}`,
    { key: `layers.${names[0] ?? ''}.instrument` },
    'limits',
  );
}
