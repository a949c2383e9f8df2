import type { CurveNode } from '../market/term-structure.js';
import type { LayerSettings } from './settings.js';

/** A contract by its days to expiry; a price is not needed to choose it. */
interface Tenor {
  readonly daysToExpiry: number;
}

/** The contract that a layer holds, and whether it had to leave its window for it. */
export interface TenorChoice<N extends Tenor = CurveNode> {
  readonly layer: LayerSettings;
  readonly node?: N;
  /** Where the layer blends: the second contract and the share of notional in the first. */
  readonly blendWith?: { readonly node: N; readonly firstShare: number };
  readonly outsideWindow: boolean;
  /** Set where the layer was to blend and no two contracts lie around its target days. */
  readonly blendImpossible?: true;
}

/** A layer's contract among those inside its window; undefined: the one nearest the target days. */
export type ChooseInWindow<N extends Tenor = CurveNode> = (
  layerIndex: number,
  inside: readonly N[],
) => N | undefined;

/**
 * Picks each layer's contract (METHOD 15.2): layers in order, each on a later contract than the
 * one before; the contract in the window nearest the target days (the shorter of two equally
 * near); where the window is empty, the nearest contract outside it that is longer than the
 * previous layer's. None has fewer days than the first layer's window begins with.
 * ETP layers hold no contract of their own and take none from the others.
 *
 * A layer that blends holds the two contracts around its target days, whichever layers hold them
 * too; the layers after it are chosen as if it held the one contract above.
 * @param choose picks among the contracts in a layer's window in place of the target days
 */
export function chooseTenors<N extends Tenor>(
  curve: { readonly nodes: readonly N[]; readonly weeklies: readonly N[] },
  layers: readonly LayerSettings[],
  weeklies: boolean,
  choose: ChooseInWindow<N> = () => undefined,
): TenorChoice<N>[] {
  const leastDays = layers[0]?.window.minDays ?? 0;
  const candidates = (weeklies ? [...curve.nodes, ...curve.weeklies] : curve.nodes)
    .filter((node) => node.daysToExpiry >= leastDays)
    .sort((a, b) => a.daysToExpiry - b.daysToExpiry);
  let previousDays = -1;
  return layers.map((layer, index) => {
    if (layer.instrument === 'etp') return { layer, outsideWindow: false };
    const open = candidates.filter((node) => node.daysToExpiry > previousDays);
    const inside = open.filter(({ daysToExpiry }) => inWindow(layers, index, daysToExpiry));
    const node =
      (layer.blend ? undefined : choose(index, inside)) ??
      nearest(inside.length > 0 ? inside : open, layer.targetDays);
    previousDays = node?.daysToExpiry ?? previousDays;
    const blend = layer.blend ? bracket(candidates, layer.targetDays) : undefined;
    if (blend !== undefined) return { layer, outsideWindow: false, ...blend };
    const missed = layer.blend && { blendImpossible: true as const };
    if (node === undefined) return { layer, outsideWindow: false, ...missed };
    return { layer, node, outsideWindow: inside.length === 0, ...missed };
  });
}

/** Whether days lie in a layer's window; a day that two windows share is the shorter one's (METHOD 15.1). */
export function inWindow(layers: readonly LayerSettings[], index: number, days: number): boolean {
  const { minDays, maxDays } = (layers[index] as LayerSettings).window;
  const shared = layers[index - 1]?.window.maxDays === minDays;
  return days <= maxDays && (shared ? days > minDays : days >= minDays);
}

function nearest<N extends Tenor>(nodes: readonly N[], targetDays: number): N | undefined {
  let best: N | undefined;
  for (const node of nodes) {
    if (
      best === undefined ||
      Math.abs(node.daysToExpiry - targetDays) < Math.abs(best.daysToExpiry - targetDays)
    ) {
      best = node;
    }
  }
  return best;
}

/**
 * The two contracts around the target days, weighted so that their mean is the target (3.2); the
 * one alone that stands there; undefined where the target lies before the first or past the last.
 */
function bracket<N extends Tenor>(
  candidates: readonly N[],
  targetDays: number,
): Pick<TenorChoice<N>, 'node' | 'blendWith'> | undefined {
  const at = candidates.findIndex((node) => node.daysToExpiry >= targetDays);
  const second = candidates[at];
  if (second === undefined || second.daysToExpiry === targetDays) return second && { node: second };
  const first = candidates[at - 1];
  if (first === undefined) return undefined;
  const firstShare =
    (second.daysToExpiry - targetDays) / (second.daysToExpiry - first.daysToExpiry);
  return { node: first, blendWith: { node: second, firstShare } };
}
