import { etpSpecOf, leverageOn } from '../market/contracts.js';
import { roundPoints } from '../market/rounding.js';
import { CARRY_DAYS } from './carry.js';
import { factor } from './factors.js';
import type { PreparedHedge } from './prepare.js';
import type {
  Derivation,
  HedgeSummary,
  InstrumentResult,
  LayerBreakEven,
  LayerResult,
} from './result.js';

/** How the figures came about, for `--explain`: the terms that the engine itself combined. */
export function derivationsOf(
  prepared: PreparedHedge,
  hedge: HedgeSummary,
  layers: readonly LayerResult[],
): Derivation[] {
  return [
    ...layers.flatMap((layer, i) => layerDerivations(prepared, hedge, layer, i)),
    {
      figure: 'carry per 30 days, USD',
      rule: 'sum',
      terms: layers.map(({ name, carryPerMonthUsd }) => factor(name, carryPerMonthUsd, 'layer')),
      result: hedge.carryPerMonthUsd,
      source: 'method 15.5',
    },
  ];
}

function layerDerivations(
  prepared: PreparedHedge,
  hedge: HedgeSummary,
  layer: LayerResult,
  index: number,
): Derivation[] {
  const { name, band } = layer;
  const plans = prepared.carryOf(index, CARRY_DAYS);
  const held = layer.instruments.filter(({ contracts }) => contracts !== 0);
  return [
    {
      figure: `${name}: weight`,
      rule: 'formula',
      formula: `raw weights scaled to sum 1, then shifted alike and clipped to their bands; this band ${band.min} to ${band.max}`,
      terms: prepared.layers.map(({ layer: { name: other }, rawWeight }) =>
        factor(other, rawWeight, 'raw weight'),
      ),
      result: layer.weight,
      source: 'method 6.3',
    },
    {
      figure: `${name}: target notional, USD`,
      rule: 'product',
      terms: [
        factor('weight', layer.weight, 'the layer factors, projected'),
        factor('hedge target', hedge.targetNotionalUsd, 'the product of the hedge factors', 'USD'),
      ],
      result: layer.targetNotionalUsd,
      source: 'method 6.2',
    },
    {
      figure: `${name}: notional held, USD`,
      rule: 'sum',
      terms: held.map((row) =>
        factor(
          row.symbol,
          row.notionalUsd,
          row.priceSource ?? 'snapshot price',
          notionalText(row, prepared),
        ),
      ),
      result: layer.notionalUsd,
      source: 'method 6.2, 15.3',
    },
    {
      figure: `${name}: carry per ${CARRY_DAYS} days, USD`,
      rule: 'formula',
      formula:
        layer.instrument === 'future'
          ? 'contracts x multiplier x [F(T - 30 days) - F(T)] on an unchanged curve, spot VIX as F(0); one with fewer days runs to its expiry and is rolled, with costs'
          : 'revaluation after 30 days on an unchanged curve with vols unchanged, with the costs of rolling',
      terms: [
        ...held.map(({ symbol, contracts, multiplier }) =>
          factor(symbol, contracts, 'contracts', `of $${multiplier} a point`),
        ),
        ...plans.flatMap(({ steps }) =>
          steps.map(({ symbol, gain, note }) => factor(symbol, gain, 'curve', note)),
        ),
      ],
      result: layer.carryPerMonthUsd,
      source: 'method 15.5',
    },
    ...breakEvenDerivation(layer),
  ];
}

/** The product that a row's notional is (METHOD 6.2). */
function notionalText(row: InstrumentResult, { market }: PreparedHedge): string {
  const { contracts, multiplier, price, expiry, forwardDelta, symbol } = row;
  if (forwardDelta !== undefined) {
    const { nodes, weeklies } = market.curve;
    const future = [...nodes, ...weeklies].find((node) => node.expiry === expiry)?.price;
    return `${contracts} x ${multiplier} x future ${future ?? ''} x delta ${Number(forwardDelta.toPrecision(8))}`;
  }
  const etp = etpSpecOf(symbol);
  const leverage = etp === undefined ? 1 : leverageOn(etp, market.curve.date);
  const unit = `${contracts} x ${multiplier} x ${price}`;
  return leverage === 1 ? unit : `${unit} x leverage ${leverage}`;
}

function breakEvenDerivation(layer: LayerResult): Derivation[] {
  const { breakEven, instruments, name } = layer;
  const bought = instruments.filter(({ contracts }) => contracts > 0);
  const [main] = bought;
  if (breakEven === undefined || main === undefined) return [];
  if (breakEven.symbol !== undefined) return [blendDerivation(name, breakEven, bought)];
  const isFuture = layer.instrument === 'future';
  return [
    {
      figure: `${name}: break-even of its future`,
      rule: isFuture ? 'sum' : 'formula',
      ...(!isFuture && {
        formula:
          'the level of its own future (ETP: its price) at which the contracts, left at half the spread of what they are worth then, return price and costs',
      }),
      terms: isFuture
        ? [
            factor('price bought', main.price, 'snapshot', main.symbol),
            factor(
              'costs in and out',
              roundPoints(breakEven.future - main.price),
              'costs (method 15.11)',
              'points per contract held',
            ),
          ]
        : instruments
            .filter(({ contracts }) => contracts !== 0)
            .map(({ contracts, price, priceSource, symbol }) =>
              factor(
                contracts > 0 ? 'price bought' : 'price sold',
                price,
                priceSource ?? 'snapshot',
                symbol,
              ),
            ),
      result: breakEven.future,
      source: 'method 15.8',
    },
  ];
}

function blendDerivation(
  layer: string,
  { symbol, future }: LayerBreakEven,
  bought: readonly InstrumentResult[],
): Derivation {
  return {
    figure: `${layer}: break-even of ${symbol}`,
    rule: 'formula',
    formula: `the level of ${symbol} where, along the path, all contracts together have returned prices and costs`,
    terms: bought.map((each) =>
      factor('price bought', each.price, 'snapshot', `${each.contracts} ${each.symbol}`),
    ),
    result: future,
    source: 'method 15.8',
  };
}
