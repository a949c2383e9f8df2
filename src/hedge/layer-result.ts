import {
  VIX_OPTION_MULTIPLIER_USD,
  VXM_MULTIPLIER_USD,
  VX_MULTIPLIER_USD,
} from '../market/contracts.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { carryUsd } from './carry.js';
import type { Horizon } from './horizon-value.js';
import { callSymbol } from './instrument-symbols.js';
import { splitUnits, tradeCostUsd, unitNotionalUsd } from './instruments.js';
import type { FutureInstrument, VixCall } from './instruments.js';
import { layerBreakEven } from './layer-break-even.js';
import { marginOf } from './layer-facts.js';
import type { LayerFacts, PartFacts } from './layer-facts.js';
import type { Open } from './open.js';
import type { PreparedHedge, PreparedLayer } from './prepare.js';
import type { InstrumentResult, LayerResult } from './result.js';
import { rollByFrom } from './roll-by.js';
import type { HeldPart } from './structure.js';
import type { UnitOnHorizon } from './unit-on-horizon.js';

/** What a layer's result is made of. */
export interface LayerInputs {
  readonly prepared: PreparedHedge;
  readonly layer: PreparedLayer;
  readonly facts: LayerFacts;
  readonly held: readonly HeldPart[];
  readonly targetNotionalUsd: number;
  readonly totalNotionalUsd: number;
  readonly creditUsd: number;
  readonly lastCondorExpiry: IsoDate;
  readonly horizon: Horizon;
  /** One unit of each part of all layers at the horizon, and which is this layer's first. */
  readonly units: readonly UnitOnHorizon[];
  readonly firstPart: number;
}

/** One layer of the answer: what is held, what it costs, where it breaks even. */
export function layerResult(inputs: LayerInputs): LayerResult {
  const { prepared, layer, facts, held } = inputs;
  const { market } = prepared;
  const { settings } = market;
  let notionalUsd = 0;
  let outlayUsd = 0;
  let entryCostUsd = 0;
  let carryPerMonthUsd = 0;
  for (let part = 0; part < held.length; part += 1) {
    const { instrument, units } = held[part] as HeldPart;
    const { unitNotionalUsd, unitOutlayUsd, plan } = facts.parts[part] as PartFacts;
    notionalUsd += units * unitNotionalUsd;
    outlayUsd += units * unitOutlayUsd;
    entryCostUsd -= tradeCostUsd(instrument, units, settings.costs);
    if (plan !== undefined && units > 0) carryPerMonthUsd += carryUsd(plan, units, market);
  }
  const weightActual = inputs.totalNotionalUsd > 0 ? notionalUsd / inputs.totalNotionalUsd : 0;
  const { band, name, instrument } = layer.layer;
  const marginUsd = marginOf(held, settings);
  carryPerMonthUsd = roundUsd(carryPerMonthUsd);
  const breakEven = layerBreakEven(market, held, inputs.horizon, inputs.units, inputs.firstPart);
  const main = mainPart(inputs);
  const result: Partial<Open<LayerResult>> = {
    name,
    instrument,
    band,
    baseWeight: layer.baseWeight,
    weight: layer.weight,
    weightActual,
    bandHeld: weightActual >= band.min - 1e-12 && weightActual <= band.max + 1e-12,
    tenor: facts.tenor,
    targetNotionalUsd: inputs.targetNotionalUsd,
    notionalUsd: roundUsd(notionalUsd),
    outlayUsd: roundUsd(outlayUsd),
  };
  // Set one by one: spreading the keys that may be absent is most of the cost of a row.
  if (marginUsd !== undefined) result.marginUsd = marginUsd;
  result.entryCostUsd = roundUsd(entryCostUsd);
  result.carryPerMonthUsd = carryPerMonthUsd;
  result.carryShareOfCredit = carryPerMonthUsd / inputs.creditUsd;
  if (main !== undefined) setExit(result, inputs, main);
  if (breakEven !== undefined) result.breakEven = breakEven;
  if (main !== undefined) result.nextContract = main.next;
  result.instruments = instrumentRows(inputs);
  result.factors = layer.factors;
  return result as LayerResult;
}

/** What speaks for the layer: the largest part held, else the one with the largest share. */
function mainPart({ held, facts: { parts } }: LayerInputs): PartFacts | undefined {
  let best: PartFacts | undefined;
  let most = 0;
  for (let i = 0; i < held.length; i += 1) {
    const { units } = held[i] as HeldPart;
    const part = parts[i] as PartFacts;
    const notionalUsd = units * part.unitNotionalUsd;
    if (units <= 0 || (best !== undefined && notionalUsd <= most)) continue;
    best = part;
    most = notionalUsd;
  }
  if (best !== undefined) return best;
  const [first, ...others] = parts;
  return others.reduce((found, part) => (found && part.share <= found.share ? found : part), first);
}

/** When to roll or leave, and what becomes of the layer at the condor's end; blends part by part. */
function setExit(result: Partial<Open<LayerResult>>, inputs: LayerInputs, main: PartFacts): void {
  const { held, facts, lastCondorExpiry } = inputs;
  let bought = 0;
  for (const { units } of held) if (units > 0) bought += 1;
  const exits =
    bought > 1
      ? exitsOf(
          facts.parts.filter((_, i) => (held[i] as HeldPart).units > 0),
          inputs,
        )
      : [partExit(main, inputs)];
  const [first] = exits;
  if (first === undefined) return;
  const blended = exits.length > 1;
  const earliest = blended ? exits.reduce((a, b) => (b.rollBy < a.rollBy ? b : a)) : first;
  result.rollBy = earliest.rollBy;
  if (blended) result.rollByContract = earliest.symbol;
  result.condorEnd = lastCondorExpiry;
  result.atCondorEnd = blended
    ? exits.map(({ symbol, atEnd }) => `${symbol} ${atEnd}`).join('; ')
    : first.atEnd;
}

interface PartExit {
  readonly symbol: string;
  readonly rollBy: IsoDate;
  readonly atEnd: string;
}

/** A layer may hold a future and calls on it: one day, said once. */
function exitsOf(parts: readonly PartFacts[], inputs: LayerInputs): PartExit[] {
  const exits = parts.map((part) => partExit(part, inputs));
  return [...new Map(exits.map((exit) => [exit.symbol, exit])).values()];
}

function partExit(
  { instrument, rollDay }: PartFacts,
  { lastCondorExpiry, prepared }: LayerInputs,
): PartExit {
  if (instrument.kind === 'etp' || rollDay === undefined) {
    return {
      symbol: instrument.kind === 'etp' ? instrument.symbol : instrument.node.symbol,
      rollBy: lastCondorExpiry,
      atEnd: 'no expiry: sell then or keep for the next condor',
    };
  }
  const { expiry, symbol } = instrument.node;
  const beyond = daysBetween(lastCondorExpiry, expiry);
  return {
    symbol,
    rollBy: rollByFrom(rollDay, prepared.market.curve.date, lastCondorExpiry),
    atEnd:
      beyond > 0
        ? `${beyond} days left: sell then or keep for the next condor`
        : beyond === 0
          ? 'settles the same day, at another print'
          : `settled ${-beyond} days before: roll, or go without`,
  };
}

/** The rows a trader places: standard contracts and minis apart, both legs of a spread. */
function instrumentRows({ held, facts, prepared }: LayerInputs): InstrumentResult[] {
  const rows: InstrumentResult[] = [];
  for (let part = 0; part < held.length; part += 1) {
    const { instrument, units } = held[part] as HeldPart;
    switch (instrument.kind) {
      case 'future': {
        const { standard, minis } = splitUnits(instrument, units);
        const { symbol } = instrument.node;
        const mini = facts.parts[part]?.mini;
        if (standard > 0 || mini === undefined) {
          rows.push(futureRow(instrument, symbol, standard, VX_MULTIPLIER_USD));
        }
        if (mini !== undefined && (minis > 0 || standard === 0)) {
          rows.push(futureRow(instrument, mini, minis, VXM_MULTIPLIER_USD));
        }
        break;
      }
      case 'call':
        rows.push(callRow(instrument.call, units, instrument.kind));
        break;
      case 'callSpread':
        rows.push(callRow(instrument.long, units, instrument.kind));
        rows.push(callRow(instrument.short, -units, instrument.kind));
        break;
      case 'etp':
        rows.push({
          symbol: instrument.symbol,
          kind: 'etp',
          price: instrument.priceUsd,
          multiplier: 1,
          contracts: units,
          notionalUsd: roundUsd(units * unitNotionalUsd(instrument)),
          priceSource: `snapshot; ${instrument.leverage}x of ${instrument.tenorDays}-day futures at ${prepared.market.curve.date}`,
        });
    }
  }
  return rows;
}

function futureRow(
  { node: { expiry, daysToExpiry, price } }: FutureInstrument,
  symbol: string,
  contracts: number,
  multiplier: number,
): InstrumentResult {
  return {
    symbol,
    kind: 'future',
    expiry,
    daysToExpiry,
    price,
    multiplier,
    contracts,
    notionalUsd: roundUsd(contracts * multiplier * price),
  };
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
