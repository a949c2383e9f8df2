import type { InstrumentResult, LayerResult, SizeResult } from '../hedge/result.js';
import { ETP_SPECS, leverageOn } from '../market/contracts.js';
import { daysBetween } from '../market/date.js';
import { roundUsd } from '../market/rounding.js';
import { chicagoDate } from '../market/time.js';
import type { EpochMs } from '../market/time.js';
import type { HeldAgainstTarget, LayerHeld } from '../report/result.js';
import type { BookedHolding } from './holdings.js';
import type { TradedContract } from './traded-contract.js';

/** So many contracts of one layer. */
interface LayerContracts {
  readonly contract: TradedContract;
  readonly contracts: number;
}

/**
 * What is held beside what is recommended, layer by layer, in the order of the result; a layer that
 * fills name and the result does not have comes last. A holding of no named layer belongs to the
 * one that recommends its expiry, else to the one whose window holds it.
 * @param holdings those of `holdingsOf`, at the result's day
 */
export function heldAgainstTarget(
  holdings: readonly BookedHolding[],
  result: SizeResult,
): HeldAgainstTarget {
  const byLayer = new Map<string, LayerContracts[]>(result.layers.map(({ name }) => [name, []]));
  for (const { contract, expired, layers } of holdings) {
    if (expired) continue;
    for (const { layer, contracts } of layers) {
      const name = layer ?? layerFor(contract, result);
      byLayer.set(name, [...(byLayer.get(name) ?? []), { contract, contracts }]);
    }
  }
  return {
    layers: [...byLayer].map(([name, held]) =>
      layerHeld(
        name,
        held,
        result.layers.find((layer) => layer.name === name),
        result,
      ),
    ),
  };
}

function layerHeld(
  name: string,
  held: readonly LayerContracts[],
  layer: LayerResult | undefined,
  result: SizeResult,
): LayerHeld {
  const recommended = layer?.instruments ?? [];
  const symbols = new Set([
    ...recommended.filter(({ contracts }) => contracts !== 0).map(({ symbol }) => symbol),
    ...held.map(({ contract }) => contract.symbol),
  ]);
  const recommendedNotionalUsd = layer?.notionalUsd ?? 0;
  const heldNotionalUsd = notionalOf(held, result);
  return {
    layer: name,
    contracts: [...symbols].map((symbol) => ({
      symbol,
      recommended: sum(recommended.filter((row) => row.symbol === symbol)),
      held: sum(held.filter(({ contract }) => contract.symbol === symbol)),
    })),
    targetNotionalUsd: layer?.targetNotionalUsd ?? 0,
    recommendedNotionalUsd,
    ...(heldNotionalUsd !== undefined && { heldNotionalUsd }),
    ...(heldNotionalUsd !== undefined &&
      recommendedNotionalUsd > 0 && { drift: heldNotionalUsd / recommendedNotionalUsd - 1 }),
  };
}

function sum(rows: readonly { readonly contracts: number }[]): number {
  return rows.reduce((total, { contracts }) => total + contracts, 0);
}

/** At the result's prices; undefined where one of them is not in it. */
function notionalOf(held: readonly LayerContracts[], result: SizeResult): number | undefined {
  let total = 0;
  for (const { contract, contracts } of held) {
    const unit = unitNotionalUsd(contract, result);
    if (unit === undefined) return undefined;
    total += contracts * unit;
  }
  return roundUsd(total);
}

/** As METHOD 6.2 tells notional: futures x price, options by their delta, ETPs by their leverage. */
function unitNotionalUsd(contract: TradedContract, result: SizeResult): number | undefined {
  const rows = result.layers.flatMap(({ instruments }) => instruments);
  const own = rows.find(({ symbol }) => symbol === contract.symbol);
  if (contract.kind === 'etp') {
    const day = chicagoDate(Date.parse(result.asOf) as EpochMs);
    return own && own.price * leverageOn(ETP_SPECS[contract.etp], day);
  }
  const future = futurePrice(contract, rows, result);
  if (future === undefined) return undefined;
  if (contract.kind === 'future') return contract.multiplierUsd * future;
  return own?.forwardDelta && contract.multiplierUsd * future * own.forwardDelta;
}

function futurePrice(
  { expiry }: Exclude<TradedContract, { kind: 'etp' }>,
  rows: readonly InstrumentResult[],
  { termStructure }: SizeResult,
): number | undefined {
  const node = termStructure.nodes.find((one) => one.expiry === expiry);
  return node?.price ?? rows.find((row) => row.kind === 'future' && row.expiry === expiry)?.price;
}

/** The layer of a contract that no fill gives one; as `alvh press` places a holding. */
export function layerFor(contract: TradedContract, { layers, asOf }: SizeResult): string {
  const recommending = layers.filter(({ instruments }) =>
    instruments.some((row) =>
      contract.kind === 'etp' ? row.symbol === contract.symbol : row.expiry === contract.expiry,
    ),
  );
  const [only, ...others] = recommending;
  if (only !== undefined && others.length === 0) return only.name;
  const days =
    contract.kind === 'etp'
      ? ETP_SPECS[contract.etp].constantMaturityDays
      : daysBetween(chicagoDate(Date.parse(asOf) as EpochMs), contract.expiry);
  const found = layers.find(({ tenor }) => days <= tenor.maxDays) ?? layers.at(-1);
  return found?.name ?? '';
}
