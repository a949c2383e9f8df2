import { expiredNote } from '../market/term-structure.js';
import { splitUnits } from './instruments.js';
import type { FutureInstrument } from './instruments.js';
import type { PreparedHedge, PreparedLayer } from './prepare.js';
import type { Warning } from './result.js';
import type { VixOptionSettings } from './settings.js';
import type { HeldPart } from './structure.js';
import { DELTA_TOLERANCE } from './vix-call.js';

/** What to know of the contracts that layers were given: expired, blended, far deltas. */
export function contractWarnings({ layers, market }: PreparedHedge): Warning[] {
  const { vixOptions } = market.settings;
  const expired = expiredNote(market.snapshot, market.curve.date);
  return [
    ...(expired === undefined ? [] : [{ code: 'contract-expired', message: expired }]),
    ...layers.flatMap(blendWarnings),
    ...layers.flatMap((layer) => deltaWarnings(layer, vixOptions)),
  ];
}

/** A strike list may end, or be coarse, before the delta that a layer is to hold. */
function deltaWarnings({ layer, parts }: PreparedLayer, wanted: VixOptionSettings): Warning[] {
  return parts.flatMap(({ instrument }) => {
    const calls =
      instrument.kind === 'call'
        ? [{ call: instrument.call, delta: wanted.longDelta }]
        : instrument.kind === 'callSpread'
          ? [
              { call: instrument.long, delta: wanted.longDelta },
              { call: instrument.short, delta: wanted.shortDelta },
            ]
          : [];
    return calls
      .filter(({ call, delta }) => Math.abs(call.delta - delta) > DELTA_TOLERANCE)
      .map(({ call, delta }) => ({
        code: 'delta-far',
        message: `${layer.name}: the nearest ${call.node.expiry} call to a delta of ${delta} is the ${call.strike}, at ${call.delta.toFixed(3)}; quote more strikes, or add VVIX to the snapshot.`,
      }));
  });
}

function blendWarnings({ layer, choice }: PreparedLayer): Warning[] {
  if (!choice.blendImpossible) return [];
  return [
    {
      code: 'blend-impossible',
      message: `${layer.name}: no two contracts lie around its ${layer.targetDays} target days, so it does not blend.`,
    },
  ];
}

/** Two layers may hold one contract: their minis then make standard contracts together. */
export function sharedWarnings(
  layers: readonly PreparedLayer[],
  held: readonly (readonly HeldPart[])[],
): Warning[] {
  const byContract = new Map<
    string,
    { future: FutureInstrument; names: string[]; units: number }
  >();
  held.forEach((parts, i) => {
    for (const { instrument, units } of parts) {
      if (instrument.kind !== 'future' || !instrument.minis || units === 0) continue;
      const { symbol } = instrument.node;
      const name = layers[i]?.layer.name ?? '';
      const known = byContract.get(symbol) ?? { future: instrument, names: [], units: 0 };
      known.names.push(name);
      byContract.set(symbol, { ...known, units: known.units + units });
    }
  });
  return [...byContract].flatMap(([symbol, { future, names, units }]) => {
    if (names.length < 2) return [];
    const { standard, minis } = splitUnits(future, units);
    return [
      {
        code: 'shared-contract',
        message: `${names.join(' and ')} hold the same contract: to order, ${symbol} is ${standard} VX and ${minis} VXM in all. Costs are those of the layers' own orders.`,
      },
    ];
  });
}

/** Whether two parts are the same contract, held or not: mostly none are. */
export function mayShare(layers: readonly PreparedLayer[]): boolean {
  const seen = new Set<string>();
  return layers.some(({ parts }) =>
    parts.some(({ instrument }) => {
      if (instrument.kind !== 'future') return false;
      const { symbol } = instrument.node;
      return seen.size === seen.add(symbol).size;
    }),
  );
}
