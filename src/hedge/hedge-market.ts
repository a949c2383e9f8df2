import { Refusal } from '../errors.js';
import { ETP_SPECS, etpSpecOf, leverageOn } from '../market/contracts.js';
import type { EtpSymbol } from '../market/contracts.js';
import { MS_PER_DAY, addDays } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { EtpQuote, Snapshot } from '../market/snapshot.js';
import { termStructure, priceAt } from '../market/term-structure.js';
import type { CurveNode, TermStructure } from '../market/term-structure.js';
import type { EpochMs } from '../market/time.js';
import type { EtpInstrument, HedgeInstrument } from './instruments.js';
import type { HedgeSettings, LayerSettings } from './settings.js';
import { chooseTenors } from './tenor.js';
import type { ChooseInWindow, TenorChoice } from './tenor.js';
import { vixCallNearDelta } from './vix-call.js';
import type { VixCallMarket } from './vix-call.js';

/** What hedge instruments are chosen and valued in. */
export interface HedgeMarket {
  /** The contracts that trade, and where they stand. */
  readonly curve: TermStructure;
  /**
   * Price by days to expiry. The same as `curve` today; later on an unchanged curve still that of
   * today, which has nodes where contracts have since expired.
   */
  readonly shape: TermStructure;
  readonly snapshot: Snapshot;
  readonly asOf: EpochMs;
  readonly rate: number;
  readonly settings: HedgeSettings;
  readonly vvix: number | undefined;
}

/** One instrument of a layer with its share of the layer's notional. */
export interface LayerPart {
  readonly instrument: HedgeInstrument;
  readonly share: number;
}

/** A layer with the instruments it holds; none where no contract is left for it. */
export interface LayerHolding {
  readonly layer: LayerSettings;
  readonly choice: TenorChoice;
  readonly parts: readonly LayerPart[];
}

export function hedgeMarket(
  snapshot: Snapshot,
  asOf: EpochMs,
  rate: number,
  settings: HedgeSettings,
): HedgeMarket {
  const vvix = snapshot.indices.VVIX;
  const curve = termStructure(snapshot, asOf);
  return {
    curve,
    shape: curve,
    snapshot,
    asOf,
    rate,
    settings,
    vvix: vvix === undefined ? undefined : vvix / 100,
  };
}

/**
 * The instruments of every layer in this market (METHOD 15.2).
 * @param choose picks a layer's contract in place of its target days (METHOD 3.6)
 */
export function layerHoldings(market: HedgeMarket, choose?: ChooseInWindow): LayerHolding[] {
  const { settings, curve } = market;
  const choices = chooseTenors(curve, settings.layers, settings.hedge.weeklies, choose);
  return choices.map((choice) => ({
    layer: choice.layer,
    choice,
    parts: partsOf(choice, market),
  }));
}

/** The instruments of one layer: what another layer holds need have no price in this market. */
export function layerParts(market: HedgeMarket, index: number): readonly LayerPart[] {
  const { settings, curve } = market;
  const choice = chooseTenors(curve, settings.layers, settings.hedge.weeklies)[index];
  return choice === undefined ? [] : partsOf(choice, market);
}

/**
 * The same market some days on with an unchanged curve: every contract is that much nearer and
 * stands where a contract of that tenor stands today (METHOD 15.5). Quotes do not carry over;
 * `fallbackVvix` prices options where the snapshot has no VVIX.
 */
export function laterMarket(
  market: HedgeMarket,
  days: number,
  fallbackVvix: number | undefined,
): HedgeMarket {
  const { curve, shape } = market;
  const later = (nodes: readonly CurveNode[]): CurveNode[] =>
    nodes
      .filter((node) => node.daysToExpiry > days)
      .map((node) => {
        const daysToExpiry = node.daysToExpiry - days;
        return { ...node, daysToExpiry, price: priceAt(shape, daysToExpiry) };
      });
  return {
    ...market,
    curve: {
      date: addDays(curve.date, days),
      spotVix: curve.spotVix,
      nodes: later(curve.nodes),
      weeklies: later(curve.weeklies),
    },
    asOf: (market.asOf + days * MS_PER_DAY) as EpochMs,
    snapshot: { ...market.snapshot, options: [] },
    vvix: market.vvix ?? fallbackVvix,
  };
}

function partsOf(choice: TenorChoice, market: HedgeMarket): LayerPart[] {
  const { layer, node, blendWith } = choice;
  if (layer.instrument === 'etp') return [{ instrument: etpOf(layer, market), share: 1 }];
  if (node === undefined) return [];
  if (layer.instrument !== 'future' || blendWith === undefined) {
    return [{ instrument: instrumentOn(node, layer, market), share: 1 }];
  }
  return [
    { instrument: futureOn(node, market), share: blendWith.firstShare },
    { instrument: futureOn(blendWith.node, market), share: 1 - blendWith.firstShare },
  ];
}

/** What a layer of futures or options would hold of one contract. */
export function instrumentOn(
  node: CurveNode,
  layer: LayerSettings,
  market: HedgeMarket,
): HedgeInstrument {
  return layer.instrument === 'future' ? futureOn(node, market) : optionOn(node, layer, market);
}

function futureOn(node: CurveNode, market: HedgeMarket): HedgeInstrument {
  return { kind: 'future', node, minis: minisTrade(node, market) };
}

/** Minis are taken to trade in the first monthly expiries only (METHOD 15.3). */
export function minisTrade(node: CurveNode, { curve, settings }: HedgeMarket): boolean {
  const monthsAhead = curve.nodes.filter((other) => other.expiry <= node.expiry).length;
  return !node.weekly && monthsAhead <= settings.hedge.miniMonths;
}

function optionOn(node: CurveNode, layer: LayerSettings, market: HedgeMarket): HedgeInstrument {
  const { longDelta, shortDelta } = market.settings.vixOptions;
  const calls: VixCallMarket = { ...market, settings: market.settings.vixOptions };
  try {
    return optionNear(calls, node, layer, longDelta, shortDelta);
  } catch (error) {
    throw error instanceof Refusal ? error.at({ key: `layers.${layer.name}.instrument` }) : error;
  }
}

function optionNear(
  calls: VixCallMarket,
  node: CurveNode,
  layer: LayerSettings,
  longDelta: number,
  shortDelta: number,
): HedgeInstrument {
  const long = vixCallNearDelta(calls, node, longDelta);
  if (layer.instrument === 'call') return { kind: 'call', node, call: long };
  const short = vixCallNearDelta(calls, node, shortDelta, long.strike);
  return { kind: 'callSpread', node, long, short };
}

function etpOf(layer: LayerSettings, market: HedgeMarket): HedgeInstrument {
  const spec = etpSpecOf(layer.etp);
  if (spec === undefined) {
    throw new Refusal(
      `layer ${layer.name} names no VIX exchange-traded product alvh knows`,
      `use one of ${Object.keys(ETP_SPECS).join(', ')}`,
      { key: `layers.${layer.name}.etp` },
    );
  }
  const quote = market.snapshot.etps.find(({ symbol }) => symbol === spec.symbol);
  if (quote === undefined) {
    throw new Refusal(
      `layer ${layer.name} holds ${spec.symbol}, whose price is not in the snapshot`,
      `add an etp row for ${spec.symbol} to the snapshot`,
      { key: `layers.${layer.name}.etp` },
    );
  }
  return etpOn(spec, quote, market.curve.date);
}

/** Shares of a VIX exchange-traded product at their price on a day. */
export function etpOn(
  spec: (typeof ETP_SPECS)[EtpSymbol],
  { priceUsd }: Pick<EtpQuote, 'priceUsd'>,
  day: IsoDate,
): EtpInstrument {
  return {
    kind: 'etp',
    symbol: spec.symbol,
    priceUsd,
    tenorDays: spec.constantMaturityDays,
    leverage: leverageOn(spec, day),
    feePerYear: spec.annualFee,
  };
}
