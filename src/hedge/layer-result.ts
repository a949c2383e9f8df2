import {
  VIX_OPTION_MULTIPLIER_USD,
  VXM_MULTIPLIER_USD,
  VX_MULTIPLIER_USD,
} from '../market/contracts.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol } from '../market/futures-symbol.js';
import { formatOptionSymbol } from '../market/option-symbol.js';
import { roundUsd } from '../market/rounding.js';
import { CARRY_DAYS, carryUsd } from './carry.js';
import type { Horizon } from './horizon-value.js';
import { splitUnits, tradeCostUsd, unitNotionalUsd, unitOutlayUsd } from './instruments.js';
import type { FutureInstrument, HedgeInstrument, VixCall } from './instruments.js';
import { largestPart, layerBreakEven } from './layer-break-even.js';
import type { PreparedHedge, PreparedLayer } from './prepare.js';
import type { InstrumentResult, LayerResult, NextContract } from './result.js';
import { rollByOf } from './roll-by.js';
import type { HedgeSettings } from './settings.js';
import type { HeldPart } from './structure.js';
import { rollTrigger } from './tenor-score.js';

/** What a layer's result is made of. */
export interface LayerInputs {
  readonly prepared: PreparedHedge;
  readonly index: number;
  readonly layer: PreparedLayer;
  readonly held: readonly HeldPart[];
  readonly targetNotionalUsd: number;
  readonly totalNotionalUsd: number;
  readonly creditUsd: number;
  readonly lastCondorExpiry: IsoDate;
  readonly horizon: Horizon;
}

/** One layer of the answer: what is held, what it costs, where it breaks even. */
export function layerResult(inputs: LayerInputs): LayerResult {
  const { prepared, index, layer, held } = inputs;
  const { market } = prepared;
  const { settings } = market;
  const plans = prepared.carryOf(index, CARRY_DAYS);
  let notionalUsd = 0;
  let outlayUsd = 0;
  let entryCostUsd = 0;
  let carryPerMonthUsd = 0;
  held.forEach(({ instrument, units }, part) => {
    notionalUsd += units * unitNotionalUsd(instrument);
    outlayUsd += units * unitOutlayUsd(instrument);
    entryCostUsd -= tradeCostUsd(instrument, units, settings.costs);
    const plan = plans[part];
    if (plan !== undefined && units > 0) carryPerMonthUsd += carryUsd(plan, units, market);
  });
  const weightActual = inputs.totalNotionalUsd > 0 ? notionalUsd / inputs.totalNotionalUsd : 0;
  const { band, name, window, targetDays, instrument } = layer.layer;
  const main = mainInstrument(inputs);
  const marginUsd = marginOf(held, settings);
  carryPerMonthUsd = roundUsd(carryPerMonthUsd);
  const breakEven = layerBreakEven(market, held, inputs.horizon);
  const next = nextContract(inputs, main);
  return {
    name,
    instrument,
    band,
    baseWeight: layer.baseWeight,
    weight: layer.weight,
    weightActual,
    bandHeld: weightActual >= band.min - 1e-12 && weightActual <= band.max + 1e-12,
    tenor: {
      minDays: window.minDays,
      maxDays: window.maxDays,
      targetDays,
      outsideWindow: layer.choice.outsideWindow,
      ...tenorFigures(layer, settings),
    },
    targetNotionalUsd: inputs.targetNotionalUsd,
    notionalUsd: roundUsd(notionalUsd),
    outlayUsd: roundUsd(outlayUsd),
    ...(marginUsd !== undefined && { marginUsd }),
    entryCostUsd: roundUsd(entryCostUsd),
    carryPerMonthUsd,
    carryShareOfCredit: carryPerMonthUsd / inputs.creditUsd,
    ...exitOf(inputs),
    ...(breakEven !== undefined && { breakEven }),
    ...(next !== undefined && { nextContract: next }),
    instruments: held.flatMap((part) => instrumentRows(part, inputs)),
    factors: layer.factors,
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

/** What speaks for the layer: the largest part held, else the one with the largest share. */
function mainInstrument({ held, layer }: LayerInputs): HedgeInstrument | undefined {
  const bought = largestPart(held.filter(({ units }) => units > 0));
  if (bought !== undefined) return bought.instrument;
  const [first, ...others] = layer.parts;
  return others.reduce((best, part) => (best && part.share <= best.share ? best : part), first)
    ?.instrument;
}

type Exit = Pick<LayerResult, 'rollBy' | 'rollByContract' | 'condorEnd' | 'atCondorEnd'>;

/** When to roll or leave, and what becomes of the layer at the condor's end; blends part by part. */
function exitOf(inputs: LayerInputs): Exit {
  const bought = inputs.held.filter(({ units }) => units > 0);
  const main = mainInstrument(inputs);
  if (main === undefined) return {};
  const parts = bought.length > 1 ? bought.map(({ instrument }) => instrument) : [main];
  // A layer may hold a future and calls on it: one day, said once.
  const bySymbol = new Map(
    parts.map((instrument) => partExit(instrument, inputs)).map((exit) => [exit.symbol, exit]),
  );
  const exits = [...bySymbol.values()];
  const { lastCondorExpiry: condorEnd } = inputs;
  const [first, ...others] = exits;
  if (first === undefined || others.length === 0) {
    return first === undefined ? {} : { rollBy: first.rollBy, condorEnd, atCondorEnd: first.atEnd };
  }
  const earliest = others.reduce((a, b) => (b.rollBy < a.rollBy ? b : a), first);
  return {
    rollBy: earliest.rollBy,
    rollByContract: earliest.symbol,
    condorEnd,
    atCondorEnd: exits.map(({ symbol, atEnd }) => `${symbol} ${atEnd}`).join('; '),
  };
}

function partExit(
  instrument: HedgeInstrument,
  { lastCondorExpiry, prepared }: LayerInputs,
): { symbol: string; rollBy: IsoDate; atEnd: string } {
  const today = prepared.market.curve.date;
  if (instrument.kind === 'etp') {
    return {
      symbol: instrument.symbol,
      rollBy: lastCondorExpiry,
      atEnd: 'no expiry: sell then or keep for the next condor',
    };
  }
  const { expiry, symbol } = instrument.node;
  const beyond = daysBetween(lastCondorExpiry, expiry);
  return {
    symbol,
    rollBy: rollByOf(expiry, today, lastCondorExpiry),
    atEnd:
      beyond > 0
        ? `${beyond} days left: sell then or keep for the next condor`
        : beyond === 0
          ? 'settles the same day, at another print'
          : `settled ${-beyond} days before: roll, or go without`,
  };
}

/** What one more of the smallest contract would be (METHOD 15.3, PRODUCT: a further contract). */
function nextContract(
  inputs: LayerInputs,
  instrument: HedgeInstrument | undefined,
): NextContract | undefined {
  if (instrument === undefined) return undefined;
  const { prepared, index, held } = inputs;
  const part = held.findIndex((item) => item.instrument === instrument);
  const plan = prepared.carryOf(index, CARRY_DAYS)[part];
  const marginUsd = marginOf([{ instrument, units: 1 }], prepared.market.settings);
  return {
    symbol: smallestSymbol(instrument),
    notionalUsd: roundUsd(unitNotionalUsd(instrument)),
    outlayUsd: roundUsd(unitOutlayUsd(instrument)),
    ...(marginUsd !== undefined && instrument.kind === 'future' && { marginUsd }),
    carryPerMonthUsd: plan === undefined ? 0 : roundUsd(carryUsd(plan, 1, prepared.market)),
  };
}

/** Name of the smallest thing that trades: a mini where minis do. */
export function smallestSymbol(instrument: HedgeInstrument): string {
  switch (instrument.kind) {
    case 'future':
      return instrument.minis ? miniSymbol(instrument) : instrument.node.symbol;
    case 'call':
      return callSymbol(instrument.call);
    case 'callSpread':
      return `${callSymbol(instrument.long)} / ${callSymbol(instrument.short)}`;
    case 'etp':
      return instrument.symbol;
  }
}

function miniSymbol(instrument: FutureInstrument): string {
  return futureSymbol('VXM', instrument.node.expiry);
}

function callSymbol(call: VixCall): string {
  return formatOptionSymbol({
    root: call.monthly ? 'VIX' : 'VIXW',
    expiry: call.node.expiry,
    right: 'call',
    strike: call.strike,
  });
}

/** The rows a trader places: standard contracts and minis apart, both legs of a spread. */
function instrumentRows({ instrument, units }: HeldPart, inputs: LayerInputs): InstrumentResult[] {
  switch (instrument.kind) {
    case 'future': {
      const { standard, minis } = splitUnits(instrument, units);
      const { symbol, expiry, daysToExpiry, price } = instrument.node;
      const row = (name: string, contracts: number, multiplier: number): InstrumentResult => ({
        symbol: name,
        kind: 'future',
        expiry,
        daysToExpiry,
        price,
        multiplier,
        contracts,
        notionalUsd: roundUsd(contracts * multiplier * price),
      });
      const rows = [];
      if (standard > 0 || !instrument.minis) rows.push(row(symbol, standard, VX_MULTIPLIER_USD));
      if (minis > 0 || (instrument.minis && standard === 0)) {
        rows.push(row(miniSymbol(instrument), minis, VXM_MULTIPLIER_USD));
      }
      return rows;
    }
    case 'call':
      return [callRow(instrument.call, units, instrument.kind)];
    case 'callSpread':
      return [
        callRow(instrument.long, units, instrument.kind),
        callRow(instrument.short, -units, instrument.kind),
      ];
    case 'etp':
      return [
        {
          symbol: instrument.symbol,
          kind: 'etp',
          price: instrument.priceUsd,
          multiplier: 1,
          contracts: units,
          notionalUsd: roundUsd(units * unitNotionalUsd(instrument)),
          priceSource: `snapshot; ${instrument.leverage}x of ${instrument.tenorDays}-day futures at ${inputs.prepared.market.curve.date}`,
        },
      ];
  }
}

function callRow(call: VixCall, contracts: number, kind: 'call' | 'callSpread'): InstrumentResult {
  const { node } = call;
  return {
    symbol: callSymbol(call),
    kind,
    expiry: node.expiry,
    daysToExpiry: node.daysToExpiry,
    price: call.pricePoints,
    multiplier: VIX_OPTION_MULTIPLIER_USD,
    contracts,
    notionalUsd: roundUsd(contracts * VIX_OPTION_MULTIPLIER_USD * node.price * call.delta),
    strike: call.strike,
    impliedVol: call.impliedVol,
    forwardDelta: call.delta,
    priceSource: call.priceSource,
  };
}
