import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import { daysBetween } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { futureSymbol } from '../market/futures-symbol.js';
import type { TermStructure } from '../market/term-structure.js';
import { VX_RESCALED } from './contract-name.js';
import type { Level } from './history-series.js';
import { describePlace } from './place.js';
import type { VxHistory, VxSettlement } from './vx-settlement.js';

/**
 * A settlement outside these multiples of VIX is none: Cboe's files hold a few placeholders (1.00
 * on 2008-04-21). More than this share of them, and the file is of another scale.
 */
const LEAST_SHARE_OF_VIX = 0.3;
const MOST_SHARE_OF_VIX = 4;
const MOST_PLACEHOLDERS = 0.002;

export interface Curves {
  readonly curves: ReadonlyMap<IsoDate, { readonly curve: TermStructure; readonly place: Place }>;
  /** Final settlements by the day on which they were made. */
  readonly settled: ReadonlyMap<IsoDate, number>;
  readonly notes: readonly string[];
}

/**
 * The curve of each day: its live monthly contracts by expiry. Settlements of days without a close
 * of SPX fall away.
 * @throws Refusal for two settlements of a contract on a day, and for prices of another scale
 */
export function curvesOf(
  files: readonly VxHistory[],
  closes: readonly Level[],
  vix: ReadonlyMap<IsoDate, Level>,
): Curves {
  const wanted = new Set(closes.map(({ date }) => date));
  const byDay = new Map<IsoDate, Map<IsoDate, VxSettlement>>();
  let tenfold = 0;
  let seen = 0;
  const placeholders: VxSettlement[] = [];
  for (const { settlements } of files) {
    for (const settlement of settlements) {
      const { date, expiry } = settlement;
      if (!wanted.has(date)) continue;
      seen += 1;
      const scaled = scaledToVix(settlement, vix.get(date)?.value ?? NaN);
      if (scaled === undefined) {
        placeholders.push(settlement);
        continue;
      }
      if (scaled !== settlement) tenfold += 1;
      let day = byDay.get(date);
      if (day === undefined) byDay.set(date, (day = new Map<IsoDate, VxSettlement>()));
      checkAgrees(day.get(expiry), scaled);
      day.set(expiry, scaled);
    }
  }
  refuseOtherScale(placeholders, seen, vix);
  const curves = new Map<IsoDate, { curve: TermStructure; place: Place }>();
  const settled = new Map<IsoDate, number>();
  for (const [date, contracts] of byDay) {
    const final = contracts.get(date);
    if (final !== undefined) settled.set(date, final.price);
    const live = [...contracts.values()]
      .filter(({ expiry }) => expiry > date)
      .sort((a, b) => (a.expiry < b.expiry ? -1 : 1));
    const [front] = live;
    if (front === undefined) continue;
    curves.set(date, {
      curve: curveOf(date, live, vix.get(date)?.value ?? NaN),
      place: front.place,
    });
  }
  if (curves.size === 0) {
    throw new Refusal(
      'no monthly VX settlement falls on a day with closes of SPX and VIX',
      'check that the files, --from and --to overlap',
      { key: '--vx' },
    );
  }
  const notes = [...tenfoldNote(tenfold), ...placeholderNote(placeholders)];
  return { curves, settled, notes };
}

function curveOf(date: IsoDate, live: readonly VxSettlement[], spotVix: number): TermStructure {
  return {
    date,
    spotVix,
    nodes: live.map(({ expiry, price }) => ({
      symbol: symbolOf(expiry),
      expiry,
      weekly: false,
      price,
      daysToExpiry: daysBetween(date, expiry),
    })),
    weeklies: [],
  };
}

const symbols = new Map<IsoDate, string>();

function symbolOf(expiry: IsoDate): string {
  let symbol = symbols.get(expiry);
  if (symbol === undefined) symbols.set(expiry, (symbol = futureSymbol('VX', expiry)));
  return symbol;
}

/**
 * Until 2007-03-25 VX was quoted at ten times the index; some files have divided it, others not.
 * @returns undefined for what is no settlement at all
 */
function scaledToVix(settlement: VxSettlement, vix: number): VxSettlement | undefined {
  const { date, price } = settlement;
  const share = price / vix;
  if (share >= LEAST_SHARE_OF_VIX && share <= MOST_SHARE_OF_VIX) return settlement;
  const tenth = share / 10;
  const isTenfold = date < VX_RESCALED && tenth >= LEAST_SHARE_OF_VIX && tenth <= MOST_SHARE_OF_VIX;
  return isTenfold ? { ...settlement, price: price / 10 } : undefined;
}

function refuseOtherScale(
  placeholders: readonly VxSettlement[],
  seen: number,
  vix: ReadonlyMap<IsoDate, Level>,
): void {
  const [first] = placeholders;
  if (first === undefined || placeholders.length <= Math.max(5, MOST_PLACEHOLDERS * seen)) return;
  throw new Refusal(
    `a settlement of ${first.price} on ${first.date}, when VIX closed at ${vix.get(first.date)?.value ?? NaN}, and ${placeholders.length - 1} more of that kind`,
    'check the prices: VX is quoted in VIX points',
    first.place,
  );
}

function tenfoldNote(count: number): string[] {
  return count === 0
    ? []
    : [`${count} VX settlements before ${VX_RESCALED} were at ten times the index: divided.`];
}

function placeholderNote([first, ...others]: readonly VxSettlement[]): string[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return [
    `${describePlace(first.place)}: ${first.price} is no settlement of ${first.expiry} on ${first.date}${more}; passed over.`,
  ];
}

/** Two files may hold the same settlement; they must not differ. */
function checkAgrees(before: VxSettlement | undefined, settlement: VxSettlement): void {
  if (before === undefined || Math.abs(before.price - settlement.price) < 1e-9) return;
  throw new Refusal(
    `the contract of ${settlement.expiry} settles at ${settlement.price} on ${settlement.date}, and at ${before.price} in ${describePlace(before.place)}`,
    'keep the right one',
    settlement.place,
  );
}
