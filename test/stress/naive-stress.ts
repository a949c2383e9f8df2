/**
 * METHOD 2.2, 5 and 15.7 in stress written down again, plainly: what a shock does to futures, calls,
 * ETPs and condors. Uses nothing of the program but its types.
 */
import type { MarketShock, ShockMove } from '../../src/scenario/shock.js';
import * as naive from '../hedge/naive.js';

export const TODAY = '2026-11-20';
/** 15:00 in Chicago in winter. */
export const NOW = Date.parse('2026-11-20T21:00:00Z');
const DAY = 86_400_000;

export const dateAfter = (days: number): string =>
  new Date(Date.parse(TODAY) + days * DAY).toISOString().slice(0, 10);

/** Linear through a table that may end before x: then held. */
function through(table: readonly (readonly [number, number])[], x: number): number {
  const last = table.at(-1) ?? [NaN, NaN];
  if (x >= last[0]) return last[1];
  const right = table.findIndex(([at]) => at >= x);
  const [x1, y1] = table[right] ?? [NaN, NaN];
  if (x === x1) return y1;
  const [x0, y0] = table[right - 1] ?? [NaN, NaN];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

export interface Market {
  readonly vix: number;
  readonly spx: number;
  readonly curve: naive.Curve;
  readonly rate: number;
}

/** Log changes of spot, curve and VVIX and of SPX on a day of a shock. */
export function logsOn(
  shock: MarketShock,
  day: number,
): Record<'spx' | 'vix' | 'vvix', number> & {
  curve: number[];
} {
  const knots: (ShockMove & { day: number })[] = [
    {
      day: 0,
      spxReturn: 0,
      vixLogChange: 0,
      curveLogChanges: [0, 0, 0, 0, 0, 0],
      vvixLogChange: 0,
    },
    ...(shock.steps ?? []),
    { ...shock, day: Math.max(1e-9, shock.days) },
  ];
  const on = (pick: (move: ShockMove) => number): number =>
    through(
      knots.map((knot) => [knot.day, pick(knot)] as const),
      shock.days === 0 ? 1 : day,
    );
  return {
    spx: on((move) => Math.log(1 + move.spxReturn)),
    vix: on((move) => move.vixLogChange),
    vvix: on((move) => move.vvixLogChange ?? 0),
    curve: [0, 1, 2, 3, 4, 5].map((i) => on((move) => move.curveLogChanges[i] ?? NaN)),
  };
}

/** What share of the shock leaves VIX within 9 and 90. */
export function shareOf(shock: MarketShock, vix: number, atOnce: boolean): number {
  const ends = [shock, ...(atOnce ? [] : (shock.steps ?? []))].map((move) => move.vixLogChange);
  return Math.min(
    1,
    ...ends.map((end) => {
      if (end > 0) return Math.log(90 / vix) / end;
      return end < 0 ? Math.log(9 / vix) / end : 1;
    }),
  );
}

/** A shock that has run some days from this market: at once where `days` is 0. */
export class NaiveShock {
  readonly share: number;
  readonly market: Market;
  readonly shock: MarketShock;
  readonly days: number;

  constructor(market: Market, shock: MarketShock, days: number) {
    this.market = market;
    this.shock = days === 0 ? { ...shock, days: 0 } : shock;
    this.days = days;
    this.share = shareOf(shock, market.vix, days === 0);
  }

  spx(day: number): number {
    return this.market.spx * Math.exp(logsOn(this.shock, day).spx);
  }

  vix(day: number): number {
    return this.market.vix * Math.exp(this.share * logsOn(this.shock, day).vix);
  }

  /** A future by its days to expiry today; settled at spot VIX by then. */
  future(daysToExpiry: number, day: number): number {
    if (daysToExpiry <= day) return this.vix(daysToExpiry);
    const left = daysToExpiry - day;
    const price =
      naive.curveAt(this.market.curve, left) * Math.exp(this.share * this.tenor(left, day));
    return Math.min(100, Math.max(5, price));
  }

  /** Log change of the curve at a tenor. */
  tenor(days: number, day: number): number {
    const { vix, curve } = logsOn(this.shock, day);
    return through([[0, vix], ...curve.map((log, i) => [30 * (i + 1), log] as const)], days);
  }

  /** METHOD 2.2: VVIX's jump, whole to 45 days, x0.5 at 110, x0.3 at 220. */
  vixOptionFactor(daysLeft: number, day: number): number {
    const damping = through(
      [
        [-1e9, 1],
        [45, 1],
        [110, 0.5],
        [220, 0.3],
      ],
      daysLeft,
    );
    return 1 + damping * (Math.exp(this.share * logsOn(this.shock, day).vvix) - 1);
  }

  spxVolFactor(daysLeft: number, day: number): number {
    const horizon = Math.max(1, naive.tradingDays(TODAY, dateAfter(this.days)));
    const { spx, vix } = logsOn(this.shock, day);
    return Math.exp(naive.spxVolBeta(daysLeft, spx, horizon) * this.share * vix);
  }

  /** Rows of a result bought today, held to the end: profit less all costs. */
  hedge(rows: readonly naive.Row[], exitSpread = 3): number {
    return rows.reduce((sum, row) => sum + this.row(row, exitSpread), 0);
  }

  private row(row: naive.Row, exitSpread: number): number {
    const { kind, expiry = '', price, contracts, multiplier, strike = 0, impliedVol = 0 } = row;
    const { curve, rate } = this.market;
    const n = Math.abs(contracts);
    if (kind === 'etp') {
      const [leverage, fee, tenor, months] = naive.ETPS[row.symbol ?? ''] ?? [NaN, NaN, NaN, []];
      const grown = naive.indexGrowth(curve, TODAY, this.days, months);
      const resets = Math.max(1, naive.tradingDays(TODAY, dateAfter(this.days)));
      const daily = Math.exp((this.share * this.tenor(tenor, this.days)) / resets) - 1;
      const still = 1 + leverage * (grown - 1) - (fee * this.days) / 365;
      const value = price * still * (1 + leverage * daily) ** resets;
      return contracts * (value - price) - n * 0.0005 * (price + value);
    }
    const total = naive.daysFrom(TODAY, expiry);
    const settles = total <= this.days;
    const future = this.future(total, this.days);
    if (kind === 'future') {
      const [commission, half] = multiplier === 100 ? [0.4, 0.03] : [1.5, 0.025];
      const cross = commission + half * multiplier;
      return (
        contracts * multiplier * (future - price) - n * cross - n * (settles ? commission : cross)
      );
    }
    const left = total - this.days;
    const own = naive.curveAt(curve, total);
    const vol = Math.max(
      0.1,
      impliedVol * this.vixOptionFactor(left, this.days) + 0.25 * Math.log(own / future),
    );
    const years = (naive.morning(expiry) - NOW - this.days * DAY) / (365 * DAY);
    const value = settles
      ? Math.max(0, future - strike)
      : naive.black('call', future, strike, years, vol, rate);
    const entry = 0.65 + 100 * Math.max(0.02, 0.04 * price);
    const exit = 0.65 + 100 * exitSpread * Math.max(0.02, 0.04 * value);
    return contracts * 100 * (value - price) - n * entry - (settles ? 0 : n * exit);
  }
}

/** A condor by its terms, in points of SPX, AM-settled. */
export interface NaiveCondor {
  readonly expiry: string;
  readonly quantity: number;
  readonly strikes: readonly [number, number, number, number];
  readonly credit: number;
}

/** METHOD 2.2: an at-the-money vol of the VIX family x 0.88, +0.35 below the forward, -0.05 above. */
export function condorPnl(
  { expiry, quantity, strikes, credit }: NaiveCondor,
  spx: number,
  atmVol: number,
  years: number,
  rate = 0.04,
  dividendYield = 0.013,
): number {
  const forward = spx * Math.exp((rate - dividendYield) * years);
  const value = (right: 'call' | 'put', strike: number): number => {
    if (years <= 0) return Math.max(0, right === 'call' ? spx - strike : strike - spx);
    const slope =
      strike < forward ? 0.35 * Math.log(forward / strike) : -0.05 * Math.log(strike / forward);
    return naive.black(right, forward, strike, years, Math.max(0.05, atmVol + slope), rate);
  };
  const [longPut, shortPut, shortCall, longCall] = strikes;
  const close =
    value('put', shortPut) -
    value('put', longPut) +
    value('call', shortCall) -
    value('call', longCall);
  void expiry;
  return 100 * quantity * (credit - close);
}

export const yearsTo = (expiry: string, day: number): number =>
  (naive.morning(expiry) - NOW - day * DAY) / (365 * DAY);
