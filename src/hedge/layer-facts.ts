import { roundUsd } from '../market/rounding.js';
import type { IsoDate } from '../market/date.js';
import { CARRY_DAYS, carryUsd } from './carry.js';
import type { CarryPlan } from './carry.js';
import { frozen } from './frozen.js';
import { miniSymbol, smallestSymbol } from './instrument-symbols.js';
import { splitUnits, unitNotionalUsd, unitOutlayUsd } from './instruments.js';
import type { HedgeInstrument } from './instruments.js';
import type { PreparedHedge, PreparedLayer } from './prepare.js';
import type { LayerResult, NextContract } from './result.js';
import { rollDayOf } from './roll-by.js';
import type { HedgeSettings } from './settings.js';
import type { HeldPart } from './structure.js';
import { rollTrigger } from './tenor-score.js';

/** What there is to say of a layer's part whatever the book. */
export interface PartFacts {
  readonly instrument: HedgeInstrument;
  readonly share: number;
  readonly unitNotionalUsd: number;
  readonly unitOutlayUsd: number;
  readonly plan: CarryPlan | undefined;
  /** Of a future that has minis. */
  readonly mini: string | undefined;
  /** The day from which it has too few days left; an ETP has none. */
  readonly rollDay: IsoDate | undefined;
  /** What one more of the smallest contract would be (METHOD 15.3, PRODUCT: a further contract). */
  readonly next: NextContract;
}

/** What there is to say of a layer whatever the book. */
export interface LayerFacts {
  readonly tenor: LayerResult['tenor'];
  readonly parts: readonly PartFacts[];
}

const known = new WeakMap<PreparedHedge, readonly LayerFacts[]>();

/** The facts of a prepared hedge's layers, in their order: worked out once, used for every book. */
export function layerFacts(prepared: PreparedHedge): readonly LayerFacts[] {
  let found = known.get(prepared);
  if (found === undefined) {
    found = prepared.layers.map((layer, index) => factsOf(prepared, layer, index));
    known.set(prepared, found);
  }
  return found;
}

function factsOf(prepared: PreparedHedge, layer: PreparedLayer, index: number): LayerFacts {
  const { window, targetDays } = layer.layer;
  const plans = prepared.carryOf(index, CARRY_DAYS);
  return {
    tenor: frozen({
      minDays: window.minDays,
      maxDays: window.maxDays,
      targetDays,
      outsideWindow: layer.choice.outsideWindow,
      ...tenorFigures(layer, prepared.market.settings),
    }),
    parts: layer.parts.map(({ instrument, share }, part) => ({
      instrument,
      share,
      unitNotionalUsd: unitNotionalUsd(instrument),
      unitOutlayUsd: unitOutlayUsd(instrument),
      plan: plans[part],
      mini: instrument.kind === 'future' && instrument.minis ? miniSymbol(instrument) : undefined,
      rollDay: instrument.kind === 'etp' ? undefined : rollDayOf(instrument.node.expiry),
      next: frozen(nextContract(prepared, instrument, plans[part])),
    })),
  };
}

/** The scores that chose the contract, and where they say that one is to be rolled. */
function tenorFigures(
  { tenorScores: scores }: PreparedLayer,
  { tenor }: HedgeSettings,
): Pick<LayerResult['tenor'], 'scores' | 'rollTriggers'> {
  if (scores === undefined) return {};
  const rollTriggers = scores.flatMap(
    (held, i) => rollTrigger(held, scores[i + 1], tenor.rollTrigger) ?? [],
  );
  return { scores, ...(rollTriggers.length > 0 && { rollTriggers }) };
}

function nextContract(
  { market }: PreparedHedge,
  instrument: HedgeInstrument,
  plan: CarryPlan | undefined,
): NextContract {
  const marginUsd = marginOf([{ instrument, units: 1 }], market.settings);
  return {
    symbol: smallestSymbol(instrument),
    notionalUsd: roundUsd(unitNotionalUsd(instrument)),
    outlayUsd: roundUsd(unitOutlayUsd(instrument)),
    ...(marginUsd !== undefined && instrument.kind === 'future' && { marginUsd }),
    carryPerMonthUsd: plan === undefined ? 0 : roundUsd(carryUsd(plan, 1, market)),
  };
}

/** Margin of a layer's futures, absent unless every contract size held has a setting. */
export function marginOf(held: readonly HeldPart[], settings: HedgeSettings): number | undefined {
  const { vxUsd, vxmUsd } = settings.margin;
  let total = 0;
  for (const { instrument, units } of held) {
    if (instrument.kind !== 'future') continue;
    const { standard, minis } = splitUnits(instrument, units);
    if ((standard > 0 && vxUsd === undefined) || (minis > 0 && vxmUsd === undefined)) {
      return undefined;
    }
    if (vxUsd === undefined && vxmUsd === undefined) return undefined;
    total += standard * (vxUsd ?? 0) + minis * (vxmUsd ?? 0);
  }
  return roundUsd(total);
}
