import { nextTradingDay } from '../../src/market/calendar.js';
import { daysBetween, isoDate } from '../../src/market/date.js';
import type { IsoDate } from '../../src/market/date.js';
import { futureSymbol } from '../../src/market/futures-symbol.js';
import type { HistoryDay, MarketHistory } from '../../src/market/history.js';
import type { TermStructure } from '../../src/market/term-structure.js';
import { nextMonthlyVixExpiries } from '../../src/market/vix-expiry.js';
import { randomSource } from '../../src/scenario/random.js';

/** What a synthetic market is made with. */
export interface Truth {
  readonly days: number;
  readonly seed: number;
  /** dln VIX = slope r + curvature r|r| + noise, and a slow pull to the mean. */
  readonly slope: number;
  readonly curvature: number;
  readonly noise: number;
  /** dln F / dln VIX of T years: floor + scale exp(-rate T). */
  readonly floor: number;
  readonly scale: number;
  readonly rate: number;
  readonly futureNoise: number;
}

export const TRUTH: Truth = {
  days: 3000,
  seed: 20261124,
  slope: -6,
  curvature: 40,
  noise: 0.04,
  floor: 0.2,
  scale: 0.6,
  rate: 8,
  futureNoise: 0.004,
};

const MEAN_VIX = 18;
const PULL = 0.02;

export function betaOf({ floor, scale, rate }: Truth, days: number): number {
  return floor + scale * Math.exp((-rate * days) / 365);
}

/** A market with known dynamics: what calibration must find again. */
export function syntheticHistory(truth: Truth = TRUTH, first = '2007-01-03'): MarketHistory {
  const random = randomSource(truth.seed);
  const days: HistoryDay[] = [];
  let date = isoDate(first);
  let spx = 1400;
  let logVix = Math.log(MEAN_VIX);
  for (let i = 0; i < truth.days; i += 1) {
    days.push({
      date,
      spx,
      vix: Math.exp(logVix),
      vvix: 90 * Math.exp(0.4 * (logVix - Math.log(MEAN_VIX)) + 0.02 * random.normal()),
      curve: curveOn(date, logVix, truth, random.normal),
    });
    const r = 0.0002 + 0.008 * random.student4();
    spx *= Math.exp(r);
    const pull = PULL * (Math.log(MEAN_VIX) - logVix);
    logVix +=
      truth.slope * r + truth.curvature * r * Math.abs(r) + pull + truth.noise * random.normal();
    date = nextTradingDay(date);
  }
  return { days, bills: [] };
}

function curveOn(date: IsoDate, logVix: number, truth: Truth, normal: () => number): TermStructure {
  return {
    date,
    spotVix: Math.exp(logVix),
    nodes: nextMonthlyVixExpiries(date, 8).map((expiry) => {
      const daysToExpiry = daysBetween(date, expiry);
      const away = logVix - Math.log(MEAN_VIX);
      const beta = betaOf(truth, daysToExpiry);
      return {
        symbol: futureSymbol('VX', expiry),
        expiry,
        weekly: false,
        daysToExpiry,
        price: MEAN_VIX * Math.exp(beta * away + truth.futureNoise * normal()),
      };
    }),
    weeklies: [],
  };
}

/** A history as the files that a user has. */
export function filesOf({ days }: MarketHistory): {
  spx: string;
  vix: string;
  vx: string;
  vvix: string;
} {
  const rows = (head: string, row: (day: HistoryDay) => string): string =>
    `${[head, ...days.map(row)].join('\n')}\n`;
  const us = (date: IsoDate): string => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}`;
  return {
    spx: rows('date,open,high,low,close,volume', ({ date, spx }) => `${date},0,0,0,${spx},0`),
    vix: rows('DATE,OPEN,HIGH,LOW,CLOSE', ({ date, vix }) => `${us(date)},0,0,0,${vix}`),
    vvix: rows('DATE,VVIX', ({ date, vvix }) => `${us(date)},${vvix ?? ''}`),
    vx: rows('date,VX1,VX2,VX3,VX4,VX5,VX6,VX7,VX8', ({ date, curve }) =>
      [date, ...(curve?.nodes ?? []).map(({ price }) => price)].join(','),
    ),
  };
}
