import { splitUnits } from './instruments.js';
import type { FutureInstrument } from './instruments.js';
import type { PreparedLayer } from './prepare.js';
import type { Warning } from './result.js';
import type { HeldPart } from './structure.js';

/** What to know of the contracts that layers were given: blends, contracts held by two layers. */
export function contractWarnings(
  layers: readonly PreparedLayer[],
  held: readonly (readonly HeldPart[])[],
): Warning[] {
  return [...layers.flatMap(blendWarnings), ...sharedWarnings(layers, held)];
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
function sharedWarnings(
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
