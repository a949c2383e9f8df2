/**
 * A second, naive engine for the tests: METHOD's formulas written down again as plainly as can be,
 * with none of the program's own code but its types. Slow, and meant to be.
 */

/** METHOD 15.7, copied: `[horizon] (SPX log return, VIX log change)`. */
const KNOTS = [
  '[1] (-.085, .230) (-.058, .179) (-.036, .179) (-.020, .104) (-.005, .028) (.005, -.030) (.020, -.077) (.037, -.108) (.059, -.108)',
  '[5] (-.182, .465) (-.121, .465) (-.082, .299) (-.058, .254) (-.038, .175) (-.021, .113) (-.006, .040) (.007, -.032) (.021, -.090) (.038, -.150) (.060, -.191)',
  '[10] (-.273, .720) (-.174, .436) (-.116, .436) (-.082, .314) (-.058, .254) (-.039, .181) (-.022, .110) (-.007, .047) (.008, -.024) (.022, -.084) (.038, -.146) (.061, -.192) (.100, -.210)',
  '[20] (-.318, 1.151) (-.189, .551) (-.119, .394) (-.083, .322) (-.059, .247) (-.039, .182) (-.022, .110) (-.007, .050) (.008, -.011) (.022, -.070) (.039, -.116) (.062, -.194) (.105, -.266)',
  '[40] (-.310, .966) (-.185, .633) (-.121, .418) (-.083, .298) (-.059, .202) (-.039, .160) (-.022, .109) (-.007, .054) (.008, .015) (.022, -.042) (.040, -.086) (.063, -.141) (.109, -.274)',
];

/** METHOD 15.7, copied: futures' betas to VIX at 30, 60, .. 180 days. */
const ORDINARY =
  '[1] .526 .374 .292 .243 .213 .196; [5] .554 .398 .313 .260 .225 .205; [10] .584 .424 .337 .281 .241 .218; [20] .622 .461 .373 .316 .273 .247; [40] .661 .498 .409 .351 .306 .278';
const STRESS =
  '[1] .636 .529 .465 .421 .360 .315; [5] .637 .491 .403 .339 .291 .263; [10] .675 .526 .438 .376 .328 .295; [20] .693 .542 .457 .400 .354 .323; [40] .741 .600 .520 .465 .419 .383';

export const COLUMNS = KNOTS.map((line) => {
  const [head = '', ...pairs] = line.split(' (');
  return {
    horizon: Number(head.slice(1, -1)),
    knots: pairs.map((pair) => pair.replace(')', '').split(', ').map(Number) as [number, number]),
  };
});

function betasOf(text: string): Map<number, number[]> {
  return new Map(
    text.split('; ').map((part) => {
      const [head = '', ...values] = part.split(' ');
      return [Number(head.slice(1, -1)), values.map(Number)];
    }),
  );
}

export const ORDINARY_BETAS = betasOf(ORDINARY);
export const STRESS_BETAS = betasOf(STRESS);

/** The straight line through a table at x; the end segments go on. */
function line(table: readonly (readonly [number, number])[], x: number): number {
  let at = 0;
  while (at < table.length - 2 && x > (table[at + 1]?.[0] ?? NaN)) at += 1;
  const [x0, y0] = table[at] ?? [NaN, NaN];
  const [x1, y1] = table[at + 1] ?? [NaN, NaN];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

const DAYS = [1, 5, 10, 20, 40];

/** Linear between the columns of 1, 5, 10, 20 and 40 trading days, held beyond. */
function acrossHorizons(horizon: number, value: (column: number) => number): number {
  const held = Math.min(40, Math.max(1, horizon));
  const right = DAYS.find((day) => day >= held) ?? NaN;
  if (right === held) return value(held);
  const left = DAYS[DAYS.indexOf(right) - 1] ?? NaN;
  return line(
    [
      [left, value(left)],
      [right, value(right)],
    ],
    held,
  );
}

const KNOTS_AT = new Map(COLUMNS.map(({ horizon, knots }) => [horizon, knots]));

export function vixLogChange(r: number, horizon: number): number {
  return acrossHorizons(horizon, (day) => line(KNOTS_AT.get(day) ?? [], r));
}

const RESIDUALS: Record<number, readonly [number, number, number]> = {
  1: [0.05, 0.12, -0.03],
  5: [0.09, 0.2, -0.05],
  10: [0.12, 0.25, -0.05],
  20: [0.14, 0.25, -0.05],
  40: [0.18, 0.28, -0.05],
};

export function residual(r: number, horizon: number): number {
  return acrossHorizons(horizon, (day) => {
    const [ordinary, stress, below] = RESIDUALS[day] ?? [NaN, NaN, NaN];
    return Math.exp(r) - 1 < below ? stress : ordinary;
  });
}

/** Betas by tenor, 1 at 0 days. */
function byTenor(table: Map<number, number[]>): Map<number, [number, number][]> {
  return new Map(
    [...table].map(([day, betas]) => [
      day,
      [[0, 1], ...betas.map((value, i): [number, number] => [30 * (i + 1), value])],
    ]),
  );
}

const ORDINARY_AT = byTenor(ORDINARY_BETAS);
const STRESS_AT = byTenor(STRESS_BETAS);

export function beta(days: number, r: number, horizon: number): number {
  const at = (table: Map<number, [number, number][]>): number =>
    acrossHorizons(horizon, (day) => line(table.get(day) ?? [], Math.min(180, days)));
  const move = Math.exp(r) - 1;
  const share = Math.min(1, Math.max(0, (-move - 0.02) / 0.03));
  return (1 - share) * at(ORDINARY_AT) + share * at(STRESS_AT);
}

const limited = (vix: number): number => Math.min(90, Math.max(9, vix));

export function vixAt(spot: number, r: number, horizon: number, residuals = 0): number {
  return limited(spot * Math.exp(vixLogChange(r, horizon) + residuals * residual(r, horizon)));
}

/** Exchange holidays that touch the tests: November 2026 to December 2027. */
const CLOSED = new Set([
  '2026-11-26',
  '2026-12-25',
  '2027-01-01',
  '2027-01-18',
  '2027-02-15',
  '2027-03-26',
  '2027-05-31',
  '2027-06-18',
  '2027-07-05',
  '2027-09-06',
  '2027-11-25',
  '2027-12-24',
]);

const DAY = 86_400_000;

export function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

const counted = new Map<string, number>();

/** Trading days after `from` up to `to`, counted one by one. */
export function tradingDays(from: string, to: string): number {
  const key = `${from} ${to}`;
  const known = counted.get(key);
  if (known !== undefined) return known;
  let count = 0;
  for (let at = Date.parse(from) + DAY; at <= Date.parse(to); at += DAY) {
    const date = new Date(at);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    if (!weekend && !CLOSED.has(date.toISOString().slice(0, 10))) count += 1;
  }
  counted.set(key, count);
  return count;
}

/** Today's curve: days to expiry and price, spot first. */
export type Curve = readonly (readonly [number, number])[];

/** Linear in calendar days, held beyond the last contract. */
export function curveAt(curve: Curve, days: number): number {
  const last = curve[curve.length - 1];
  if (last === undefined || days >= last[0]) return last?.[1] ?? NaN;
  return line(curve, days);
}

/** The standard normal distribution, by series and continued fraction. */
export function normal(x: number): number {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const a = Math.abs(x);
  let tail: number;
  if (a < 3.5) {
    let term = a;
    let sum = a;
    for (let i = 1; term > sum * 1e-18; i += 1) {
      term *= (a * a) / (2 * i + 1);
      sum += term;
    }
    tail = 0.5 - sum * density;
  } else {
    let fraction = a;
    for (let i = 120; i >= 1; i -= 1) fraction = a + i / fraction;
    tail = density / fraction;
  }
  return x > 0 ? 1 - tail : tail;
}

export function black(
  right: 'call' | 'put',
  forward: number,
  strike: number,
  years: number,
  vol: number,
  rate: number,
): number {
  const sd = vol * Math.sqrt(years);
  const d1 = Math.log(forward / strike) / sd + sd / 2;
  const call = Math.exp(-rate * years) * (forward * normal(d1) - strike * normal(d1 - sd));
  return right === 'call' ? call : call - Math.exp(-rate * years) * (forward - strike);
}

/** What a result says is held, and what a naive revaluation needs besides. */
export interface NaiveHedge {
  readonly today: string;
  readonly spot: number;
  readonly spx: number;
  readonly curve: Curve;
  readonly rate: number;
  /** Date of the horizon, and its moment. */
  readonly horizon: string;
  readonly moment: number;
}

/** One row of a result's instruments. */
export interface Row {
  readonly symbol?: string;
  readonly kind: string;
  readonly expiry?: string;
  readonly price: number;
  readonly multiplier: number;
  readonly contracts: number;
  readonly strike?: number;
  readonly impliedVol?: number;
}

/** A state of the market at the horizon: SPX's log return, VIX, where expired futures settled. */
export interface NaiveState {
  readonly r: number;
  readonly vix: number;
  readonly settled: (expiry: string) => number;
}

export function onPath(hedge: NaiveHedge, spx: number, residuals = 0): NaiveState {
  const r = Math.log(spx / hedge.spx);
  const h = tradingDays(hedge.today, hedge.horizon);
  return {
    r,
    vix: vixAt(hedge.spot, r, h, residuals),
    settled: (expiry) => {
      const until = tradingDays(hedge.today, expiry);
      return vixAt(hedge.spot, (r * until) / h, until, residuals);
    },
  };
}

export function futureLevel(hedge: NaiveHedge, expiry: string, state: NaiveState): number {
  if (expiry <= hedge.horizon) return state.settled(expiry);
  const left = daysFrom(hedge.horizon, expiry);
  const b = beta(left, state.r, tradingDays(hedge.today, hedge.horizon));
  return curveAt(hedge.curve, left) * (state.vix / hedge.spot) ** b;
}

/** 08:30 in Chicago in winter time; summer from 14 March 2027. */
export function morning(date: string): number {
  return Date.parse(`${date}T${date >= '2027-03-14' ? '13' : '14'}:30:00Z`);
}

const SIDE = { vx: 1.5, vxm: 0.4, option: 0.65 };

/** Profit of rows bought today and left at the horizon, all costs of METHOD 15.11 in. */
export function hedgePnl(hedge: NaiveHedge, rows: readonly Row[], state: NaiveState): number {
  let total = 0;
  for (const row of rows) {
    const { kind, expiry = '', price, multiplier, contracts, strike = 0, impliedVol = 0 } = row;
    if (kind === 'etp') {
      const [leverage, fee, tenor, months] = ETPS[row.symbol ?? ''] ?? [NaN, NaN, NaN, []];
      const days = daysFrom(hedge.today, hedge.horizon);
      const grown = indexGrowth(hedge.curve, hedge.today, days, months);
      const b = beta(tenor, state.r, tradingDays(hedge.today, hedge.horizon));
      const still = 1 + leverage * (grown - 1) - (fee * days) / 365;
      const value = price * still * (state.vix / hedge.spot) ** (leverage * b);
      total += contracts * (value * (1 - 0.0005) - price * (1 + 0.0005));
      continue;
    }
    const settles = expiry <= hedge.horizon;
    const future = futureLevel(hedge, expiry, state);
    const n = Math.abs(contracts);
    if (kind === 'future') {
      const mini = multiplier === 100;
      const commission = mini ? SIDE.vxm : SIDE.vx;
      const cross = commission + (mini ? 0.03 : 0.025) * multiplier;
      total += contracts * multiplier * (future - price) - n * cross;
      total -= n * (settles ? commission : cross);
    } else {
      const own = curveAt(hedge.curve, daysFrom(hedge.today, expiry));
      const years = (morning(expiry) - hedge.moment) / (365 * DAY);
      const vol = Math.max(0.1, impliedVol + 0.25 * Math.log(own / future));
      const value = settles
        ? Math.max(0, future - strike)
        : black('call', future, strike, years, vol, hedge.rate);
      const half = (points: number): number => Math.max(0.02, 0.04 * points);
      total -= contracts * 100 * price + n * (SIDE.option + 100 * half(price));
      if (settles) {
        total += contracts * 100 * value;
      } else {
        // Sold below the middle, or left; what was sold is bought back above it.
        const traded = contracts > 0 ? Math.max(0, value - half(value)) : value + half(value);
        total += contracts * 100 * traded - n * SIDE.option;
      }
    }
  }
  return total;
}

/** METHOD's mean beta up to a tenor over that up to 30 days (a convention of the engine's). */
export function spxVolBeta(days: number, r: number, h: number): number {
  const mean = (end: number): number => {
    // Trapezoids between 0, 30, .. 180 days and the end are exact for a piecewise straight line.
    const at = [0, 30, 60, 90, 120, 150, 180].filter((day) => day < end).concat(end);
    let area = 0;
    for (let i = 1; i < at.length; i += 1) {
      const [from = 0, to = 0] = [at[i - 1], at[i]];
      area += ((to - from) * (beta(from, r, h) + beta(to, r, h))) / 2;
    }
    return area / end;
  };
  return mean(Math.max(1, days)) / mean(30);
}

/** Products by symbol: leverage, fee a year, tenor of the index in days, the months it holds. */
export const ETPS: Readonly<Record<string, readonly [number, number, number, readonly number[]]>> =
  {
    VXX: [1, 0.0089, 30, [1, 2]],
    UVXY: [1.5, 0.0095, 30, [1, 2]],
    VXZ: [1, 0.0089, 150, [4, 5, 6, 7]],
  };

/** VIX expiries about the tests' dates (METHOD 1.1). */
const SETTLEMENTS = [
  '2026-11-18',
  '2026-12-16',
  '2027-01-20',
  '2027-02-17',
  '2027-03-17',
  '2027-04-21',
  '2027-05-18',
  '2027-06-16',
  '2027-07-21',
  '2027-08-18',
  '2027-09-15',
];

/** Growth of an S&P VIX futures index by METHOD 3.2 on an unchanged curve, day by day. */
export function indexGrowth(
  curve: Curve,
  today: string,
  days: number,
  months: readonly number[],
): number {
  const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const dayBefore = (date: string): string => iso(Date.parse(date) - DAY);
  let level = 1;
  let day = today;
  for (let i = 1; i <= days; i += 1) {
    const to = iso(Date.parse(today) + i * DAY);
    if (tradingDays(dayBefore(to), to) === 0) continue;
    const next = SETTLEMENTS.findIndex((date) => date > day);
    const end = dayBefore(SETTLEMENTS[next] ?? '');
    const dt = tradingDays(dayBefore(SETTLEMENTS[next - 1] ?? ''), end);
    const share = tradingDays(day, end) / dt;
    let [before, after] = [0, 0];
    for (const [at, month] of months.entries()) {
      const weight = at === 0 ? share : at === months.length - 1 ? 1 - share : 1;
      const expiry = SETTLEMENTS[next + month - 1] ?? '';
      before += weight * curveAt(curve, daysFrom(day, expiry));
      after += weight * curveAt(curve, Math.max(0, daysFrom(to, expiry)));
    }
    level *= after / before;
    day = to;
  }
  return level;
}
