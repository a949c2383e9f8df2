import type { CurveNode, TermStructure } from '../market/term-structure.js';
import type { LayerSettings } from './settings.js';

/** The contract that a layer holds, and whether it had to leave its window for it. */
export interface TenorChoice {
  readonly layer: LayerSettings;
  readonly node?: CurveNode;
  /** Where the layer blends: the second contract and the share of notional in the first. */
  readonly blendWith?: { readonly node: CurveNode; readonly firstShare: number };
  readonly outsideWindow: boolean;
}

/**
 * Picks each layer's contract (METHOD 15.2): layers in order, each on a later contract than the
 * one before; the contract in the window nearest the target days (the shorter of two equally
 * near); where the window is empty, the nearest contract outside it that is longer than the
 * previous layer's. None has fewer days than the first layer's window begins with.
 * ETP layers hold no contract of their own and take none from the others.
 */
export function chooseTenors(
  curve: TermStructure,
  layers: readonly LayerSettings[],
  weeklies: boolean,
): TenorChoice[] {
  const leastDays = layers[0]?.window.minDays ?? 0;
  const candidates = (weeklies ? [...curve.nodes, ...curve.weeklies] : curve.nodes)
    .filter((node) => node.daysToExpiry >= leastDays)
    .sort((a, b) => a.daysToExpiry - b.daysToExpiry);
  let previousDays = -1;
  let previousMaxDays = -1;
  return layers.map((layer) => {
    const { minDays, maxDays } = layer.window;
    const shared = minDays === previousMaxDays;
    previousMaxDays = maxDays;
    if (layer.instrument === 'etp') return { layer, outsideWindow: false };
    const open = candidates.filter((node) => node.daysToExpiry > previousDays);
    const inside = open.filter(
      ({ daysToExpiry: days }) => days <= maxDays && (shared ? days > minDays : days >= minDays),
    );
    const node = nearest(inside.length > 0 ? inside : open, layer.targetDays);
    if (node === undefined) return { layer, outsideWindow: false };
    const blendWith = layer.blend ? bracket(open, node, layer.targetDays) : undefined;
    const first = blendWith?.first ?? node;
    // The contract in the window counts: the other one of a blend may be the next layer's.
    previousDays = node.daysToExpiry;
    return {
      layer,
      node: first,
      outsideWindow: inside.length === 0,
      ...(blendWith && {
        blendWith: { node: blendWith.second, firstShare: blendWith.firstShare },
      }),
    };
  });
}

function nearest(nodes: readonly CurveNode[], targetDays: number): CurveNode | undefined {
  let best: CurveNode | undefined;
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

/** The two contracts around the target days, weighted so that their mean is the target (3.2). */
function bracket(
  open: readonly CurveNode[],
  node: CurveNode,
  targetDays: number,
): { first: CurveNode; second: CurveNode; firstShare: number } | undefined {
  if (node.daysToExpiry === targetDays) return undefined;
  const at = open.indexOf(node);
  const other = open[node.daysToExpiry < targetDays ? at + 1 : at - 1];
  if (other === undefined) return undefined;
  const [first, second] = node.daysToExpiry < targetDays ? [node, other] : [other, node];
  const firstShare =
    (second.daysToExpiry - targetDays) / (second.daysToExpiry - first.daysToExpiry);
  if (firstShare < 0 || firstShare > 1) return undefined;
  return { first, second, firstShare };
}
