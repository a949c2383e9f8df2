import type { CondorSummary } from '../condor/position.js';
import type { LayerResult, SizeResult } from '../hedge/result.js';
import type { IsoDate } from '../market/date.js';
import type { Factor } from '../report-parts.js';
import type {
  Changes,
  CondorChange,
  ContractChange,
  FactorChange,
  FigureChange,
  LayerChange,
} from './result.js';

/** Figures closer than this share are the same: a sum in another order is no change. */
const SAME = 1e-9;

/** A recommendation as the journal has it. */
export interface EarlierResult {
  readonly seq: number;
  readonly date: IsoDate;
  readonly result: SizeResult;
}

/**
 * What has changed since an earlier recommendation: figures that differ, contracts by symbol, and
 * the factors that moved them, each with its source of today.
 */
export function changesSince(
  { seq, date, result: before }: EarlierResult,
  now: SizeResult,
): Changes {
  const regimes = { before: before.termStructure.regime, now: now.termStructure.regime };
  return {
    since: { seq, date },
    ...(regimes.before !== regimes.now && { regime: regimes }),
    condors: condorsChanged(before, now),
    hedge: figuresChanged(hedgeFigures(before), hedgeFigures(now)),
    because: factorsChanged(before.hedge.factors, now.hedge.factors),
    layers: layerNames(before, now).flatMap((name) => {
      const change = layerChange(name, layerOf(before, name), layerOf(now, name));
      const moved = change.figures.length + change.contracts.length + change.because.length;
      return moved === 0 ? [] : [change];
    }),
  };
}

/** Whether two results are of books without a condor in common: of another account, most likely. */
export function isOtherBook(one: SizeResult, other: SizeResult): boolean {
  const known = new Set(one.position.condors.map(condorKey));
  return !other.position.condors.some((condor) => known.has(condorKey(condor)));
}

function condorsChanged({ position: before }: SizeResult, { position: now }: SizeResult) {
  const quantities = new Map<string, CondorChange>();
  for (const condor of before.condors) {
    const { id, expiry, quantity } = condor;
    quantities.set(condorKey(condor), { id, expiry, before: quantity, now: 0 });
  }
  for (const condor of now.condors) {
    const key = condorKey(condor);
    const { id, expiry, quantity } = condor;
    quantities.set(key, { id, expiry, before: quantities.get(key)?.before ?? 0, now: quantity });
  }
  return [...quantities.values()].filter((change) => change.before !== change.now);
}

function condorKey({ id, expiry, breakEvens }: CondorSummary): string {
  return JSON.stringify([id, expiry, breakEvens.lower, breakEvens.upper]);
}

type Figures = Readonly<Record<string, number | undefined>>;

function hedgeFigures({ hedge, position, termStructure }: SizeResult): Figures {
  return {
    spx: termStructure.spx,
    spotVix: termStructure.spotVix,
    riskCapitalUsd: position.riskCapitalUsd,
    ratio: hedge.ratio,
    targetNotionalUsd: hedge.targetNotionalUsd,
    notionalUsd: hedge.notionalUsd,
    outlayUsd: hedge.outlayUsd,
    marginUsd: hedge.marginUsd,
    carryPerMonthUsd: hedge.carryPerMonthUsd,
  };
}

function layerFigures(layer: LayerResult | undefined): Figures {
  if (layer === undefined) return {};
  const { weight, weightActual, notionalUsd, outlayUsd, marginUsd, carryPerMonthUsd } = layer;
  return { weight, weightActual, notionalUsd, outlayUsd, marginUsd, carryPerMonthUsd };
}

/** Layers of today in their order, then those that are gone. */
function layerNames(before: SizeResult, now: SizeResult): string[] {
  return [...new Set([...now.layers, ...before.layers].map(({ name }) => name))];
}

function layerOf({ layers }: SizeResult, name: string): LayerResult | undefined {
  return layers.find((layer) => layer.name === name);
}

function layerChange(
  layer: string,
  before: LayerResult | undefined,
  now: LayerResult | undefined,
): LayerChange {
  return {
    layer,
    figures: figuresChanged(layerFigures(before), layerFigures(now)),
    contracts: contractsChanged(contractsOf(before), contractsOf(now)),
    because: factorsChanged(before?.factors ?? [], now?.factors ?? []),
  };
}

function figuresChanged(before: Figures, now: Figures): FigureChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((figure): FigureChange[] => {
    const [was, is] = [before[figure], now[figure]];
    if (isSame(was, is)) return [];
    return [
      { figure, ...(was !== undefined && { before: was }), ...(is !== undefined && { now: is }) },
    ];
  });
}

/** Whole contracts by symbol; one that two parts hold counts once, with both. */
function contractsOf(layer: LayerResult | undefined): ReadonlyMap<string, number> {
  const bySymbol = new Map<string, number>();
  for (const { symbol, contracts } of layer?.instruments ?? []) {
    bySymbol.set(symbol, (bySymbol.get(symbol) ?? 0) + contracts);
  }
  return bySymbol;
}

function contractsChanged(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
): ContractChange[] {
  const symbols = [...new Set([...now.keys(), ...before.keys()])];
  return symbols.flatMap((symbol) => {
    const change = { symbol, before: before.get(symbol) ?? 0, now: now.get(symbol) ?? 0 };
    return change.before === change.now ? [] : [change];
  });
}

/** Factors are multiplied: one that is not applied, before or any more, stands at 1. */
function factorsChanged(before: readonly Factor[], now: readonly Factor[]): FactorChange[] {
  const earlier = new Map(before.map((factor) => [factor.name, factor]));
  const names = new Set(now.map(({ name }) => name));
  const moved = now.flatMap((factor): FactorChange[] => {
    const was = earlier.get(factor.name)?.value;
    if (isSame(was ?? 1, factor.value)) return [];
    return [{ factor, ...(was !== undefined && { before: was }) }];
  });
  const gone = before
    .filter(({ name, value }) => !names.has(name) && value !== 1)
    .map(({ name, value }) => ({
      factor: { name, value: 1, source: 'neutral: not applied any more' },
      before: value,
    }));
  return [...moved, ...gone];
}

function isSame(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b));
}
